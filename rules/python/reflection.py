import importlib

import pandas
from flask import request

ACTIONS = {"list": list}


def act(module):
    name = request.args["name"]
    # ruleid: python-reflection-from-request
    plugin = importlib.import_module(name)
    # ruleid: python-reflection-from-request
    getattr(module, request.form.get("method"))()
    # ruleid: python-reflection-from-request
    globals()[name]()
    # ok: python-reflection-from-request
    importlib.import_module("plugins.basic")
    # ok: python-reflection-from-request
    ACTIONS[name]()
    if name not in ACTIONS:
        return None
    # ok: python-reflection-from-request
    return getattr(module, name)()


def calculate(frame):
    # ruleid: python-code-from-request
    program = compile(request.form["code"], "<form>", "exec")
    formula = input("formula: ")
    # ruleid: python-code-from-request
    a = pandas.eval(formula)
    # ok: python-code-from-request
    b = pandas.eval("frame.a + frame.b")
    # ok: python-code-from-request
    c = compile(open("plugin.py").read(), "plugin.py", "exec")
    # ok: python-code-from-request
    d = compile(str(int(formula)), "<number>", "eval")
    return a
