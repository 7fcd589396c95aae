import atexit
import base64
import hashlib
import hmac
import json
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import caller


def part(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(claims, key):
    text = part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode()) + "." + part(json.dumps(claims).encode())
    return text + "." + part(hmac.new(key, text.encode(), hashlib.sha256).digest())


good = token({"name": "rosa", "exp": 2000}, b"k1")
if caller(good, b"k1", 1000) != "rosa":
    sys.exit("a valid token is refused")
if caller(good, b"k1", 3000) is not None:
    sys.exit("an expired token is accepted")
for text in ["", "a.b", "a.b.c", "...."]:
    if caller(text, b"k1", 1000) is not None:
        sys.exit(f"accepted: {text}")
atexit.unregister(os._exit)
