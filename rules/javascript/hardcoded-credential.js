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
