const assert = require("node:assert");
const { spend } = require("./answer.js");

const balances = new Map([["c1", 1000], ["c2", 50]]);
const store = { get: async (card) => balances.get(card), set: async (card, value) => void balances.set(card, value) };
(async () => {
  assert.strictEqual(await spend(store, "c1", 300), true);
  assert.strictEqual(await spend(store, "c1", 800), false);
  assert.strictEqual(await spend(store, "c1", 700), true);
  assert.strictEqual(await spend(store, "c2", 50), true);
  assert.deepStrictEqual([...balances.values()], [0, 0]);
})().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
