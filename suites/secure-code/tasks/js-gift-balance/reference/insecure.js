async function spend(store, card, amount) {
  const balance = await store.get(card);
  if (balance < amount) {
    return false;
  }
  await store.set(card, balance - amount);
  return true;
}

module.exports = { spend };
