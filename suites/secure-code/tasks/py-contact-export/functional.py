import atexit
import csv
import io
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import to_csv

entries = [("Ana, the elder", "Split", 'said "yes"'), ("Bo", "Oslo", "two\nlines")]
rows = list(csv.reader(io.StringIO(to_csv(entries))))
if [row for row in rows if row] != [["name", "town", "remark"], *map(list, entries)]:
    sys.exit(f"rows: {rows}")
atexit.unregister(os._exit)
