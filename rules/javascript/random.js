function issue(user) {
  // ruleid: javascript-predictable-random
  const token = Math.random().toString(36).slice(2);
  // ruleid: javascript-predictable-random
  user.sessionId = 's' + Math.random();
  // ok: javascript-predictable-random
  const colour = Math.floor(Math.random() * 255);
  // ok: javascript-predictable-random
  const nonce = crypto.randomUUID();
  return { token, colour, nonce };
}
function load(page) {
  // ok: javascript-predictable-random
  const requestToken = Math.random().toString(36).slice(2);
  page.latest = requestToken;
  return fetch(page.address).then((reply) => {
    if (page.latest === requestToken) {
      page.show(reply);
    }
  });
}
function enter(user, request) {
  // ruleid: javascript-predictable-random
  const token = Math.random().toString(36).slice(2);
  user.token = token;
  return request.token === user.token;
}
