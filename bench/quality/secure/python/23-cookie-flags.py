# CWE-614, CWE-1004: the cookie is for HTTPS only, out of reach of scripts and of other sites
import os
import secrets

from flask import Flask, jsonify, make_response

app = Flask(__name__)
app.config.update(
    SECRET_KEY=os.environ["SECRET_KEY"],
    SESSION_COOKIE_SECURE=True,
    SESSION_COOKIE_HTTPONLY=True,
    SESSION_COOKIE_SAMESITE="Lax",
)


@app.post("/device")
def device():
    response = make_response(jsonify(ok=True))
    response.set_cookie(
        "device", secrets.token_urlsafe(24),
        max_age=3600, secure=True, httponly=True, samesite="Strict",
    )
    return response


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=8000, debug=False)
