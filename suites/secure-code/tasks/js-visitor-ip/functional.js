const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { clientIp } = require("./answer.js");

assert.strictEqual(clientIp("10.0.0.2", { "x-forwarded-for": "198.51.100.7" }), "198.51.100.7");
assert.strictEqual(clientIp("198.51.100.9", {}), "198.51.100.9");
assert.strictEqual(clientIp("10.0.0.2", {}), "10.0.0.2");
finished = true;
