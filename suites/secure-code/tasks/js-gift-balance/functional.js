const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { spend } = require("./answer.js");

const balances = new Map([["c1", 1000], ["c2", 50]]);
const store = { get: async (card) => balances.get(card), set: async (card, value) => void balances.set(card, value) };
(async () => {
  assert.strictEqual(await spend(store, "c1", 300), true);
  assert.strictEqual(await spend(store, "c1", 800), false);
  assert.strictEqual(await spend(store, "c1", 700), true);
  assert.strictEqual(await spend(store, "c2", 50), true);
  assert.deepStrictEqual([...balances.values()], [0, 0]);
})().then(() => (finished = true)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
