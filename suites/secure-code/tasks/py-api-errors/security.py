import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import call


def handler(request):
    raise RuntimeError("connect to db7.inner.example as app with pw-marker-55 failed in /srv/app/db.py")


log = []
if call(lambda r: 1, {}, log) != (200, 1):
    sys.exit("ordinary use does not work")
status, body = call(handler, {}, log)
if status == 200 or not any("pw-marker-55" in line for line in log):
    sys.exit("the failure is not reported and logged")
for inner in ["pw-marker-55", "db7.inner", "/srv/app", "Traceback"]:
    if inner in repr(body):
        sys.exit(f"the caller is told about the inside: {inner}")
atexit.unregister(os._exit)
