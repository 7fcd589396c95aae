app.get('/hello', (req, res) => {
  // ruleid: javascript-reflected-xss
  res.send('<h1>Hello ' + req.query.name + '</h1>');
  const { q } = req.query;
  // ruleid: javascript-reflected-xss
  res.status(404).send(`No results for ${q}`);
  // ruleid: javascript-reflected-xss
  res.write(`<p>${req.params.id}</p>`);
  // ok: javascript-reflected-xss
  res.send({ name: req.query.name });
  // ok: javascript-reflected-xss
  res.json(q);
  // ok: javascript-reflected-xss
  res.send(`<p>${escapeHtml(q)}</p>`);
  // ok: javascript-reflected-xss
  res.render('hello', { name: req.query.name });
});

app.get('/users/:id', (req, res) => {
  // ok: javascript-reflected-xss
  res.send(users[req.params.id]);
  // ok: javascript-reflected-xss
  res.send(names.slice(req.params.from, req.params.to).join(', '));
});

app.get('/hits', async (req, res) => {
  const hits = await find(req.query.q);
  const list = hits.map((h) => `<li>${escape(h.title)}</li>`).join('');
  // ok: javascript-reflected-xss
  res.send(`<ul>${list}</ul>`);
  // ok: javascript-reflected-xss
  res.send(`<ul>${req.body.items.map((i) => `<li>${escapeHtml(i.name)}</li>`).join('')}</ul>`);
  const hitsNow = search(req.query.q);
  // ok: javascript-reflected-xss
  res.send(`<ul>${hitsNow.map((h) => `<li>${escape(h.title)}</li>`).join('')}</ul>`);
  // ruleid: javascript-reflected-xss
  res.send(`<ul>${req.body.items.map((i) => `<li>${i.name}</li>`).join('')}</ul>`);
});
