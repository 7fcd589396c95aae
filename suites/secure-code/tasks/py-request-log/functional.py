import atexit
import logging
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import log_request

messages = []


class Keep(logging.Handler):
    def emit(self, record):
        messages.append((record.levelname, record.getMessage()))


logger = logging.getLogger("requests")
logger.setLevel(logging.INFO)
logger.propagate = False
logger.addHandler(Keep())
log_request(logger, "POST", "/orders", {"Content-Type": "text/plain", "X-Trace": "t9"}, {"order": "A-17"})
if len(messages) != 1 or messages[0][0] != "INFO":
    sys.exit(f"messages: {messages}")
for part in ["POST", "/orders", "Content-Type", "text/plain", "X-Trace", "order", "A-17"]:
    if part not in messages[0][1]:
        sys.exit(f"not logged: {part}")
atexit.unregister(os._exit)
