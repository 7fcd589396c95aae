import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import fill

API_KEY = "hidden-value-91"


class Person:
    def __init__(self):
        self.name = "Uta"
        self.city = "Kiel"
        self.pin = "4711"


if fill("{person.name}", Person(), "") != "Uta":
    sys.exit("ordinary use does not work")
for letter in ["{person.pin}", "{person.__init__.__globals__}", "{person.__dict__}", "{today.__class__}"]:
    try:
        text = fill(letter, Person(), "1 May")
    except Exception:
        continue
    if "4711" in text or "hidden-value-91" in text or "class" in text.replace(letter, ""):
        sys.exit(f"{letter} shows what is no field of the letter")
atexit.unregister(os._exit)
