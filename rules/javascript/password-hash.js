const crypto = require('crypto');
// ruleid: javascript-password-fast-hash
const stored = crypto.createHash('sha256').update(password).digest('hex');
// ruleid: javascript-password-fast-hash
const other = crypto.createHash('sha512').update(req.body.password + salt).digest('hex');
// ok: javascript-password-fast-hash
const etag = crypto.createHash('sha256').update(body).digest('hex');
// ok: javascript-password-fast-hash
const hashed = await bcrypt.hash(password, 12);

async function wrapped(rounds, password) {
  // ok: javascript-password-fast-hash
  const digest = crypto.createHash('sha512').update(password).digest('base64');
  return await bcrypt.hash(digest, rounds);
}
async function inWorker(rounds, password) {
  // ok: javascript-password-fast-hash
  password = crypto.createHash('sha512').update(password).digest('hex');
  return await pool.exec('hash', [password, rounds]);
}
async function add(db, name, password) {
  // ruleid: javascript-password-fast-hash
  password = crypto.createHash('sha512').update(password).digest('hex');
  return await db.run('INSERT INTO users VALUES (?, ?)', [name, password]);
}
async function check(password, hash, isWrapped) {
  if (isWrapped) {
    // ok: javascript-password-fast-hash
    password = crypto.createHash('sha512').update(password).digest('hex');
  }
  return await pool.exec('compare', [password, hash]);
}

// ruleid: javascript-password-few-rounds
const quick = await bcrypt.hash(password, 4);
// ruleid: javascript-password-few-rounds
crypto.pbkdf2(password, salt, 1000, 64, 'sha512', done);
// ok: javascript-password-few-rounds
const slow = await bcrypt.hash(password, 12);
// ok: javascript-password-few-rounds
crypto.pbkdf2(password, salt, 600000, 64, 'sha256', done);
