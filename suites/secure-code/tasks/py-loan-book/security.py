import atexit
import itertools
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Loan

loan = Loan(100)
if not (loan.sign() and loan.approve("kim") and loan.pay_out()) or loan.paid != 100:
    sys.exit("ordinary use does not work")
steps = {"sign": lambda l: l.sign(), "approve": lambda l: l.approve("kim"), "pay_out": lambda l: l.pay_out(), "cancel": lambda l: l.cancel()}
for order in itertools.product(steps, repeat=5):
    loan = Loan(100)
    taken = []
    for step in order:
        try:
            if steps[step](loan):
                taken.append(step)
        except Exception:
            pass
    if loan.paid > (100 if "pay_out" in taken else 0):
        sys.exit(f"paid out more than once: {', '.join(order)}")
    if loan.paid and "cancel" in taken and taken.index("cancel") < taken.index("pay_out"):
        sys.exit(f"paid out after it was cancelled: {', '.join(order)}")
atexit.unregister(os._exit)
