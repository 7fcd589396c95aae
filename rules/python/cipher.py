import hmac
import os

import jwt
from Crypto.Cipher import AES, DES
from Crypto.PublicKey import RSA
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def encrypt(key, data, nonce):
    # ruleid: python-weak-cipher
    a = DES.new(key, DES.MODE_CBC, nonce)
    # ruleid: python-weak-cipher
    b = Cipher(algorithms.ARC4(key), mode=None)
    # ok: python-weak-cipher
    c = AES.new(key, AES.MODE_GCM)
    # ok: python-weak-cipher
    d = Cipher(algorithms.AES(key), modes.GCM(nonce))
    # ruleid: python-ecb-mode
    e = AES.new(key, AES.MODE_ECB)
    # ruleid: python-ecb-mode
    f = Cipher(algorithms.AES(key), modes.ECB())
    # ok: python-ecb-mode
    g = AES.new(key, AES.MODE_EAX)
    # ok: python-ecb-mode
    h = Cipher(algorithms.AES(key), modes.CBC(nonce))
    return a, b, c, d, e, f, g, h


def encrypt_fixed(key, data):
    # ruleid: python-static-iv
    a = AES.new(key, AES.MODE_CBC, b"0123456789abcdef")
    iv = b"\x00" * 16
    # ruleid: python-static-iv
    b = AES.new(key, AES.MODE_CBC, iv=b"\x00" * 16)
    # ruleid: python-static-iv
    c = Cipher(algorithms.AES(key), modes.CBC(b"0123456789abcdef"))
    vector = b"x" * AES.block_size
    # ruleid: python-static-iv
    f = AES.new(key, AES.MODE_CBC, vector)
    # ok: python-static-iv
    d = AES.new(key, AES.MODE_CBC, os.urandom(16))
    fresh = os.urandom(16)
    # ok: python-static-iv
    e = Cipher(algorithms.AES(key), modes.CBC(fresh))
    return a, b, c, d, e


def keys(app, data):
    # ruleid: python-hardcoded-key
    a = AES.new(b"fifteen and one!", AES.MODE_GCM)
    # ruleid: python-hardcoded-key
    b = jwt.encode(data, "hunter2hunter2", algorithm="HS256")
    # ruleid: python-hardcoded-key
    app.secret_key = "8f42a73054b1749f8f58848be5e6502c"
    # ruleid: python-hardcoded-key
    c = hmac.new(b"signing-with-this", data, "sha256")
    # ok: python-hardcoded-key
    d = Fernet(os.environ["KEY"])
    # ok: python-hardcoded-key
    app.secret_key = os.urandom(32)
    # ok: python-hardcoded-key
    app.secret_key = "change-me"
    # ok: python-hardcoded-key
    e = jwt.encode(data, app.config["JWT_KEY"], algorithm="HS256")
    return a, b, c, d, e


def pairs():
    # ruleid: python-short-key
    a = RSA.generate(1024)
    # ruleid: python-short-key
    b = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    # ruleid: python-short-key
    c = ec.generate_private_key(ec.SECP192R1())
    # ok: python-short-key
    d = RSA.generate(3072)
    # ok: python-short-key
    e = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    # ok: python-short-key
    f = ec.generate_private_key(ec.SECP256R1())
    return a, b, c, d, e, f


def _wrap_core(key, block):
    # ok: python-ecb-mode
    return Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(block)


def open_one(key, wrapped):
    if len(wrapped) == 16:
        # ok: python-ecb-mode
        decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()
        out = decryptor.update(wrapped)
        return out
    if len(wrapped) == 4096:
        # ruleid: python-ecb-mode
        decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()
        out = decryptor.update(wrapped)
        return out


def can_authenticate(backend, algorithm):
    # ok: python-static-iv
    return backend.cipher_supported(algorithm, modes.CBC(b"\x00" * algorithm.block_size))
