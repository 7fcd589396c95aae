// CWE-601: only paths of this site
const router = require('express').Router();

function safePath(target) {
  if (typeof target !== 'string') return '/';
  if (!target.startsWith('/') || target.startsWith('//') || target.startsWith('/\\')) return '/';
  return target;
}

router.post('/login', async (req, res) => {
  const user = await authenticate(req.body.email, req.body.password);
  if (!user) return res.status(401).render('login', { error: 'Wrong email or password' });
  req.session.regenerate((error) => {
    if (error) return res.sendStatus(500);
    req.session.userId = user.id;
    res.redirect(safePath(req.query.next));
  });
});

module.exports = router;
