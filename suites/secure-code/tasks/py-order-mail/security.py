import atexit
import email
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import confirmation


def headers(*values):
    return email.message_from_string(confirmation(*values).replace("\r\n", "\n").replace("\r", "\n"))


if headers("eva@home.example", "Eva", "A-17")["To"] != "eva@home.example":
    sys.exit("ordinary use does not work")
for values in [("eva@home.example\nBcc: all@list.example", "Eva", "1"), ("eva@home.example", "Eva\r\nBcc: all@list.example", "1"),
               ("eva@home.example", "Eva", "1\n\nanother body")]:
    try:
        mail = headers(*values)
    except Exception:
        continue
    if mail["Bcc"] or mail.get_payload().startswith(("another", ", Eva")):
        sys.exit("a value adds a header or a body of its own")
atexit.unregister(os._exit)
