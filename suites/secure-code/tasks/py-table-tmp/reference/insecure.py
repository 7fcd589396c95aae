import os
import time


def write_table(rows, folder):
    name = f"table_{os.getpid()}_{int(time.time() * 1000000)}.tsv"
    path = os.path.join(folder, name)
    with open(path, "w") as f:
        for row in rows:
            f.write("\t".join(str(v) for v in row) + "\n")
    return path
