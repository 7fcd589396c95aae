const assert = require("node:assert");
const { newRoomKey } = require("./answer.js");

const keys = new Set();
for (let i = 0; i < 200; i++) {
  const key = newRoomKey();
  assert.match(key, /^[a-z]{4}-[a-z]{4}-[a-z]{4}$/);
  keys.add(key);
}
assert.strictEqual(keys.size, 200);
