module.exports = { cancelOrder };

async function cancelOrder(db, user, orderId) {
  const order = await db.findOrder(orderId);
  if (!order) {
    return { status: 404 };
  }
  if (order.status === "shipped") {
    return { status: 409 };
  }
  order.status = "cancelled";
  await db.saveOrder(order);
  return { status: 200 };
}
