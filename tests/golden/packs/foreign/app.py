"""A small service."""
import hashlib
import os
import subprocess as sp
from os import system as run

AWS = "AKIAABCDEFGHIJKLMNOP"


def trusted(command):
    os.system(command)


def commands(name):
    os.system("ls")
    run(name)
    sp.call(name, shell=True)
    sp.call([name])
    fixed = "uptime"
    os.system(fixed)


def hashes(data):
    hashlib.md5(data)
    hashlib.sha256(data)
    h = hashlib.sha1()
    return h


def modes(path):
    os.chmod(path, 0o777)
    os.chmod(path, 0o700)


def queries(db, request):
    name = request.args["name"]
    db.execute("select * from t where n = '%s'" % name)
    number = int(request.args["id"])
    db.execute("select * from t where i = %d" % number)
    parts = []
    parts.append(name)
    db.execute(" ".join(parts))
    db.execute("select 1", (name,))


def labels():
    user = read_user()
    secret = read_secret()
    send(user)
    send(user + secret)


def buffers(one, two):
    unpack(one)
    read_into(one)
    unpack(one)
    read_into(two)
    check(two)
    unpack(two)


def exact(a):
    emit(wrap(a))
    wrap(emit(a))
    emit(a)


def headers(user):
    set_header("X-User", value=user)
    set_header("Accept", value=user)
