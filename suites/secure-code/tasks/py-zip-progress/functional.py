import atexit
import os
import sys
import zipfile

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import restore

with zipfile.ZipFile("backup.zip", "w") as z:
    z.writestr("a.txt", "one")
    z.writestr("deep/er/b.bin", b"x" * 200000)
os.mkdir("out")
calls = []
count = restore("backup.zip", "out", lambda done, total: calls.append((done, total)))
if count != 2 or calls != [(3, 200003), (200003, 200003)]:
    sys.exit(f"count {count}, progress {calls}")
if open("out/a.txt").read() != "one" or os.path.getsize("out/deep/er/b.bin") != 200000:
    sys.exit("contents differ")
atexit.unregister(os._exit)
