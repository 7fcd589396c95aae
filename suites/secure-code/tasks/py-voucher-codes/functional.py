import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import new_vouchers

codes = new_vouchers(500)
if len(codes) != 500 or len(set(codes)) != 500:
    sys.exit("not 500 different codes")
allowed = set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
if any(len(code) != 10 or not set(code) <= allowed for code in codes):
    sys.exit("a code has a wrong length or character")
if len(new_vouchers(1, 16)[0]) != 16:
    sys.exit("length is not respected")
atexit.unregister(os._exit)
