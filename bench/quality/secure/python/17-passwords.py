# CWE-916: scrypt with a salt of its own for each password
import hashlib
import hmac
import os

N, R, P = 2**15, 8, 1


def hash_password(password: str) -> str:
    salt = os.urandom(16)
    key = hashlib.scrypt(password.encode(), salt=salt, n=N, r=R, p=P, maxmem=64 * 1024 * 1024)
    return f"{salt.hex()}${key.hex()}"


def verify_password(password: str, stored: str) -> bool:
    salt_hex, key_hex = stored.split("$", 1)
    key = hashlib.scrypt(
        password.encode(), salt=bytes.fromhex(salt_hex), n=N, r=R, p=P, maxmem=64 * 1024 * 1024
    )
    return hmac.compare_digest(key, bytes.fromhex(key_hex))
