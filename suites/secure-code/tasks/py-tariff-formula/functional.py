import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import price

values = {"base": 10, "kwh": 200, "discount": 2.5}
for formula, expected in [("base + 0.25 * kwh - discount", 57.5), ("-(base - 4) / 3", -2.0), ("7", 7.0)]:
    if abs(price(formula, values) - expected) > 1e-9:
        sys.exit(f"{formula}: {price(formula, values)}")
for formula in ["base +", "unknown * 2", ")"]:
    try:
        price(formula, values)
    except ValueError:
        continue
    sys.exit(f"no ValueError for {formula}")
atexit.unregister(os._exit)
