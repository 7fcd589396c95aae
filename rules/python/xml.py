import xml.dom.minidom
import xml.etree.ElementTree as ET
import xml.sax
from xml.sax.handler import feature_external_ges

import defusedxml.ElementTree
from flask import request
from lxml import etree

# ruleid: python-xml-entities
PARSER = etree.XMLParser(resolve_entities=True)
# ok: python-xml-entities
SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def read(path):
    parser = xml.sax.make_parser()
    # ruleid: python-xml-entities
    parser.setFeature(feature_external_ges, True)
    # ok: python-xml-entities
    parser.setFeature(feature_external_ges, False)
    # ruleid: python-lxml-default-parser
    tree = etree.parse(path)
    # ruleid: python-lxml-default-parser
    root = etree.fromstring(open(path).read())
    # ok: python-lxml-default-parser
    other = etree.parse(path, SAFE_PARSER)
    # ok: python-lxml-default-parser
    fixed = etree.fromstring("<a/>")
    # ok: python-xml-from-request
    return ET.parse(path)


def receive():
    text = request.data
    # ruleid: python-xml-from-request
    root = ET.fromstring(text)
    # ruleid: python-xml-from-request
    document = xml.dom.minidom.parseString(request.form["xml"])
    # ok: python-xml-from-request
    safe = defusedxml.ElementTree.fromstring(text)
    # ok: python-xml-from-request
    fixed = ET.fromstring("<a/>")
    return root
