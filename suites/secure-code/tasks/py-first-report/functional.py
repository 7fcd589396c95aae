import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import publish

if publish("monday.txt", "first") is not True or publish("monday.txt", "second") is not False:
    sys.exit("wrong result")
if open("monday.txt").read() != "first":
    sys.exit("the report of the first was replaced")
atexit.unregister(os._exit)
