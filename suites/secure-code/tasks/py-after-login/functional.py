import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import target_after_login

for value, expected in [(None, "/home"), ("", "/home"), ("/orders", "/orders"), ("/orders?page=2", "/orders?page=2")]:
    if target_after_login(value) != expected:
        sys.exit(f"{value}: {target_after_login(value)}")
if target_after_login(None, "/start") != "/start":
    sys.exit("the default is not used")
atexit.unregister(os._exit)
