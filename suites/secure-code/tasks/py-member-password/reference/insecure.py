import hashlib


def make_record(password):
    return hashlib.sha256(password.encode()).hexdigest()


def matches(password, record):
    return make_record(password) == record
