import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import person_filter

if person_filter("Meyer", "Sales") != "(&(objectClass=person)(sn=Meyer)(ou=Sales))":
    sys.exit(person_filter("Meyer", "Sales"))
if person_filter("van Dyk", None) != "(&(objectClass=person)(sn=van Dyk))":
    sys.exit(person_filter("van Dyk", None))
atexit.unregister(os._exit)
