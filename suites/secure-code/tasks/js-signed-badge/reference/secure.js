const { createHmac, timingSafeEqual } = require("node:crypto");

function readBadge(text, key) {
  const parts = text.split("|");
  if (parts.length !== 3 || !parts[0] || !parts[1]) return null;
  const expected = createHmac("sha256", key).update(`${parts[0]}|${parts[1]}`).digest();
  const given = Buffer.from(parts[2], "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { name: parts[0], role: parts[1] };
}

module.exports = { readBadge };
