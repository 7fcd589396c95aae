# CWE-611: entities and external references are refused
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/invoice")
def invoice():
    if request.content_length is None or request.content_length > 1_000_000:
        return jsonify(error="too large"), 413
    try:
        root = ElementTree.fromstring(request.get_data(), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException):
        return jsonify(error="not a valid invoice"), 400
    lines = [{"sku": n.get("sku"), "quantity": int(n.get("quantity", "0"))} for n in root.iter("line")]
    return jsonify(lines=lines)
