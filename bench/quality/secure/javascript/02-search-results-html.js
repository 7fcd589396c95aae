// CWE-79: every value is escaped where the HTML is put together
const express = require('express');
const app = express();

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(value) {
  return String(value).replace(/[&<>"']/g, (c) => ENTITIES[c]);
}

app.get('/search', async (req, res) => {
  const term = req.query.q || '';
  const hits = await findArticles(term);
  const list = hits.map((hit) => `<li><a href="/a/${encodeURIComponent(hit.id)}">${escapeHtml(hit.title)}</a></li>`).join('');
  res.send(`<h1>Results for ${escapeHtml(term)}</h1><ul>${list}</ul>`);
});
