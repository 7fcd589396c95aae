import atexit
import os
import sys
import time

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import make_record, matches

first, second = make_record("same words"), make_record("same words")
if not matches("same words", first) or not matches("same words", second):
    sys.exit("ordinary use does not work")
if "same words" in first:
    sys.exit("the record holds the password itself")
if first == second:
    sys.exit("equal passwords have equal records: no salt")
costs = []
for _ in range(3):
    start = time.process_time()
    matches("another", first)
    costs.append(time.process_time() - start)
if min(costs) < 0.003:
    sys.exit("a guess costs less than 3 ms of computing")
atexit.unregister(os._exit)
