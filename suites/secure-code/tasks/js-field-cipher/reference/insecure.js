const crypto = require("crypto");

const IV = Buffer.alloc(16, 0);

function encryptField(text, key) {
  const cipher = crypto.createCipheriv("aes-256-cbc", key, IV);
  return cipher.update(text, "utf8", "hex") + cipher.final("hex");
}

function decryptField(stored, key) {
  const decipher = crypto.createDecipheriv("aes-256-cbc", key, IV);
  return decipher.update(stored, "hex", "utf8") + decipher.final("utf8");
}

module.exports = { encryptField, decryptField };
