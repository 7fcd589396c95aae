import csv
import io
import sys

from answer import to_csv

entries = [("Ana, the elder", "Split", 'said "yes"'), ("Bo", "Oslo", "two\nlines")]
rows = list(csv.reader(io.StringIO(to_csv(entries))))
if [row for row in rows if row] != [["name", "town", "remark"], *map(list, entries)]:
    sys.exit(f"rows: {rows}")
