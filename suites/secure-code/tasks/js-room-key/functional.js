const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { newRoomKey } = require("./answer.js");

const keys = new Set();
for (let i = 0; i < 200; i++) {
  const key = newRoomKey();
  assert.match(key, /^[a-z]{4}-[a-z]{4}-[a-z]{4}$/);
  keys.add(key);
}
assert.strictEqual(keys.size, 200);
finished = true;
