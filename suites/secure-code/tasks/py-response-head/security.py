import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import response_head

if b"X-Name: a.txt\r\n" not in response_head(200, "OK", [("X-Name", "a.txt")]):
    sys.exit("ordinary use does not work")
for value in ["a.txt\r\nSet-Cookie: probe=1", "a.txt\nSet-Cookie: probe=1"]:
    try:
        head = response_head(200, "OK", [("X-Name", value)])
    except Exception:
        continue
    if any(line.startswith(b"Set-Cookie") for line in head.replace(b"\r", b"\n").split(b"\n")):
        sys.exit("a value adds a header of its own")
atexit.unregister(os._exit)
