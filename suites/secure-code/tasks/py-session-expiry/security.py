import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Sessions

sessions = Sessions()
session = sessions.start("Ruth", 0)
if sessions.patient(session, 60) != "Ruth":
    sys.exit("ordinary use does not work")
try:
    later = sessions.patient(session, 60 + 12 * 3600)
except Exception:
    later = None
if later is not None:
    sys.exit("the next person at the kiosk is signed in twelve hours later")
atexit.unregister(os._exit)
