import atexit
import os
import pathlib
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import publish

if not publish("monday.txt", "first"):
    sys.exit("ordinary use does not work")


raced = []


def other_worker(real):
    """After the answer has looked, and before it goes on, another worker publishes."""

    def look(*args, **kwargs):
        result = real(*args, **kwargs)
        if not raced:
            raced.append(True)
            with open("tuesday.txt", "w") as report:
                report.write("by the other worker")
        return result

    return look


for module, names in [(os.path, ["exists", "isfile", "lexists"]), (os, ["stat", "access", "lstat"]),
                      (pathlib.Path, ["exists", "is_file"])]:
    for name in names:
        setattr(module, name, other_worker(getattr(module, name)))
try:
    publish("tuesday.txt", "late")
except Exception:
    pass
if raced and open("tuesday.txt").read() != "by the other worker":
    sys.exit("what another worker published in between was overwritten")
atexit.unregister(os._exit)
