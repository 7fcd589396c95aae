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
