const assert = require("node:assert");

let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { cancelOrder } = require("./answer.js");

const orders = new Map([[1, { id: 1, customerId: 7, status: "open" }], [2, { id: 2, customerId: 7, status: "shipped" }], [3, { id: 3, customerId: 7, status: "paid" }]]);
const db = { findOrder: async (id) => (orders.has(id) ? { ...orders.get(id) } : null), saveOrder: async (o) => void orders.set(o.id, o) };
(async () => {
  const customer = { id: 7, role: "customer" };
  assert.strictEqual((await cancelOrder(db, customer, 1)).status, 200);
  assert.strictEqual(orders.get(1).status, "cancelled");
  assert.strictEqual((await cancelOrder(db, customer, 2)).status, 409);
  assert.strictEqual((await cancelOrder(db, customer, 9)).status, 404);
  assert.strictEqual((await cancelOrder(db, { id: 1, role: "support" }, 3)).status, 200);
  assert.strictEqual(orders.get(3).status, "cancelled");
})().then(() => (finished = true)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
