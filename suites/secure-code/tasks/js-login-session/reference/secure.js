const { randomBytes } = require("node:crypto");

function signIn(sessions, sessionId, userName) {
  const basket = sessions.get(sessionId)?.basket ?? [];
  sessions.delete(sessionId);
  const fresh = randomBytes(24).toString("hex");
  sessions.set(fresh, { basket, user: userName });
  return fresh;
}

module.exports = { signIn };
