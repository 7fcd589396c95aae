import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import call

log = []
if call(lambda r: {"n": r["n"] + 1}, {"n": 1}, log) != (200, {"n": 2}) or log:
    sys.exit("a handler that works")
status, body = call(lambda r: r["n"] / 0, {"n": 1}, log)
if status != 500 or "error" not in body or len(log) != 1 or not isinstance(log[0], str):
    sys.exit(f"a handler that fails: {status} {body} {log}")
if "division" not in log[0]:
    sys.exit("the log does not tell the cause")
atexit.unregister(os._exit)
