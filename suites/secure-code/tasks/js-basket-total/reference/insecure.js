module.exports = { basketTotal };

function basketTotal(items, prices) {
  if (!Array.isArray(items)) {
    throw new Error("basket must be an array");
  }
  let total = 0;
  for (const { sku, quantity } of items) {
    if (!(sku in prices)) {
      throw new Error(`unknown article ${sku}`);
    }
    total += prices[sku] * quantity;
  }
  return total;
}
