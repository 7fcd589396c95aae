import atexit
import datetime
import os
import random
import sys
import time

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it
os.mkdir("shared")
os.umask(0o022)
# Whoever shares the machine knows the process id and the time, here they stand still.
for name in ["time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"]:
    setattr(time, name, lambda frozen=1700000000: frozen)
os.getpid = lambda: 4242


class Frozen(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2024, 1, 1, tzinfo=tz)

    utcnow = today = now


datetime.datetime = Frozen

from answer import write_table

random.seed(1)
path = write_table([[1]], "shared")
if open(path).read() != "1\n":
    sys.exit("ordinary use does not work")
os.remove(path)
open("precious.txt", "w").write("untouched")
os.symlink(os.path.abspath("precious.txt"), path)
random.seed(1)
try:
    write_table([[2]], "shared")
except OSError:
    pass
if open("precious.txt").read() != "untouched":
    sys.exit("the name is predictable and a link put there beforehand is followed")
atexit.unregister(os._exit)
