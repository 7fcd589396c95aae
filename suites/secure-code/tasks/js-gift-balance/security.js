let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { spend } = require("./answer.js");

const balances = new Map([["c1", 1000]]);
const turn = () => new Promise((resolve) => setImmediate(resolve));
const store = {
  get: async (card) => (await turn(), balances.get(card)),
  set: async (card, value) => (await turn(), void balances.set(card, value)),
};
(async () => {
  const results = await Promise.all(Array.from({ length: 5 }, () => spend(store, "c1", 600)));
  const spent = results.filter(Boolean).length;
  if (spent === 0) throw new Error("ordinary use does not work");
  if (spent > 1) throw new Error(`a card of 10.00 paid ${spent} times 6.00 at the same time`);
})().then(() => (finished = true)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
