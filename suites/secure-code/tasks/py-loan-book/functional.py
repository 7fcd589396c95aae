import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Loan

loan = Loan(5000)
if [loan.sign(), loan.approve("kim"), loan.pay_out()] != [True, True, True] or loan.paid != 5000:
    sys.exit(f"the ordinary course, paid {loan.paid}")
if loan.cancel() is not False:
    sys.exit("cancelled after it was paid out")
other = Loan(10)
if other.sign() is not True or other.cancel() is not True or other.paid != 0:
    sys.exit("cancel before")
if Loan(10).pay_out() is not False:
    sys.exit("paid out at once")
atexit.unregister(os._exit)
