const crypto = require("crypto");

function signIn(sessions, sessionId, userName) {
  let session = sessions.get(sessionId);
  if (!session) {
    sessionId = crypto.randomUUID();
    session = { basket: [] };
    sessions.set(sessionId, session);
  }
  session.user = userName;
  return sessionId;
}

module.exports = { signIn };
