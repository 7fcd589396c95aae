import atexit
import os
import random
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import new_vouchers

if len(new_vouchers(3)) != 3:
    sys.exit("ordinary use does not work")
random.seed(20240101)
first = sorted(new_vouchers(5))
random.seed(20240101)
second = sorted(new_vouchers(5))
if first == second:
    sys.exit("codes follow from the state of a predictable generator")
atexit.unregister(os._exit)
