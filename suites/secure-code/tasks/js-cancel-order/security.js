let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { cancelOrder } = require("./answer.js");

const orders = new Map([[1, { id: 1, customerId: 7, status: "open" }], [2, { id: 2, customerId: 8, status: "open" }]]);
const db = { findOrder: async (id) => (orders.has(id) ? { ...orders.get(id) } : null), saveOrder: async (o) => void orders.set(o.id, o) };
(async () => {
  if ((await cancelOrder(db, { id: 7, role: "customer" }, 1)).status !== 200) throw new Error("ordinary use does not work");
  const answer = await cancelOrder(db, { id: 7, role: "customer" }, 2).catch(() => ({ status: 403 }));
  if (answer.status === 200 || orders.get(2).status !== "open") throw new Error("a customer cancels another customer's order");
})().then(() => (finished = true)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
