import atexit
import os
import sys
from email.utils import parsedate_to_datetime

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import session_cookie

parts = [p.strip() for p in session_cookie("abc123", 7).split(";")]
if parts[0] != "sid=abc123":
    sys.exit(f"cookie: {parts}")
names = {p.partition("=")[0].lower(): p.partition("=")[2] for p in parts[1:]}
if names.get("path") != "/":
    sys.exit("not for the whole site")
if names.get("max-age") != "604800" and "expires" not in names:
    sys.exit("not for seven days")
atexit.unregister(os._exit)
