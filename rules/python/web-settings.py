import os

from django.views.decorators.csrf import csrf_exempt, csrf_protect
from flask import Flask, request
from flask_cors import CORS

SECRET_KEY = os.environ["SECRET_KEY"]
# ruleid: python-django-debug
DEBUG = True
# ok: python-django-debug
DEBUG = os.environ.get("DEBUG") == "1"
# ruleid: python-cors-any-origin
CORS_ALLOW_ALL_ORIGINS = True
# ruleid: python-session-cookie-flags
SESSION_COOKIE_SECURE = False
# ok: python-session-cookie-flags
SESSION_COOKIE_HTTPONLY = True

app = Flask(__name__)
# ruleid: python-django-debug
app.config["DEBUG"] = True
# ok: python-django-debug
app.config["TESTING"] = True
# ruleid: python-csrf-off
app.config["WTF_CSRF_ENABLED"] = False
# ok: python-csrf-off
app.config["WTF_CSRF_ENABLED"] = True
# ruleid: python-cors-any-origin
CORS(app, origins="*")
# ok: python-cors-any-origin
CORS(app, origins=["https://app.example.com"], supports_credentials=True)


# ruleid: python-csrf-off
@csrf_exempt
def pay(request):
    return None


# ok: python-csrf-off
@csrf_protect
def order(request):
    return None


@app.after_request
def headers(response):
    # ruleid: python-cors-reflected-origin
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin")
    origin = request.headers["Origin"]
    # ruleid: python-cors-reflected-origin
    response.headers.add("Access-Control-Allow-Origin", origin)
    if origin in ORIGINS:
        # ok: python-cors-reflected-origin
        response.headers["Access-Control-Allow-Origin"] = origin
    if request.headers.get("Origin") in ORIGINS:
        # ok: python-cors-reflected-origin
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    if request.headers.get("Origin"):
        # ruleid: python-cors-reflected-origin
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    asking = request.headers["Origin"]
    if set(["*", asking]) & settings.ORIGINS:
        # ok: python-cors-reflected-origin
        response.headers["Access-Control-Allow-Origin"] = asking
    # ok: python-cors-reflected-origin
    response.headers["Access-Control-Allow-Origin"] = "https://app.example.com"
    # ok: python-cors-any-origin
    response.headers["Access-Control-Allow-Origin"] = "https://app.example.com"
    return response


def cookies(response, token):
    # ruleid: python-session-cookie-flags
    response.set_cookie("session_id", token)
    # ruleid: python-session-cookie-flags
    response.set_cookie("auth_token", token, httponly=True)
    # ok: python-session-cookie-flags
    response.set_cookie("session_id", token, secure=True, httponly=True, samesite="Lax")
    # ok: python-session-cookie-flags
    response.set_cookie("theme", "dark")


def serve(sock):
    # ruleid: python-bind-all-interfaces
    app.run(host="0.0.0.0", port=80)
    # ruleid: python-bind-all-interfaces
    sock.bind(("", 8000))
    # ok: python-bind-all-interfaces
    app.run(host="127.0.0.1")
    # ok: python-bind-all-interfaces
    sock.bind((os.environ["HOST"], 8000))


def init(app):
    # ruleid: python-csrf-off
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False


def init_by_hand(app):
    csrf.init_app(app)
    # ok: python-csrf-off
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False

    if settings.ENFORCE:

        @app.before_request
        def check():
            if request.blueprint in OPEN:
                return
            if "user" in session:
                csrf.protect()
