import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import count_matches

with open("server.log", "w") as log:
    log.write("GET /a\n")
if count_matches("GET", "server.log") != 1:
    sys.exit("ordinary use does not work")
for word, path in [('x"; touch marker; echo "', "server.log"), ("$(touch marker)", "server.log"),
                   ("x", "server.log; touch marker")]:
    try:
        count_matches(word, path)
    except Exception:
        pass
    if os.path.exists("marker"):
        sys.exit("part of an argument ran as a command")
atexit.unregister(os._exit)
