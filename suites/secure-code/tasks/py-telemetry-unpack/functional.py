import atexit
import os
import sys
import zlib

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import read_packet

packet = zlib.compress(b"north;06:00;-1.5\nsouth;06:00;7\n")
if [tuple(r) for r in read_packet(packet)] != [("north", "06:00", -1.5), ("south", "06:00", 7.0)]:
    sys.exit(f"rows: {read_packet(packet)}")
big = b"n;00:00;1.25\n" * 5000
if len(read_packet(zlib.compress(big))) != 5000:
    sys.exit("a packet of almost 64 KiB")
for data in [b"", b"hello", zlib.compress(b"one;two")]:
    try:
        read_packet(data)
    except ValueError:
        continue
    sys.exit(f"no ValueError for {data}")
atexit.unregister(os._exit)
