import atexit
import os
import stat
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it
os.umask(0o022)

from answer import load_token, save_token

save_token("state/token", "abc123")
if load_token("state/token") != "abc123":
    sys.exit("ordinary use does not work")
if stat.S_IMODE(os.stat("state/token").st_mode) & 0o077:
    sys.exit("other users of the machine can read the token")
atexit.unregister(os._exit)
