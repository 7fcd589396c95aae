import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import session_cookie

parts = [p.strip().lower() for p in session_cookie("abc123", 7).split(";")]
if parts[0] != "sid=abc123":
    sys.exit("ordinary use does not work")
if "httponly" not in parts:
    sys.exit("scripts can read the session cookie")
if "secure" not in parts:
    sys.exit("the session cookie is sent without encryption, too")
atexit.unregister(os._exit)
