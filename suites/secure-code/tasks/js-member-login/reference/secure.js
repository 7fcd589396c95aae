const { createHash } = require("node:crypto");

function hash(pin) {
  return createHash("sha256").update(pin).digest("hex");
}

async function login(members, body) {
  const { email, pin } = body ?? {};
  if (typeof email !== "string" || typeof pin !== "string" || !email || !pin) return null;
  return (await members.findOne({ email, pinHash: hash(pin) })) ?? null;
}

module.exports = { hash, login };
