import atexit
import os
import sys
import xml.etree.ElementTree as ET

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import extension

root = ET.fromstring("""<list><entry public="no"><name>Ann</name><ext>11</ext></entry>
<entry public="yes"><name>Ann</name><ext>12</ext></entry><entry public="yes"><name>Zoe Wu</name><ext>40</ext></entry></list>""")
for name, expected in [("Ann", "12"), ("Zoe Wu", "40"), ("Bob", None)]:
    if extension(root, name) != expected:
        sys.exit(f"{name}: {extension(root, name)}")
atexit.unregister(os._exit)
