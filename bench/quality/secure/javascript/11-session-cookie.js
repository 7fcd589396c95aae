// CWE-614, CWE-352: flags of the cookie, secret from the environment
const express = require('express');
const session = require('express-session');
const helmet = require('helmet');

const app = express();
app.disable('x-powered-by');
app.set('trust proxy', 1);
app.use(helmet());
app.use(session({
  name: 'sid',
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: { httpOnly: true, secure: true, sameSite: 'strict', maxAge: 60 * 60 * 1000 },
}));

app.post('/theme', (req, res) => {
  const theme = ['light', 'dark'].includes(req.body.theme) ? req.body.theme : 'light';
  res.cookie('theme', theme, { httpOnly: true, secure: true, sameSite: 'lax' });
  res.sendStatus(204);
});
