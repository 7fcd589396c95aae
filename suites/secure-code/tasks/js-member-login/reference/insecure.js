const crypto = require("crypto");

function hash(pin) {
  return crypto.createHash("sha256").update(String(pin)).digest("hex");
}

async function login(members, body) {
  const { email, pin } = body;
  if (!email || !pin) {
    return null;
  }
  const member = await members.findOne({ email: email, pinHash: hash(pin) });
  return member || null;
}

module.exports = { hash, login };
