import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import is_blocked

endings = [".exe", ".js", ".docm"]
for name, expected in [("game.exe", True), ("exe.txt", False), ("my.letter.docm", True), ("a.json", False), ("exe", False)]:
    if bool(is_blocked(name, endings)) is not expected:
        sys.exit(f"{name}: {is_blocked(name, endings)}")
if is_blocked("a.exe", []):
    sys.exit("nothing is blocked by an empty list")
atexit.unregister(os._exit)
