# CWE-918: https only, addresses are resolved and must be public, no redirects
import ipaddress
import socket
from urllib.parse import urlsplit

import requests
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


def is_public(url):
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        return False
    try:
        infos = socket.getaddrinfo(parts.hostname, 443, proto=socket.IPPROTO_TCP)
    except socket.gaierror:
        return False
    return all(ipaddress.ip_address(info[4][0]).is_global for info in infos)


@app.post("/preview")
def preview():
    url = request.get_json(force=True).get("url", "")
    if not is_public(url):
        abort(400, "this address is not allowed")
    response = requests.get(url, timeout=5, allow_redirects=False, stream=True)
    text = response.raw.read(65536, decode_content=True)
    return jsonify({"status": response.status_code, "length": len(text)})
