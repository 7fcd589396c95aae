import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import count_matches

with open("server.log", "w") as log:
    log.write("GET /a\nPOST /b\nGET /c\nGET. /d\n")
for word, expected in [("GET", 3), ("POST", 1), ("PUT", 0), ("GET.", 1), ("GET /", 2)]:
    found = count_matches(word, "server.log")
    if found != expected:
        sys.exit(f"{word}: {found}, expected {expected}")
atexit.unregister(os._exit)
