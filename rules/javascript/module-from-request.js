app.post('/do/:action', (req, res) => {
  // ruleid: javascript-module-from-request
  const plugin = require('./plugins/' + req.params.action);
  const { action } = req.params;
  // ruleid: javascript-module-from-request
  controller[action](req, res);
  // ok: javascript-module-from-request
  handlers.get(action)(req, res);
  if (!ACTIONS.includes(action)) return res.sendStatus(404);
  // ok: javascript-module-from-request
  controller[action](req, res);
});
