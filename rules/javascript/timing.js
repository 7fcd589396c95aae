function verify(body, received) {
  const expected = crypto.createHmac('sha256', KEY).update(body).digest('hex');
  // ruleid: javascript-digest-compared
  return expected === received;
}
function refuse(body, headers) {
  const hmac = crypto.createHmac('sha256', KEY);
  hmac.update(body);
  // ruleid: javascript-digest-compared
  if ('sha256=' + hmac.digest('hex') !== headers['x-signature']) throw new Error('signature');
}
function constantTime(body, received) {
  const expected = crypto.createHmac('sha256', KEY).update(body).digest();
  // ok: javascript-digest-compared
  return expected.length === received.length && crypto.timingSafeEqual(expected, received);
}
function etag(body, known) {
  // ok: javascript-digest-compared
  return crypto.createHash('sha256').update(body).digest('hex') === known;
}
// ruleid: javascript-secret-compared
if (req.headers['x-api-key'] !== process.env.API_KEY) return res.sendStatus(401);
// ruleid: javascript-secret-compared
if (user.password === req.body.password) login(user);
// ok: javascript-secret-compared
if (req.body.password !== req.body.confirmPassword) return res.sendStatus(400);
// ok: javascript-secret-compared
if (token === '(') depth += 1;
