import hashlib
import os

import bcrypt
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC


def store(password, request, data):
    # ruleid: python-password-fast-hash
    a = hashlib.sha256(password.encode()).hexdigest()
    salted = os.urandom(16) + request.form["password"].encode()
    # ruleid: python-password-fast-hash
    b = hashlib.sha512(salted)
    # ok: python-password-fast-hash
    c = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
    # ok: python-password-fast-hash
    f = hashlib.sha1(("%s%s%s" % (nonce, created, password)).encode("utf-8"))
    # ok: python-password-fast-hash
    d = hashlib.sha256(data)
    key = hashlib.scrypt(password.encode(), salt=os.urandom(16), n=2**14, r=8, p=1)
    # ok: python-password-fast-hash
    e = hashlib.sha256(key)
    return a


def derive(password, salt):
    # ruleid: python-pbkdf2-iterations
    a = hashlib.pbkdf2_hmac("sha256", password, salt, 1000)
    # ruleid: python-pbkdf2-iterations
    b = PBKDF2HMAC(algorithm=SHA256(), length=32, salt=salt, iterations=10_000)
    # ok: python-pbkdf2-iterations
    c = hashlib.pbkdf2_hmac("sha256", password, salt, 600000)
    # ok: python-pbkdf2-iterations
    d = PBKDF2HMAC(algorithm=SHA256(), length=32, salt=salt, iterations=600_000)
    # ruleid: python-static-salt
    e = hashlib.pbkdf2_hmac("sha256", password, b"pepper", 600000)
    fixed = b"0123456789"
    # ruleid: python-static-salt
    f = PBKDF2HMAC(algorithm=SHA256(), length=32, salt=fixed, iterations=600_000)
    # ok: python-static-salt
    g = hashlib.pbkdf2_hmac("sha256", password, os.urandom(16), 600000)
    # ok: python-static-salt
    return hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1)


def accept(password, words):
    # ruleid: python-short-password-allowed
    if len(password) < 6:
        return False
    # ruleid: python-short-password-allowed
    if not len(password) >= 4:
        return False
    # ok: python-short-password-allowed
    if len(password) < 12:
        return False
    # ok: python-short-password-allowed
    return len(words) > 3


class Mailbox:
    def login(self, user, password):
        greeting = self.greeting + password.encode()
        # ok: python-password-fast-hash
        digest = hashlib.md5(greeting).hexdigest()
        return self._command("APOP %s %s" % (user, digest))

    def add(self, user, password):
        # ruleid: python-password-fast-hash
        digest = hashlib.md5(password.encode()).hexdigest()
        self.users[user] = digest
        return self._command("DONE %s" % user)
