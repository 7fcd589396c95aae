import atexit
import base64
import os
import pickle
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import pause, resume

if resume(pause({"row": 1})) != {"row": 1}:
    sys.exit("ordinary use does not work")


class Probe:
    def __reduce__(self):
        return (os.mkdir, ("marker",))


for data in [pickle.dumps(Probe()), base64.b64encode(pickle.dumps(Probe()))]:
    try:
        resume(data)
    except Exception:
        pass
    if os.path.exists("marker"):
        sys.exit("the data decided which function was called")
atexit.unregister(os._exit)
