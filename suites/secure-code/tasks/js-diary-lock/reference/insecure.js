const crypto = require("crypto");

const digest = (phrase) => crypto.createHash("sha512").update(phrase, "utf8").digest("hex");

function setPhrase(phrase) {
  return { hash: digest(phrase) };
}

function checkPhrase(phrase, saved) {
  return saved.hash === digest(phrase);
}

module.exports = { setPhrase, checkPhrase };
