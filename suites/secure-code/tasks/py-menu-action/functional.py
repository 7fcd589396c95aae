import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import perform


class Player:
    ACTIONS = ("play", "volume")

    def play(self):
        return "playing"

    def volume(self, level):
        return level + 1


if perform(Player(), "play", []) != "playing" or perform(Player(), "volume", [4]) != 5:
    sys.exit("an action is not performed")
try:
    perform(Player(), "fly", [])
except ValueError:
    pass
else:
    sys.exit("no ValueError for an unknown action")
atexit.unregister(os._exit)
