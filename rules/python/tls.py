import ssl

import httpx
import requests
from requests import get


def fetch(url):
    # ruleid: python-tls-unverified
    a = requests.get(url, verify=False)
    # ruleid: python-tls-unverified
    b = requests.post(url, json={}, verify=False, timeout=3)
    # ruleid: python-tls-unverified
    c = httpx.Client(verify=False)
    session = requests.Session()
    # ruleid: python-tls-unverified
    d = session.get(url, verify=False)
    # ruleid: python-tls-unverified
    session.verify = False
    # ok: python-tls-unverified
    e = requests.get(url, verify="/etc/ca.pem")
    # ok: python-tls-unverified
    f = requests.get(url, timeout=3)
    h = requests.get(
        # ok: python-tls-unverified
        requests.get(url).text
    )
    # ok: python-tls-unverified
    g = url.check(verify=False)
    return a, b, c, d, e, f, g, h, get(url)


def context():
    # ruleid: python-tls-unverified
    a = ssl._create_unverified_context()
    b = ssl.create_default_context()
    # ruleid: python-tls-unverified
    b.verify_mode = ssl.CERT_NONE
    # ok: python-tls-unverified
    b.verify_mode = ssl.CERT_REQUIRED
    return a, b


class OwnContext:
    def __init__(self):
        # ok: python-tls-unverified
        self.verify_mode = ssl.CERT_NONE
