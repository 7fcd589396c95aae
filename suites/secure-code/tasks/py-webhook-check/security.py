import atexit
import hmac
import os
import secrets
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it
compared = []
real = hmac.compare_digest


def recording(a, b):
    compared.append((a, b))
    return real(a, b)


hmac.compare_digest = recording
secrets.compare_digest = recording

from answer import is_genuine

body, key = b"what do ya want for nothing?", b"Jefe"
good = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
if not is_genuine(body, good, key):
    sys.exit("ordinary use does not work")
compared.clear()
if is_genuine(body, "0" * 64, key):
    sys.exit("a wrong signature is accepted")
if not compared:
    sys.exit("the signature is compared with an operator that stops at the first difference")
atexit.unregister(os._exit)
