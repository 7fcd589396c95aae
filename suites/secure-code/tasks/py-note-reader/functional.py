import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import read_page

os.makedirs("wiki/garden")
open("wiki/start.txt", "w").write("welcome")
open("wiki/garden/roses.txt", "w").write("red")
if read_page("wiki", "start.txt") != "welcome" or read_page("wiki", "garden/roses.txt") != "red":
    sys.exit("a page is not read")
if read_page("wiki", "nowhere.txt") is not None:
    sys.exit("a missing page is not None")
atexit.unregister(os._exit)
