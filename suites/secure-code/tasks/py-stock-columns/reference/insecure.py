def stock_list(db, columns, order_by):
    sql = "SELECT " + ", ".join(columns) + " FROM stock ORDER BY " + order_by
    rows = db.execute(sql).fetchall()
    return [dict(zip(columns, row)) for row in rows]
