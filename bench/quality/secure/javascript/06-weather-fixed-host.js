// CWE-918: the host is fixed, the input is one encoded parameter
const express = require('express');
const axios = require('axios');
const app = express();

app.get('/weather', async (req, res) => {
  const city = String(req.query.city || '').trim();
  if (!/^[\p{L} .'-]{1,60}$/u.test(city)) {
    return res.status(400).json({ error: 'invalid city' });
  }
  const { data } = await axios.get('https://api.weather.example/v1/current', {
    params: { q: city },
    timeout: 3000,
    maxRedirects: 0,
  });
  res.json({ city, temperature: data.temperature });
});
