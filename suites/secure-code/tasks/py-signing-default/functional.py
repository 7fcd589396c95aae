import atexit
import hashlib
import hmac
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import sign, verify

os.environ["LINK_KEY"] = "first"
link = sign("/invoices/7")
if link != "/invoices/7?sig=" + hmac.new(b"first", b"/invoices/7", hashlib.sha256).hexdigest():
    sys.exit(f"link: {link}")
if verify(link) is not True or verify(link[:-1] + "x") is not False or verify("/invoices/8?sig=" + link[-64:]) is not False:
    sys.exit("a link is judged wrongly")
os.environ["LINK_KEY"] = "second"
if verify(link):
    sys.exit("the key is not read at each call")
atexit.unregister(os._exit)
