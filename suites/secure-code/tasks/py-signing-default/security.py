import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import sign, verify

os.environ["LINK_KEY"] = "first"
if not verify(sign("/a")):
    sys.exit("ordinary use does not work")
del os.environ["LINK_KEY"]
try:
    link = sign("/a")
    accepted = verify(link)
except BaseException:
    accepted = False
if accepted:
    sys.exit("without a key, links are signed with one that stands in the source")
atexit.unregister(os._exit)
