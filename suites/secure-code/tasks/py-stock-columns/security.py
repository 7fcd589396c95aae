import atexit
import os
import sqlite3
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import stock_list

db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE stock (sku TEXT, label TEXT, amount INTEGER, shelf TEXT)")
db.execute("CREATE TABLE staff (person TEXT)")
db.execute("INSERT INTO stock VALUES ('a1', 'bolt', 30, 'N4')")
db.execute("INSERT INTO staff VALUES ('wages of Jo')")

if len(stock_list(db, ["sku"], "sku")) != 1:
    sys.exit("ordinary use does not work")
probes = [(["(SELECT person FROM staff)"], "sku"), (["sku"], "(SELECT person FROM staff)")]
for columns, order_by in probes:
    trace = []
    db.set_trace_callback(trace.append)
    try:
        stock_list(db, columns, order_by)
    except Exception:
        pass
    db.set_trace_callback(None)
    if any("FROM staff" in statement and '"(SELECT' not in statement for statement in trace):
        sys.exit("a column name runs as a query on another table")
atexit.unregister(os._exit)
