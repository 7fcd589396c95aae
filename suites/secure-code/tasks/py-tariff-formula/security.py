import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import price

if price("2 * n", {"n": 4}) != 8:
    sys.exit("ordinary use does not work")
for formula in ["__import__('os').mkdir('marker') or 1", "(lambda: open('marker', 'w'))() and 1",
                "().__class__.__base__.__subclasses__().__len__()"]:
    try:
        result = price(formula, {"n": 4})
    except Exception:
        result = None
    if os.path.exists("marker") or result is not None:
        sys.exit("a formula ran as a Python expression")
atexit.unregister(os._exit)
