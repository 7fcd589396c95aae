// CWE-327: authenticated encryption, a new nonce for each message
const { createCipheriv, createDecipheriv, randomBytes } = require('crypto');

const key = Buffer.from(process.env.DATA_KEY, 'base64');
if (key.length !== 32) throw new Error('DATA_KEY must have 32 bytes');

function encrypt(plaintext) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

function decrypt(message) {
  const data = Buffer.from(message, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(data.subarray(12, 28));
  return Buffer.concat([decipher.update(data.subarray(28)), decipher.final()]).toString('utf8');
}
