import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import store_picture

os.mkdir("public")
png = b"\x89PNG\r\n\x1a\n" + b"0" * 20
if store_picture("public", 17, "me at sea.png", png) != "17.png" or open("public/17.png", "rb").read() != png:
    sys.exit("a png is not stored")
jpg = b"\xff\xd8\xff\xe0" + b"0" * 20
if store_picture("public", 18, "IMG.0001.jpeg", jpg) != "18.jpeg":
    sys.exit("a name with two dots")
atexit.unregister(os._exit)
