import hashlib
import hmac


def is_genuine(body, header, key):
    expected = hmac.new(key, body, hashlib.sha256).hexdigest()
    return expected == header.strip().lower()
