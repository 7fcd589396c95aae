import atexit
import os
import sys
import time

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Locker

slept = []
time.sleep = slept.append
locker = Locker("0900")
if not locker.open("0900"):
    sys.exit("ordinary use does not work")
locker.reset("0900")
for number in range(10000):
    if sum(slept) > 3600:
        break
    try:
        opened = locker.open(f"{number:04}")
    except Exception:
        opened = False
    if opened:
        sys.exit(f"opened after {number} wrong tries in a row")
atexit.unregister(os._exit)
