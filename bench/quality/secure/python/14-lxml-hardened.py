# CWE-611: no entities, no network, no DTD
from lxml import etree


def parse_feed(data: bytes):
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    root = etree.fromstring(data, parser=parser)
    return [
        {"title": item.findtext("title", ""), "link": item.findtext("link", "")}
        for item in root.iterfind("./channel/item")
    ]
