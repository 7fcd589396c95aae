// CWE-601: other sites only from a list
const express = require('express');
const app = express();

const partners = new Set(['docs.example.org', 'shop.example.org']);

app.get('/out', (req, res) => {
  let url;
  try {
    url = new URL(req.query.to);
  } catch {
    return res.status(400).send('not a valid address');
  }
  if (url.protocol !== 'https:' || !partners.has(url.hostname)) {
    return res.status(400).send('unknown site');
  }
  res.redirect(url.href);
});
