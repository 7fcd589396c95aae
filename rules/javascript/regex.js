app.get('/search', async (req, res) => {
  // ruleid: javascript-regex-from-request
  const filter = new RegExp(req.query.q, 'i');
  const { name } = req.query;
  // ruleid: javascript-regex-from-request
  const found = await Item.find({ name: { $regex: name, $options: 'i' } });
  // ok: javascript-regex-from-request
  const exact = new RegExp(_.escapeRegExp(req.query.q), 'i');
  // ok: javascript-regex-from-request
  const fixed = new RegExp('^[a-z]+$').test(req.query.q);
});

// ruleid: javascript-slow-regex
const email = /^([a-zA-Z0-9]+)*@example\.com$/;
// ruleid: javascript-slow-regex
const words = new RegExp('^([a-z]+)+$');
// ok: javascript-slow-regex
const host = /^[a-z0-9]+(-[a-z0-9]+)*$/;
// ok: javascript-slow-regex
const number = new RegExp('^[0-9]+$');

// ok: javascript-slow-regex
const quoted = /^(?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*$/;
