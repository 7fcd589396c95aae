// ruleid: javascript-old-tls
https.createServer({ key, cert, minVersion: 'TLSv1' }, app);
// ruleid: javascript-old-tls
const agent = new https.Agent({ secureProtocol: 'TLSv1_method' });
// ok: javascript-old-tls
https.createServer({ key, cert, minVersion: 'TLSv1.2' }, app);
// ok: javascript-old-tls
https.createServer({ key, cert }, app);

// ruleid: javascript-short-rsa-key
crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
// ruleid: javascript-short-rsa-key
forge.pki.rsa.generateKeyPair({ bits: 512, e: 0x10001 });
// ok: javascript-short-rsa-key
crypto.generateKeyPairSync('rsa', { modulusLength: 3072 });
// ok: javascript-short-rsa-key
crypto.generateKeyPairSync('ed25519', {});
