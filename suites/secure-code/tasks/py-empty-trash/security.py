import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import empty_trash

os.makedirs("trash/a")
os.makedirs("papers")
open("trash/a/x.txt", "w").write("old")
open("papers/thesis.txt", "w").write("precious")
os.symlink(os.path.abspath("papers"), "trash/shortcut")
try:
    empty_trash("trash")
except OSError:
    pass
if os.path.exists("trash/a/x.txt"):
    sys.exit("ordinary use does not work")
if not os.path.exists("papers/thesis.txt"):
    sys.exit("a shortcut in the trash leads to files elsewhere, which are removed")
atexit.unregister(os._exit)
