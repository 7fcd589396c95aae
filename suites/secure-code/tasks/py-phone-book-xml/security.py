import atexit
import os
import sys
import xml.etree.ElementTree as ET

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import extension

root = ET.fromstring("""<list><entry public="yes"><name>Ann</name><ext>12</ext></entry>
<entry public="no"><name>Carol</name><ext>99</ext></entry></list>""")
if extension(root, "Ann") != "12" or extension(root, "Carol") is not None:
    sys.exit("ordinary use does not work")
for name in ["Ann']/../entry[name='Carol", "Ann']/../entry[@public='no"]:
    try:
        found = extension(root, name)
    except Exception:
        continue
    if found == "99":
        sys.exit("a quote in the name changes the path: an unlisted number is shown")
atexit.unregister(os._exit)
