import atexit
import os
import sys
from html.parser import HTMLParser

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import recipe_html


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def tags_of(name, author, step):
    reader = Tags()
    reader.feed(recipe_html({"name": name, "author": author, "steps": [step]}))
    return reader.tags, reader.text


plain, text = tags_of("Soup", "Mina", "Boil")
if "Soup" not in text or "Boil" not in text:
    sys.exit("ordinary use does not work")
probe = "<b id=probe>x</b>"
for values in [(probe, "Mina", "Boil"), ("Soup", probe, "Boil"), ("Soup", "Mina", probe)]:
    if tags_of(*values)[0] != plain:
        sys.exit("text of a visitor becomes an element of the page")
atexit.unregister(os._exit)
