const crypto = require('crypto');

function encrypt(text, key, password) {
  // ruleid: javascript-weak-cipher
  const old = crypto.createCipher('aes-256-cbc', password);
  // ruleid: javascript-weak-cipher
  const ecb = crypto.createCipheriv('aes-128-ecb', key, null);
  // ok: javascript-weak-cipher
  const gcm = crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12));
  // ok: javascript-weak-cipher
  const chacha = crypto.createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });

  const zero = Buffer.alloc(16, 0);
  // ruleid: javascript-static-iv
  const one = crypto.createCipheriv('aes-256-cbc', key, zero);
  // ruleid: javascript-static-iv
  const two = crypto.createCipheriv('aes-256-cbc', key, '1234567890123456');
  const iv = crypto.randomBytes(16);
  // ok: javascript-static-iv
  const three = crypto.createCipheriv('aes-256-cbc', key, iv);
  // ok: javascript-static-iv
  const four = crypto.createCipheriv('aes-256-cbc', key, Buffer.from(text.slice(0, 32), 'hex'));
}

const SECRET = 'correct-horse-battery';
// ruleid: javascript-hardcoded-key
const token = jwt.sign({ id: user.id }, SECRET, { expiresIn: '1h' });
// ruleid: javascript-hardcoded-key
const claims = jwt.verify(token, process.env.JWT_SECRET || 'dev-secret');
// ruleid: javascript-hardcoded-key
app.use(session({ secret: 'keyboard cat', resave: false }));
// ok: javascript-hardcoded-key
const signed = jwt.sign({ id: user.id }, process.env.JWT_SECRET, { expiresIn: '1h' });
// ok: javascript-hardcoded-key
app.use(session({ secret: config.sessionSecret, resave: false }));
