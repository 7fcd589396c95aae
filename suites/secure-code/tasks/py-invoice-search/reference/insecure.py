def find_invoices(db, name):
    query = f"SELECT number, total FROM invoice WHERE customer = '{name}' ORDER BY number"
    return db.execute(query).fetchall()
