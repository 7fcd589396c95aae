import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import response_head

head = response_head(200, "OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
if head != b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n":
    sys.exit(f"head: {head}")
if response_head(404, "Not Found", []) != b"HTTP/1.1 404 Not Found\r\n\r\n":
    sys.exit("a head without headers")
atexit.unregister(os._exit)
