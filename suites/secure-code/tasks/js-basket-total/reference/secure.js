module.exports = { basketTotal };

function basketTotal(items, prices) {
  if (!Array.isArray(items)) throw new Error("no basket");
  return items.reduce((total, item) => {
    if (!Object.hasOwn(prices, item?.sku)) throw new Error(`not for sale: ${item?.sku}`);
    if (!Number.isInteger(item.quantity) || item.quantity < 1 || item.quantity > 10000) throw new Error("not a quantity");
    return total + item.quantity * prices[item.sku];
  }, 0);
}
