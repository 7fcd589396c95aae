# CWE-117: line breaks and other control characters do not reach the log
import logging

from flask import Flask, request

app = Flask(__name__)
log = logging.getLogger("audit")


def printable(text, limit=200):
    return "".join(c if c.isprintable() else "?" for c in text[:limit])


@app.post("/login")
def login():
    user = request.form.get("user", "")
    ok = check_credentials(user, request.form.get("password", ""))
    log.info("login user=%s ok=%s", printable(user), ok)
    return ("", 204) if ok else ("", 401)
