import atexit
import os
import sqlite3
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import stock_list

db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE stock (sku TEXT, label TEXT, amount INTEGER, shelf TEXT)")
db.executemany("INSERT INTO stock VALUES (?, ?, ?, ?)",
               [("a1", "bolt", 30, "N4"), ("b2", "nut", 10, "S1"), ("c3", "washer", 20, "N1")])

rows = stock_list(db, ["label", "amount"], "amount")
expected = [{"label": "nut", "amount": 10}, {"label": "washer", "amount": 20}, {"label": "bolt", "amount": 30}]
if [dict(row) for row in rows] != expected:
    sys.exit(f"by amount: {rows}")
if [row["sku"] for row in stock_list(db, ["sku"], "shelf")] != ["c3", "a1", "b2"]:
    sys.exit("sorting by a column that is not shown")
atexit.unregister(os._exit)
