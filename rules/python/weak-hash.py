import hashlib
from hashlib import md5
from Crypto.Hash import MD5
from cryptography.hazmat.primitives import hashes


def digest(data, password):
    # ruleid: python-weak-hash
    a = hashlib.md5(data).hexdigest()
    # ruleid: python-weak-hash
    b = md5(password.encode())
    # ruleid: python-weak-hash
    c = hashlib.new("MD5", data)
    # ruleid: python-weak-hash
    d = MD5.new(data)
    # ruleid: python-weak-hash
    e = hashes.Hash(hashes.SHA1())
    # ok: python-weak-hash
    f = hashlib.sha256(data).hexdigest()
    # ok: python-weak-hash
    g = hashlib.md5(data, usedforsecurity=False)
    # ok: python-weak-hash
    h = hashlib.new("sha512", data)
    return a, b, c, d, e, f, g, h

# ok: python-weak-hash
cache_name = hashlib.sha1(url.encode()).hexdigest()
# ok: python-weak-hash
nonce = hashlib.sha1(os.urandom(8)).hexdigest()
# ok: python-weak-hash
TABLE = {"1.2.3": hashes.SHA1()}


def lazy_sha1(data=b""):
    """The hash is looked up when it is used."""
    # ok: python-weak-hash
    return hashlib.sha1(data)


def job_id(options):
    # ok: python-weak-hash
    return hashlib.sha1(json.dumps(options).encode()).hexdigest()


def client_nonce(count):
    data = b"%d" % count + secrets.token_bytes(8)
    # ok: python-weak-hash
    return hashlib.sha1(data).hexdigest()


def hash_password(password):
    # ruleid: python-weak-hash
    return hashlib.md5(password)


def sign(data):
    # ruleid: python-weak-hash
    return hashlib.sha1(data).hexdigest()
