app.post('/find', (req, res) => {
  // ruleid: javascript-xpath-injection
  const nodes = xpath.select(`//user[name='${req.body.name}']`, doc);
  const expression = "//user[@id='" + req.query.id + "']";
  // ruleid: javascript-xpath-injection
  const user = xpath.select1(expression, doc);
  // ok: javascript-xpath-injection
  const all = xpath.select('//user', doc);
  // ok: javascript-xpath-injection
  const one = xpath.select(`//user[${Number(req.query.n)}]`, doc);

  // ruleid: javascript-ldap-injection
  client.search('ou=people,dc=example,dc=com', { filter: `(uid=${req.body.user})`, scope: 'sub' }, done);
  const filter = '(&(uid=' + req.body.user + ')(objectClass=person))';
  // ruleid: javascript-ldap-injection
  client.search(BASE, { scope: 'sub', filter }, done);
  // ok: javascript-ldap-injection
  client.search(BASE, { scope: 'sub', filter: `(uid=${ldapEscape.filter(req.body.user)})` }, done);
  // ok: javascript-ldap-injection
  client.search(BASE, { scope: 'sub', filter: '(objectClass=person)' }, done);
});
