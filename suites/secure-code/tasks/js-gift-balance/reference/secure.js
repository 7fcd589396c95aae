const queues = new Map();

function spend(store, card, amount) {
  const previous = queues.get(card) ?? Promise.resolve();
  const result = previous.then(async () => {
    const balance = await store.get(card);
    if (!Number.isInteger(amount) || amount <= 0 || balance < amount) return false;
    await store.set(card, balance - amount);
    return true;
  });
  const settled = result.catch(() => {});
  queues.set(card, settled);
  settled.then(() => queues.get(card) === settled && queues.delete(card));
  return result;
}

module.exports = { spend };
