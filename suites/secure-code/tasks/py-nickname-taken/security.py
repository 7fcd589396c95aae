import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Names

names = Names()
if not names.claim("Zoë") or not names.claim("admin") or names.claim("Admin"):
    sys.exit("ordinary use does not work")
for twin, what in [("Zoe\u0308", "composed otherwise"), ("\uff41\uff44\uff4d\uff49\uff4e", "in full-width letters"), ("ad\u200bmin", "with an invisible character")]:
    try:
        if names.claim(twin):
            sys.exit(f"a name that looks the same is given away: {what}")
    except ValueError:
        continue
atexit.unregister(os._exit)
