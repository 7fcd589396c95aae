import atexit
import email
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import confirmation

mail = email.message_from_string(confirmation("eva@home.example", "Eva", "A-17"))
if mail["To"] != "eva@home.example" or mail["From"] != "shop@shop.example" or mail["Subject"] != "Your order A-17, Eva":
    sys.exit(f"headers: {mail.items()}")
if mail.get_payload().strip() != "Dear Eva, thank you for order A-17.":
    sys.exit(f"body: {mail.get_payload()}")
atexit.unregister(os._exit)
