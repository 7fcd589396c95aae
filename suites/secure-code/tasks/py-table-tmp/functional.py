import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import write_table

os.mkdir("shared")
path = write_table([[1, 2.5], [3, 4]], "shared")
if os.path.dirname(os.path.abspath(path)) != os.path.abspath("shared"):
    sys.exit("not in the folder")
if open(path).read() != "1\t2.5\n3\t4\n":
    sys.exit("contents differ")
if write_table([[5]], "shared") == path:
    sys.exit("the same file twice")
atexit.unregister(os._exit)
