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


def token(claims, key, alg="HS256"):
    text = part(json.dumps({"alg": alg, "typ": "JWT"}).encode()) + "." + part(json.dumps(claims).encode())
    return text + "." + part(hmac.new(key, text.encode(), hashlib.sha256).digest())


good = token({"name": "rosa", "exp": 2000}, b"right key")
if caller(good, b"right key", 1000) != "rosa":
    sys.exit("ordinary use does not work")
head, _, signature = good.split(".")
changed = part(json.dumps({"name": "root", "exp": 2000}).encode())
unsigned = token({"name": "root", "exp": 2000}, b"", "none").rsplit(".", 1)[0] + "."
for text in [f"{head}.{changed}.{signature}", unsigned, token({"name": "root", "exp": 2000}, b"other key")]:
    if caller(text, b"right key", 1000) is not None:
        sys.exit("a token that nobody signed with the key is believed")
atexit.unregister(os._exit)
