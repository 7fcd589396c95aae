// CWE-347: algorithm, issuer and audience are named
const jwt = require('jsonwebtoken');

const SECRET = process.env.JWT_SECRET;
if (!SECRET) throw new Error('JWT_SECRET is not set');

const options = { issuer: 'https://login.example.org', audience: 'shop' };

function issue(user) {
  return jwt.sign({ role: user.role }, SECRET, {
    ...options, subject: String(user.id), algorithm: 'HS256', expiresIn: '15m',
  });
}

function authenticate(req, res, next) {
  const [scheme, token] = (req.get('authorization') || '').split(' ');
  if (scheme !== 'Bearer' || !token) return res.sendStatus(401);
  try {
    req.user = jwt.verify(token, SECRET, { ...options, algorithms: ['HS256'] });
    next();
  } catch {
    res.sendStatus(401);
  }
}

module.exports = { issue, authenticate };
