import atexit
import csv
import io
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import to_csv


def cells(entry):
    rows = [row for row in csv.reader(io.StringIO(to_csv([entry]))) if row]
    return rows[1] if len(rows) > 1 else []


if cells(("Bo", "Oslo", "fine")) != ["Bo", "Oslo", "fine"]:
    sys.exit("ordinary use does not work")
for remark in ["=1+1", "+1+1", "-1+1", "@SUM(1)"]:
    try:
        row = cells(("Bo", "Oslo", remark))
    except Exception:
        continue
    if any(cell[:1] in ("=", "+", "-", "@") for cell in row):
        sys.exit(f"a spreadsheet reads {remark} as a formula")
atexit.unregister(os._exit)
