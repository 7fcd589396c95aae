import os
import tempfile


def write_table(rows, folder):
    handle, path = tempfile.mkstemp(prefix="table-", suffix=".tsv", dir=folder)
    with os.fdopen(handle, "w") as table:
        for row in rows:
            table.write("\t".join(map(str, row)) + "\n")
    return path
