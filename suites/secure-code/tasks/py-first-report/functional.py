import sys

from answer import publish

if publish("monday.txt", "first") is not True or publish("monday.txt", "second") is not False:
    sys.exit("wrong result")
if open("monday.txt").read() != "first":
    sys.exit("the report of the first was replaced")
