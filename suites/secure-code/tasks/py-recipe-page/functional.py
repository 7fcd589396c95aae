import atexit
import os
import sys
from html.parser import HTMLParser

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import recipe_html


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip():
            self.seen.append((self.open[-1] if self.open else None, data.strip()))


reader = Reader()
reader.feed(recipe_html({"name": "Barley soup", "author": "Mina", "steps": ["Soak", "Boil"]}))
found = dict((text, place) for place, text in reader.seen)
if found.get("Barley soup", ("",))[0] != "h1" or found.get("Soak", ("",))[0] != "li":
    sys.exit(f"found {reader.seen}")
if not any("Mina" in text and place == ("p", "by") for place, text in reader.seen):
    sys.exit("no author")
if [text for _, text in reader.seen if text in ("Soak", "Boil")] != ["Soak", "Boil"]:
    sys.exit("steps out of order")
atexit.unregister(os._exit)
