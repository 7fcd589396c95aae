import xml.etree.ElementTree as ET
from xml.parsers import expat


def _refuse(*_):
    raise ValueError("a feed has no document type declaration")


def titles(xml):
    check = expat.ParserCreate()
    check.StartDoctypeDeclHandler = _refuse
    try:
        check.Parse(xml, True)
        root = ET.fromstring(xml)
    except (expat.ExpatError, ET.ParseError) as error:
        raise ValueError(f"not a feed: {error}") from error
    return [item.findtext("title", "") for item in root.iter("item")]
