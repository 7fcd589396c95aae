// ruleid: javascript-buffer-uninitialized
const block = Buffer.allocUnsafe(length);
// ruleid: javascript-buffer-uninitialized
const slow = Buffer.allocUnsafeSlow(length);
// ok: javascript-buffer-uninitialized
const clean = Buffer.alloc(length);
// ok: javascript-buffer-uninitialized
const filled = Buffer.allocUnsafe(length).fill(0);

// ruleid: javascript-buffer-constructor
const old = new Buffer(value);
// ruleid: javascript-buffer-constructor
const encoded = new Buffer(text, 'base64');
// ok: javascript-buffer-constructor
const greeting = new Buffer('hello');
// ok: javascript-buffer-constructor
const modern = Buffer.from(text, 'base64');

// ruleid: javascript-buffer-no-assert
const size = buffer.readUInt32LE(offset, true);
// ruleid: javascript-buffer-no-assert
buffer.writeUInt16BE(size, offset, true);
// ok: javascript-buffer-no-assert
const checked = buffer.readUInt32LE(offset);
// ok: javascript-buffer-no-assert
const flag = reader.readField(offset, true);

app.get('/fill', (req, res) => {
  // ruleid: javascript-size-from-request
  const memory = Buffer.alloc(Number(req.query.size));
  // ruleid: javascript-size-from-request
  const line = '-'.repeat(req.query.width);
  // ok: javascript-size-from-request
  const small = Buffer.alloc(Math.min(Number(req.query.size), 4096));
  // ok: javascript-size-from-request
  const fixed = '-'.repeat(72);
});
