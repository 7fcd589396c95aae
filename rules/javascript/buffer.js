app.get('/block', (req, res) => {
  const block = Buffer.allocUnsafe(Number(req.params.length));
  block.write(req.params.text);
  // ok: javascript-buffer-uninitialized
  res.send(block);
  const rest = Buffer.allocUnsafe(64);
  // ruleid: javascript-buffer-uninitialized
  res.end(rest);
  // ruleid: javascript-buffer-uninitialized
  res.write(Buffer.allocUnsafeSlow(64));
  const filled = Buffer.allocUnsafe(64).fill(0);
  // ok: javascript-buffer-uninitialized
  res.end(filled);
  // ok: javascript-buffer-uninitialized
  return Buffer.allocUnsafe(64);
});

// ruleid: javascript-buffer-constructor
const old = new Buffer(value);
// ruleid: javascript-buffer-constructor
const encoded = new Buffer(text, 'base64');
// ok: javascript-buffer-constructor
const either = Buffer.from ? Buffer.from(text) : new Buffer(text);
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
