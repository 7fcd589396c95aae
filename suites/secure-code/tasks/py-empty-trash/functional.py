import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import empty_trash

os.makedirs("trash/a/b")
os.makedirs("trash/empty")
for path in ["trash/x.txt", "trash/a/y.txt", "trash/a/b/.hidden"]:
    open(path, "w").write("old")
count = empty_trash("trash")
if count != 3 or os.listdir("trash") != []:
    sys.exit(f"count {count}, left {os.listdir('trash')}")
atexit.unregister(os._exit)
