import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Resets

passwords = {}
resets = Resets(passwords.__setitem__)
token = resets.create("ina")
if len(token) < 16 or not resets.redeem(token, "first"):
    sys.exit("ordinary use does not work, or the token can be guessed")
try:
    resets.redeem(token, "second")
except Exception:
    pass
if passwords["ina"] != "first":
    sys.exit("the link of an old mail sets the password again")
atexit.unregister(os._exit)
