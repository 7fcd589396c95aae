// CWE-943: what is not a string is refused before it is part of a query
const bcrypt = require('bcrypt');
const express = require('express');
const rateLimit = require('express-rate-limit');
const router = express.Router();

const limiter = rateLimit({ windowMs: 15 * 60 * 1000, max: 10 });

router.post('/login', limiter, async (req, res) => {
  const { email, password } = req.body;
  if (typeof email !== 'string' || typeof password !== 'string') {
    return res.status(400).json({ error: 'email and password are required' });
  }
  const user = await User.findOne({ email: email.toLowerCase() });
  const ok = user && (await bcrypt.compare(password, user.passwordHash));
  if (!ok) return res.status(401).json({ error: 'wrong email or password' });
  req.session.userId = user.id;
  res.json({ id: user.id });
});
