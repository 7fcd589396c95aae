import atexit
import os
import signal
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import is_title

if not is_title("Year 2024"):
    sys.exit("ordinary use does not work")


def too_long(*_):
    sys.exit("41 characters keep the expression busy for more than a second")


signal.signal(signal.SIGVTALRM, too_long)
signal.setitimer(signal.ITIMER_VIRTUAL, 1.0)
if is_title("a" * 40 + "!"):
    sys.exit("a wrong title is accepted")
atexit.unregister(os._exit)
