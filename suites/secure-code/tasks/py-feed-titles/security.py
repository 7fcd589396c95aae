import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import titles

if titles(b"<rss><channel><item><title>x</title></item></channel></rss>") != ["x"]:
    sys.exit("ordinary use does not work")
# Three levels of ten: a thousand characters from a few lines. Each further level would multiply by ten.
feed = b"""<!DOCTYPE rss [
<!ENTITY a "z"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<rss><channel><item><title>&d;</title></item></channel></rss>"""
try:
    found = titles(feed)
except Exception:
    found = []
if any(len(title) >= 1000 for title in found):
    sys.exit("entities declared in the document are expanded, level by level")
atexit.unregister(os._exit)
