app.put('/settings', (req, res) => {
  // ruleid: javascript-merge-request
  _.merge(settings, req.body);
  // ruleid: javascript-merge-request
  $.extend(true, settings, JSON.parse(req.query.patch));
  // ok: javascript-merge-request
  _.merge(settings, _.pick(req.body, ['theme', 'language']));
  // ok: javascript-merge-request
  settings.theme = req.body.theme;

  // ruleid: javascript-mass-assignment
  User.create(req.body);
  // ruleid: javascript-mass-assignment
  User.findByIdAndUpdate(req.params.id, req.body, { new: true });
  // ok: javascript-mass-assignment
  User.create({ name: req.body.name, email: req.body.email });
  // ok: javascript-mass-assignment
  User.findByIdAndUpdate(req.params.id, { name: req.body.name });
});

// ruleid: javascript-recursive-merge
function merge(target, source) {
  for (const key in source) {
    if (typeof target[key] === 'object') {
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}
// ruleid: javascript-recursive-merge
const deepCopy = (to, from) => {
  Object.keys(from).forEach((key) => {
    if (from[key] instanceof Object) deepCopy(to[key], from[key]);
    else to[key] = from[key];
  });
};
// ok: javascript-recursive-merge
function guarded(target, source) {
  for (const key in source) {
    if (key === '__proto__' || key === 'constructor') continue;
    if (typeof target[key] === 'object') guarded(target[key], source[key]);
    else target[key] = source[key];
  }
}
// ok: javascript-recursive-merge
function shallow(target, source) {
  for (const key in source) {
    target[key] = source[key];
  }
}
