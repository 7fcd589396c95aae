# CWE-502: JSON with a signature instead of pickle
import base64
import hashlib
import hmac
import json
import os

KEY = os.environ["STATE_KEY"].encode()


def dump_state(state: dict) -> str:
    body = base64.urlsafe_b64encode(json.dumps(state, separators=(",", ":")).encode())
    tag = hmac.new(KEY, body, hashlib.sha256).hexdigest()
    return f"{body.decode()}.{tag}"


def load_state(token: str) -> dict:
    body, _, tag = token.rpartition(".")
    expected = hmac.new(KEY, body.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, tag):
        raise ValueError("bad signature")
    return json.loads(base64.urlsafe_b64decode(body))
