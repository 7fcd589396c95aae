import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import append_event, read_events

append_event("trail.txt", "mia", "order", "two chairs")
if len(read_events("trail.txt")) != 1:
    sys.exit("ordinary use does not work")
for breaker in ["\n", "\r\n", "\r"]:
    try:
        append_event("trail.txt", "mia", "order", f"one lamp{breaker}admin\tapprove\tpaid")
    except ValueError:
        continue
events = read_events("trail.txt")
if any(event[0] == "admin" for event in events):
    sys.exit("a line break in the detail forges an event of another user")
atexit.unregister(os._exit)
