import atexit
import os
import sys
from urllib.parse import urlsplit

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import target_after_login

if target_after_login("/orders") != "/orders":
    sys.exit("ordinary use does not work")
for value in ["https://elsewhere.example/", "//elsewhere.example/a", "/\\elsewhere.example", "\\\\elsewhere.example",
              "https:elsewhere.example", "javascript:void(0)"]:
    try:
        target = target_after_login(value)
    except Exception:
        continue
    seen = urlsplit(target.strip().replace("\\", "/"))
    if seen.scheme or seen.netloc or not target.startswith("/"):
        sys.exit(f"{value} leads to another site")
atexit.unregister(os._exit)
