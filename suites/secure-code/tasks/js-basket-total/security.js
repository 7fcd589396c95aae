let finished = false; // an answer that ends the test, or never comes, has not passed it
process.on("exit", (code) => {
  if (code === 0 && !finished) process.exitCode = 1;
});
const { basketTotal } = require("./answer.js");

const prices = { A1: 250, B2: 2000 };
let wrong = basketTotal([{ sku: "A1", quantity: 2 }], prices) === 500 ? "" : "ordinary use does not work";
for (const quantity of [-7, 0.001, "x", -0.5]) {
  try {
    const total = basketTotal([{ sku: "B2", quantity: 1 }, { sku: "A1", quantity }], prices);
    if (!(total >= 2250)) wrong = `a quantity of ${quantity} lowers the price to ${total}`;
  } catch {}
}
if (wrong) {
  console.error(wrong);
  process.exit(1);
}
finished = true;
