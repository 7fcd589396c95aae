import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Locker

locker = Locker("4821")
if [locker.open("4812"), locker.open("4841"), locker.open("4821")] != [False, False, True]:
    sys.exit("two wrong tries and the right one")
locker.reset("0007")
if locker.open("4821") or not locker.open("0007"):
    sys.exit("reset does not set the PIN")
atexit.unregister(os._exit)
