# CWE-22: realpath and commonpath before the file is opened
import os

from flask import Flask, abort, request

app = Flask(__name__)
NOTES = os.path.realpath("/var/lib/notes")


@app.route("/note")
def note():
    name = request.args.get("name", "")
    path = os.path.realpath(os.path.join(NOTES, name))
    if os.path.commonpath([NOTES, path]) != NOTES:
        abort(403)
    try:
        with open(path, encoding="utf-8") as f:
            return f.read(), 200, {"Content-Type": "text/plain; charset=utf-8"}
    except FileNotFoundError:
        abort(404)
