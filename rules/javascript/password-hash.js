const crypto = require('crypto');
// ruleid: javascript-password-fast-hash
const stored = crypto.createHash('sha256').update(password).digest('hex');
// ruleid: javascript-password-fast-hash
const other = crypto.createHash('sha512').update(req.body.password + salt).digest('hex');
// ok: javascript-password-fast-hash
const etag = crypto.createHash('sha256').update(body).digest('hex');
// ok: javascript-password-fast-hash
const hashed = await bcrypt.hash(password, 12);

// ruleid: javascript-password-few-rounds
const quick = await bcrypt.hash(password, 4);
// ruleid: javascript-password-few-rounds
crypto.pbkdf2(password, salt, 1000, 64, 'sha512', done);
// ok: javascript-password-few-rounds
const slow = await bcrypt.hash(password, 12);
// ok: javascript-password-few-rounds
crypto.pbkdf2(password, salt, 600000, 64, 'sha256', done);
