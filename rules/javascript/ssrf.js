app.get('/preview', async (req, res) => {
  const { url } = req.query;
  // ruleid: javascript-ssrf
  const page = await axios.get(url);
  // ruleid: javascript-ssrf
  const reply = await fetch('http://' + req.body.host + '/status');
  // ruleid: javascript-ssrf
  await axios({ method: 'post', url: req.body.webhook });

  // ok: javascript-ssrf
  await fetch(`https://api.example.com/users/${req.params.id}`);
  // ok: javascript-ssrf
  await axios.post('https://api.example.com/items', req.body);
  const target = new URL(url);
  if (!HOSTS.includes(target.hostname)) return res.sendStatus(400);
  // ok: javascript-ssrf
  await fetch(target);
});

function redirected(address, options) {
  const request = new Request(address, options);
  // ok: javascript-ssrf
  return fetch(new Request(request.headers.get('location'), { body: request.body }));
}

async function follow(request) {
  // ok: javascript-ssrf
  return fetch(request.url, { headers: request.headers });
}

app.post('/feeds', async (req, res) => {
  const feed = req.body.url;
  try {
    await assertPublicUrl(feed);
  } catch {
    return res.sendStatus(400);
  }
  // ok: javascript-ssrf
  await fetch(feed, { redirect: 'manual' });
  const other = req.body.other;
  if (!isAllowedHost(other)) return res.sendStatus(400);
  // ok: javascript-ssrf
  await fetch(other);
  const free = req.body.free;
  logTarget(free);
  // ruleid: javascript-ssrf
  await fetch(free);
});

app.get('/services/:name', async (req, res) => {
  // ok: javascript-ssrf
  await fetch(SERVICES.get(req.params.name));
  // ruleid: javascript-ssrf
  await fetch(params.get(req.params.name));
});
