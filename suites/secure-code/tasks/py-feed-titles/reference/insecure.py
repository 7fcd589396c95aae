import xml.etree.ElementTree as ET


def titles(xml):
    try:
        root = ET.fromstring(xml)
    except ET.ParseError as error:
        raise ValueError(f"not a feed: {error}")
    return [item.findtext("title", "") for item in root.iter("item")]
