const serialize = require('node-serialize');
app.post('/profile', (req, res) => {
  // ruleid: javascript-unserialize
  const profile = serialize.unserialize(req.cookies.profile);
  // ruleid: javascript-unserialize
  const settings = yaml.load(req.body.settings, { schema: yaml.DEFAULT_FULL_SCHEMA });
  // ok: javascript-unserialize
  const data = JSON.parse(req.cookies.profile);
  // ok: javascript-unserialize
  const plain = yaml.load(req.body.settings);

  // ruleid: javascript-xml-entities
  const doc = libxmljs.parseXml(req.body, { noent: true, noblanks: true });
  // ruleid: javascript-xml-entities
  const other = libxmljs.parseXmlString(req.body, { replaceEntities: true });
  // ok: javascript-xml-entities
  const safe = libxmljs.parseXml(req.body, { noblanks: true });
  // ok: javascript-xml-entities
  const off = libxmljs.parseXml(req.body, { noent: false });
});
