import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import load_token, save_token

if load_token("state/client/token") is not None:
    sys.exit("a token where none was saved")
save_token("state/client/token", "abc123")
save_token("state/client/token", "def")
if load_token("state/client/token") != "def":
    sys.exit("the token does not come back")
save_token("token", "x")
if load_token("token") != "x":
    sys.exit("a path without a folder")
atexit.unregister(os._exit)
