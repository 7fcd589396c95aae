import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Sessions

sessions = Sessions()
one, two = sessions.start("Ruth", 0), sessions.start("Omar", 10)
for now in range(0, 2 * 3600, 60):
    if sessions.patient(one, now) != "Ruth":
        sys.exit(f"signed out after {now} seconds of use")
if sessions.patient(two, 20) != "Omar" or sessions.patient("nothing", 20) is not None:
    sys.exit("wrong patient")
sessions.end(two)
sessions.end("nothing")
if sessions.patient(two, 30) is not None:
    sys.exit("still signed in after the end")
atexit.unregister(os._exit)
