// CWE-338, CWE-208: random bytes of the system, compared in constant time
const crypto = require('node:crypto');

function createToken() {
  return crypto.randomBytes(32).toString('base64url');
}

function hashToken(token) {
  return crypto.createHash('sha256').update(token).digest();
}

function verifySignature(body, header, secret) {
  const expected = crypto.createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(header.replace(/^sha256=/, ''), 'hex');
  return given.length === expected.length && crypto.timingSafeEqual(given, expected);
}

module.exports = { createToken, hashToken, verifySignature };
