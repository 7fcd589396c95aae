import hashlib
import hmac

import ldap
import psycopg2


def valid(key, body, received):
    expected = hmac.new(key, body, hashlib.sha256).hexdigest()
    # ruleid: python-timing-comparison
    if expected == received:
        return True
    # ruleid: python-timing-comparison
    if received != "sha256=" + expected:
        return False
    # ok: python-timing-comparison
    if len(received) == len(expected):
        return None
    # ok: python-timing-comparison
    return hmac.compare_digest(expected, received)


def login(name, password, request):
    # ruleid: python-password-in-code
    if name == "admin" and password == "s3cr3t!":
        return True
    # ruleid: python-password-in-code
    if request.form["password"] == "letmein":
        return True
    # ok: python-password-in-code
    if password == "":
        return False
    # ok: python-password-in-code
    return password == load(name)


def connect(password):
    # ruleid: python-empty-password
    a = psycopg2.connect(host="db", user="app", password="")
    server = ldap.initialize("ldap://ldap.example.com")
    # ruleid: python-empty-password
    server.simple_bind_s("cn=app", "")
    # ok: python-empty-password
    b = psycopg2.connect(host="db", user="app", password=password)
    # ok: python-empty-password
    server.simple_bind_s("cn=app", password)
    return a, b
