app.get('/login', (req, res) => {
  // ruleid: javascript-open-redirect
  res.redirect(req.query.next);
  const target = req.query.returnTo || '/';
  // ruleid: javascript-open-redirect
  res.redirect(302, target);
  // ruleid: javascript-open-redirect
  res.setHeader('Location', req.body.url);

  // ok: javascript-open-redirect
  res.redirect('/users/' + req.params.id);
  // ok: javascript-open-redirect
  res.redirect(PAGES[req.query.page]);
  if (!target.startsWith('/account/')) return res.sendStatus(400);
  // ok: javascript-open-redirect
  res.redirect(target);
});

const partners = new Set(['docs.example.org']);

app.get('/out', (req, res) => {
  const url = new URL(req.query.to);
  if (!partners.has(url.hostname)) return res.status(400).send('unknown');
  // ok: javascript-open-redirect
  res.redirect(url.href);
});

app.get('/back', (req, res) => {
  let target = req.query.next;
  if (!isLocalPath(target)) target = '/';
  // ok: javascript-open-redirect
  res.redirect(target);
});

app.get('/jump', (req, res) => {
  const target = req.query.next;
  remember(target);
  // ruleid: javascript-open-redirect
  res.redirect(target);
});
