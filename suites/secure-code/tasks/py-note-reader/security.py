import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import read_page

os.makedirs("wiki/garden")
open("wiki/start.txt", "w").write("welcome")
open("private.txt", "w").write("not a page")
if read_page("wiki", "start.txt") != "welcome":
    sys.exit("ordinary use does not work")
for name in ["../private.txt", "garden/../../private.txt", os.path.abspath("private.txt")]:
    try:
        text = read_page("wiki", name)
    except Exception:
        continue
    if text and "not a page" in text:
        sys.exit(f"{name} leaves the folder of pages")
atexit.unregister(os._exit)
