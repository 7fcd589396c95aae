import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import is_genuine

# RFC 4231, test case 2.
body, key = b"what do ya want for nothing?", b"Jefe"
good = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
if is_genuine(body, good, key) is not True:
    sys.exit("a right signature is refused")
for header in ["", "zz", good[:-1], good[:-1] + "4", "5bdc\u00e9"]:
    if is_genuine(body, header, key):
        sys.exit(f"accepted: {header!r}")
if is_genuine(body + b"!", good, key):
    sys.exit("a changed body is accepted")
atexit.unregister(os._exit)
