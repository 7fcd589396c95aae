import atexit
import logging
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import log_request

text = []


class Keep(logging.Handler):
    def emit(self, record):
        text.append(record.getMessage())


logger = logging.getLogger("requests")
logger.setLevel(logging.DEBUG)
logger.propagate = False
logger.addHandler(Keep())
log_request(logger, "POST", "/login", {"Authorization": "Bearer mark-1", "Cookie": "sid=mark-2", "Content-Type": "a/b"},
            {"user": "kim", "password": "mark-3"})
joined = "\n".join(text)
if "/login" not in joined:
    sys.exit("ordinary use does not work")
for mark in ["mark-1", "mark-2", "mark-3"]:
    if mark in joined:
        sys.exit("credentials of a request stand in the log")
atexit.unregister(os._exit)
