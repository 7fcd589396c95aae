# CWE-22: the resolved path must lie below the base
from pathlib import Path

from flask import Flask, abort, send_file

app = Flask(__name__)
BASE = Path("/srv/reports").resolve()


def resolve_report(name):
    path = (BASE / name).resolve()
    if not path.is_relative_to(BASE):
        abort(404)
    if not path.is_file():
        abort(404)
    return path


@app.get("/reports/<path:name>")
def report(name):
    return send_file(resolve_report(name), as_attachment=True)
