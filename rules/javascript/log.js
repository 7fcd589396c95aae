app.post('/login', (req, res) => {
  // ruleid: javascript-log-injection
  logger.warn(`login failed for ${req.body.user}`);
  const { user } = req.body;
  // ruleid: javascript-log-injection
  console.log('login failed for ' + user);
  // ok: javascript-log-injection
  logger.warn({ user: req.body.user }, 'login failed');
  // ok: javascript-log-injection
  logger.warn(`login failed for ${JSON.stringify(user)}`);
});
