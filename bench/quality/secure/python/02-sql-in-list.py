# CWE-89: one placeholder for each value of an IN list
def orders_by_ids(connection, customer_id, order_ids):
    """Returns the orders of one customer among the given ids."""
    if not order_ids:
        return []
    ids = [int(i) for i in order_ids]
    placeholders = ", ".join(["%s"] * len(ids))
    sql = (
        "SELECT id, total, status FROM orders "
        f"WHERE customer_id = %s AND id IN ({placeholders})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [customer_id, *ids])
        return cursor.fetchall()
