COLUMNS = ("sku", "label", "amount", "shelf")


def stock_list(db, columns, order_by):
    for column in [*columns, order_by]:
        if column not in COLUMNS:
            raise ValueError(f"no such column: {column}")
    rows = db.execute(f"SELECT {', '.join(columns)} FROM stock ORDER BY {order_by}")
    return [dict(zip(columns, row)) for row in rows]
