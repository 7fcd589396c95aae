const https = require('https');

// ruleid: javascript-tls-unverified
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
// ruleid: javascript-tls-unverified
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
// ruleid: javascript-tls-unverified
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = "0";

function request(options, ca) {
  // ruleid: javascript-tls-unverified
  options.rejectUnauthorized = false;
  // ok: javascript-tls-unverified
  options.rejectUnauthorized = true;
  // ok: javascript-tls-unverified
  return https.request({ ...options, ca, rejectUnauthorized: true, agent });
}

if (settings.allowSelfSigned) {
  // ok: javascript-tls-unverified
  mail.tls = { rejectUnauthorized: false };
}
