import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Names

names = Names()
results = [names.claim(n) for n in ["Heron", "heron", "Zoë", "李雷", "HERON", "Heron2"]]
if results != [True, False, True, True, False, True]:
    sys.exit(f"results: {results}")
if names.all() != ["Heron", "Zoë", "李雷", "Heron2"]:
    sys.exit(f"names: {names.all()}")
atexit.unregister(os._exit)
