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
