import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import link_title

pages = {"https://museum.example/": "<html><head><title> Old clocks </title></head></html>",
         "http://museum.example/plain": "no title here"}


def resolve(host):
    return {"museum.example": ["93.184.215.14"]}.get(host, [])


for url, expected in [("https://museum.example/", "Old clocks"), ("http://museum.example/plain", None),
                      ("https://unknown.example/", None)]:
    if link_title(url, resolve, pages.get) != expected:
        sys.exit(f"{url}: {link_title(url, resolve, pages.get)}")
atexit.unregister(os._exit)
