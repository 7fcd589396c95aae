import atexit
import datetime
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import pause, resume

state = {
    "file": "customers.csv", "row": 1200, "rate": 0.25, "dry": False, "error": None,
    "columns": ["name", "city"], "started": datetime.datetime(2024, 2, 29, 13, 5, 7),
    "steps": [{"at": datetime.datetime(2024, 3, 1), "ok": True}],
}
data = pause(state)
if not isinstance(data, bytes):
    sys.exit("pause returns no bytes")
if resume(data) != state:
    sys.exit(f"came back as {resume(data)}")
atexit.unregister(os._exit)
