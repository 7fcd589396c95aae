import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import link_title

asked = []
addresses = {"museum.example": ["93.184.215.14"], "inside.example": ["10.0.0.8"], "self.example": ["127.0.0.1"],
             "meta.example": ["169.254.10.10"], "mixed.example": ["93.184.215.14", "192.168.1.2"], "six.example": ["::1"]}


def resolve(host):
    return addresses.get(host, [host])


def get(url):
    asked.append(url)
    return "<title>inner page</title>"


if link_title("https://museum.example/", resolve, get) != "inner page":
    sys.exit("ordinary use does not work")
for url in ["http://inside.example/", "http://self.example:8080/", "http://meta.example/latest", "http://six.example/",
            "http://mixed.example/", "http://127.0.0.1/", "file://museum.example/etc/hosts"]:
    asked.clear()
    try:
        link_title(url, resolve, get)
    except Exception:
        pass
    if asked:
        sys.exit(f"{url} is fetched by the server")
atexit.unregister(os._exit)
