import re
import time

from flask import request


def search(text):
    # ruleid: python-regex-from-request
    a = re.search(request.args["pattern"], text)
    pattern = ".*" + request.form.get("q") + ".*"
    # ruleid: python-regex-from-request
    b = re.compile(pattern)
    # ok: python-regex-from-request
    c = re.search(re.escape(request.args["q"]), text)
    # ok: python-regex-from-request
    d = re.match(r"\w+", request.args["q"])
    # ruleid: python-regex-backtracking
    e = re.match(r"^(a+)+$", text)
    # ruleid: python-regex-backtracking
    f = re.compile(r"(\w+\s?)*$")
    # ruleid: python-regex-backtracking
    i = re.compile(r"(?:([a-z]+|\d+),?)+")
    # ok: python-regex-backtracking
    h = re.compile(r"^>>>.*(?:\n\s*\.\.\..*)*\n(?:(?!>>>).+$\n?)*", re.MULTILINE)
    # ok: python-regex-backtracking
    g = re.compile(r"^a+$")
    # ok: python-regex-backtracking
    return re.match(r"^\w+(,\w+)*$", text)


def repeat():
    count = int(request.args["count"])
    # ruleid: python-size-from-request
    a = "x" * count
    # ruleid: python-size-from-request
    for i in range(int(request.form["n"])):
        # ruleid: python-size-from-request
        time.sleep(count)
    # ok: python-size-from-request
    b = "x" * min(count, 100)
    if count > 100:
        return None
    # ok: python-size-from-request
    return range(count)
