def find_invoices(db, name):
    rows = db.execute(
        "SELECT number, total FROM invoice WHERE customer = ? ORDER BY number", (name,)
    )
    return rows.fetchall()
