import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import store_picture

os.mkdir("public")
png = b"\x89PNG\r\n\x1a\n" + b"0" * 20
if store_picture("public", 1, "a.png", png) != "1.png":
    sys.exit("ordinary use does not work")
for name in ["page.html", "page.php", "drawing.svg", "a.png.phtml", "PAGE.HTML"]:
    try:
        store_picture("public", 2, name, png)
    except Exception:
        pass
wrong = [n for n in os.listdir("public") if not n.lower().endswith((".png", ".jpg", ".jpeg", ".gif"))]
if wrong:
    sys.exit(f"stored where the web server would run or show it: {wrong}")
atexit.unregister(os._exit)
