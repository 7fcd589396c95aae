import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import append_event, read_events

append_event("trail.txt", "mia", "order", "two chairs")
append_event("trail.txt", "tom", "cancel", 'number 7, "urgent"')
if list(read_events("trail.txt")) != [("mia", "order", "two chairs"), ("tom", "cancel", 'number 7, "urgent"')]:
    sys.exit(f"events: {read_events('trail.txt')}")
if open("trail.txt").read().splitlines()[0] != "mia\torder\ttwo chairs":
    sys.exit("not the form of a line")
atexit.unregister(os._exit)
