import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import make_record, matches

record = make_record("seven Swans")
if not isinstance(record, str):
    sys.exit("the record is no str")
if not matches("seven Swans", record) or matches("seven swans", record) or matches("", record):
    sys.exit("a password is judged wrongly")
if not matches("Žluťoučký", make_record("Žluťoučký")):
    sys.exit("letters beyond ASCII")
atexit.unregister(os._exit)
