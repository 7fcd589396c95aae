import { createHash } from 'crypto';
import * as crypto from 'node:crypto';

export function digest(data, password) {
  // ruleid: javascript-weak-hash
  const a = crypto.createHash('md5').update(data).digest('hex');
  // ruleid: javascript-weak-hash
  const b = createHash("SHA1").update(password);
  // ok: javascript-weak-hash
  const c = crypto.createHash('sha256').update(data);
  // ok: javascript-weak-hash
  const d = createHash('sha512');
  return [a, b, c, d];
}

// ok: javascript-weak-hash
const key = crypto.createHash('md5').update(filename).digest('hex');
// ok: javascript-weak-hash
const pseudonym = crypto.createHash('sha1').update(address + config.get('secret')).digest('hex');
// ruleid: javascript-weak-hash
const signature = crypto.createHash('md5').update(fields + config.get('secret')).digest('hex');
// ok: javascript-weak-hash
const etag = crypto.createHash('sha1').update(body).digest('hex');
