// CWE-918: https, hosts of a list, no redirects
const express = require('express');
const app = express();

const ALLOWED = ['images.example.org', 'cdn.example.org'];

function isAllowed(address) {
  try {
    const { protocol, hostname, port } = new URL(address);
    return protocol === 'https:' && port === '' && ALLOWED.includes(hostname);
  } catch {
    return false;
  }
}

app.get('/image', async (req, res) => {
  const { url } = req.query;
  if (!isAllowed(url)) return res.status(400).json({ error: 'address not allowed' });
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(5000) });
  if (!response.ok) return res.sendStatus(502);
  res.type('image/png').send(Buffer.from(await response.arrayBuffer()));
});
