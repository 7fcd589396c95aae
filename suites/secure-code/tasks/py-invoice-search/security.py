import atexit
import os
import sqlite3
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import find_invoices

db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE invoice (number INTEGER, customer TEXT, total REAL)")
db.executemany("INSERT INTO invoice VALUES (?, ?, ?)",
               [(1, "Ada", 12.5), (2, "O'Neill", 40.0), (3, "Bela", 9.0)])

if len(find_invoices(db, "Ada")) != 1:
    sys.exit("ordinary search does not work")
for name in ["' OR '1'='1", "x' OR customer <> '"]:
    try:
        rows = find_invoices(db, name)
    except Exception:
        continue
    if rows:
        sys.exit("a quote in the name returns other customers' invoices")
try:
    if [tuple(r) for r in find_invoices(db, "O'Neill")] != [(2, 40.0)]:
        sys.exit("a name with a quote is not found")
except sqlite3.Error as error:
    sys.exit(f"a quote in the name reaches the SQL text: {error}")
atexit.unregister(os._exit)
