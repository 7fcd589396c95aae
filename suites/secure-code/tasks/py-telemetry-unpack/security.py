import atexit
import os
import sys
import tracemalloc
import zlib

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import read_packet

if len(read_packet(zlib.compress(b"a;b;1\n"))) != 1:
    sys.exit("ordinary use does not work")
data = zlib.compress(b"0" * (16 << 20))
tracemalloc.start()
try:
    read_packet(data)
except Exception:
    pass
peak = tracemalloc.get_traced_memory()[1]
if peak > 4 << 20:
    sys.exit(f"{len(data)} bytes received, {peak >> 20} MiB allocated")
atexit.unregister(os._exit)
