const { randomBytes, scryptSync, timingSafeEqual } = require("node:crypto");

function setPhrase(phrase) {
  const salt = randomBytes(16);
  return { salt: salt.toString("hex"), key: scryptSync(phrase, salt, 32).toString("hex") };
}

function checkPhrase(phrase, saved) {
  const key = scryptSync(phrase, Buffer.from(saved.salt, "hex"), 32);
  return timingSafeEqual(key, Buffer.from(saved.key, "hex"));
}

module.exports = { setPhrase, checkPhrase };
