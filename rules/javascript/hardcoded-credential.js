function connect(client) {
  // ruleid: javascript-hardcoded-credential
  const apiKey = '9f8a1c22d7';
  // ruleid: javascript-hardcoded-credential
  client.open({ user: 'root', password: 'megadeth' });
  // ok: javascript-hardcoded-credential
  const password = process.env.SERVICE_PASSWORD;
  // ok: javascript-hardcoded-credential
  client.open({ user: 'root', password: '' });
  // ok: javascript-hardcoded-credential
  const DATA_API_KEY = '.data-api';
  // ruleid: javascript-hardcoded-credential
  const db_password = '#Summer2024';
  return [apiKey, password];
}

// ruleid: javascript-hardcoded-credential
const JWT_SECRET = 'the-shop-signs-with-this';
// ruleid: javascript-hardcoded-credential
const settings = { jwtSecret: 'changeme' };
// ruleid: javascript-hardcoded-credential
const SESSION_SECRET = process.env.SESSION_SECRET || 'shop_development_1';
// ok: javascript-hardcoded-credential
const COOKIE_SECRET = process.env.COOKIE_SECRET;
// ok: javascript-hardcoded-credential
const names = { jwtSecret: 'JWT_SECRET', tokenSecret: 'token_secret' };
// ok: javascript-hardcoded-credential
app.use(session({ secret: 'the shop 42', resave: false }));
// ok: javascript-hardcoded-credential
const labels = { tokenSecret: 'Token secret' };
