import random
import sys

from answer import new_vouchers

if len(new_vouchers(3)) != 3:
    sys.exit("ordinary use does not work")
random.seed(20240101)
first = sorted(new_vouchers(5))
random.seed(20240101)
second = sorted(new_vouchers(5))
if first == second:
    sys.exit("codes follow from the state of a predictable generator")
