import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import perform

called = []


class Player:
    ACTIONS = ("play",)

    def play(self):
        return "playing"

    def _erase_library(self):
        called.append("_erase_library")

    def update_firmware(self, source):
        called.append("update_firmware")

    def __setstate__(self, state):
        called.append("__setstate__")


player = Player()
if perform(player, "play", []) != "playing":
    sys.exit("ordinary use does not work")
for action, args in [("_erase_library", []), ("update_firmware", ["x"]), ("__setstate__", [{}])]:
    try:
        perform(player, action, args)
    except Exception:
        pass
if called:
    sys.exit(f"internal methods were called by name: {called}")
atexit.unregister(os._exit)
