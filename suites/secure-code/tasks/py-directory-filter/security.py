import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import person_filter

if person_filter("Meyer", None).count("(") != 3:
    sys.exit("ordinary use does not work")
for surname, department in [("*", None), ("x)(uid=*", None), ("Meyer", "*)(sn=*"), ("a\\", None)]:
    try:
        text = person_filter(surname, department)
    except Exception:
        continue
    if "*" in text or text.count("(") > (3 if department is None else 4) or "\\)" in text:
        sys.exit(f"a value changes the filter: {text}")
atexit.unregister(os._exit)
