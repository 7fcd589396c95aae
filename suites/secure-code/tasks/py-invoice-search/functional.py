import atexit
import os
import sqlite3
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import find_invoices

db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE invoice (number INTEGER, customer TEXT, total REAL)")
db.executemany("INSERT INTO invoice VALUES (?, ?, ?)",
               [(7, "Ada", 12.5), (3, "Ada", 40.0), (5, "Bela", 9.0)])

found = [tuple(row) for row in find_invoices(db, "Ada")]
if found != [(3, 40.0), (7, 12.5)]:
    sys.exit(f"invoices of Ada: {found}")
if list(find_invoices(db, "Nobody")) != []:
    sys.exit("an unknown customer has invoices")
atexit.unregister(os._exit)
