const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { basketTotal } = require("./answer.js");

const prices = { A1: 250, B2: 1999 };
assert.strictEqual(basketTotal([{ sku: "A1", quantity: 2 }, { sku: "B2", quantity: 1 }], prices), 2499);
assert.strictEqual(basketTotal([], prices), 0);
assert.throws(() => basketTotal([{ sku: "Z", quantity: 1 }], prices));
assert.throws(() => basketTotal(null, prices));
finished = true;
