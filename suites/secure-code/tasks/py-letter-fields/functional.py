import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import fill


class Person:
    name = "Uta"
    city = "Kiel"


text = fill("Dear {person.name} in {person.city},\n{today} {unknown} {person.age}", Person(), "1 May")
if text != "Dear Uta in Kiel,\n1 May {unknown} {person.age}":
    sys.exit(f"text: {text}")
atexit.unregister(os._exit)
