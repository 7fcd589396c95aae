import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import is_blocked

if not is_blocked("game.exe", [".exe"]) or is_blocked("game.txt", [".exe"]):
    sys.exit("ordinary use does not work")
for name in ["GAME.EXE", "game.Exe"]:
    if not is_blocked(name, [".exe"]):
        sys.exit(f"{name} gets through")
atexit.unregister(os._exit)
