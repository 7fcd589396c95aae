import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import titles

feed = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>All news</title>
<item><title>Rain &amp; sun</title><link>a</link></item>
<item><title>D\xc3\xbcnen wandern</title></item>
</channel></rss>"""
if titles(feed) != ["Rain & sun", "D\u00fcnen wandern"]:
    sys.exit(f"titles: {titles(feed)}")
if titles(b"<rss><channel/></rss>") != []:
    sys.exit("an empty feed has titles")
try:
    titles(b"<rss><channel>")
except ValueError:
    pass
else:
    sys.exit("no ValueError")
atexit.unregister(os._exit)
