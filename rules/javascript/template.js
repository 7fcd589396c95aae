app.post('/render', (req, res) => {
  // ruleid: javascript-template-from-request
  res.send(ejs.render('<h1>' + req.body.title + '</h1>', {}));
  const { template } = req.body;
  // ruleid: javascript-template-from-request
  const page = Handlebars.compile(template);
  // ok: javascript-template-from-request
  res.send(ejs.render(TITLE, { title: req.body.title }));
  // ok: javascript-template-from-request
  res.render('page', { title: req.body.title });
});
// ruleid: javascript-template-escape-off
const view = Handlebars.compile(source, { noEscape: true });
// ruleid: javascript-template-escape-off
nunjucks.configure('views', { autoescape: false, express: app });
// ok: javascript-template-escape-off
const safe = Handlebars.compile(source);
// ok: javascript-template-escape-off
nunjucks.configure('views', { autoescape: true, express: app });
