import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import is_title

for text in ["Home", "Year 2024", "A-Z index", "x"]:
    if is_title(text) is not True:
        sys.exit(f"refused: {text}")
for text in ["", " Home", "Home ", "two  spaces", "a--b", "under_score", "end-", "line\n"]:
    if is_title(text) is not False:
        sys.exit(f"accepted: {text!r}")
atexit.unregister(os._exit)
