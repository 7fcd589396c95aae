import hashlib
import hmac
import os


def _signature(path):
    key = os.environ.get("LINK_KEY", "dev-secret-key")
    return hmac.new(key.encode(), path.encode(), hashlib.sha256).hexdigest()


def sign(path):
    return path + "?sig=" + _signature(path)


def verify(link):
    path, _, signature = link.rpartition("?sig=")
    return hmac.compare_digest(_signature(path).encode(), signature.encode())
