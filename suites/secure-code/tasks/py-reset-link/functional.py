import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Resets

passwords = {}
resets = Resets(passwords.__setitem__)
token, other = resets.create("ina"), resets.create("max")
if not isinstance(token, str) or token == other:
    sys.exit("tokens are not different strings")
if resets.redeem("nothing", "x") is not False or passwords:
    sys.exit("an unknown token does something")
if resets.redeem(token, "new one") is not True or passwords != {"ina": "new one"}:
    sys.exit(f"passwords: {passwords}")
atexit.unregister(os._exit)
