module.exports = { cancelOrder };

async function cancelOrder(db, user, orderId) {
  const order = await db.findOrder(orderId);
  const mayCancel = order && user && (user.role === "support" || order.customerId === user.id);
  if (!mayCancel) return { status: 404 };
  if (order.status === "shipped") return { status: 409 };
  await db.saveOrder({ ...order, status: "cancelled" });
  return { status: 200 };
}
