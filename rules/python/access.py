import secrets

import jwt
from flask import Blueprint, Flask, request
from flask_login import login_required

app = Flask(__name__)


# ruleid: python-route-without-login
@app.route("/users/<int:user>/delete", methods=["POST"])
def delete_user(user):
    User.query.filter_by(id=user).delete()
    return "", 204


# ruleid: python-route-without-login
@app.post("/admin/settings")
def change_settings():
    store(request.form)
    return "", 204


# ok: python-route-without-login
@app.route("/orders/<int:order>/delete", methods=["POST"])
@login_required
def delete_order(order):
    Order.query.filter_by(id=order).delete()
    return "", 204


# ok: python-route-without-login
@app.route("/about")
def about():
    return "about"


def panel():
    # ruleid: python-trusted-cookie
    if request.cookies.get("is_admin") == "true":
        return "panel"
    role = request.form["role"]
    # ruleid: python-trusted-cookie
    if role == "admin":
        return "panel"
    # ok: python-trusted-cookie
    if request.cookies.get("theme") == "dark":
        return "dark"
    claims = jwt.decode(request.headers["auth"], KEY, algorithms=["HS256"])
    # ok: python-trusted-cookie
    if claims:
        return "panel"


def create(user):
    data = request.get_json()
    # ruleid: python-mass-assignment
    a = User(**data)
    for name, value in data.items():
        # ruleid: python-mass-assignment
        setattr(user, name, value)
    for name in data:
        if name in FIELDS:
            # ok: python-mass-assignment
            setattr(user, name, data[name])
    # ok: python-mass-assignment
    return User(name=data["name"])


def remove(user, item):
    # ruleid: python-assert-authorization
    assert user.is_admin
    # ruleid: python-assert-authorization
    assert request.user.has_perm("items.delete"), "not allowed"
    # ok: python-assert-authorization
    assert item is not None
    # ok: python-assert-authorization
    if not user.is_admin:
        raise PermissionError


def resume(response):
    # ruleid: python-session-from-request
    response.set_cookie("session_id", request.args["session"], secure=True, httponly=True)
    name = request.form["name"]
    # ruleid: python-session-from-request
    response.set_cookie(name, "1")
    # ok: python-session-from-request
    response.set_cookie("session_id", secrets.token_urlsafe(32), secure=True, httponly=True)
    # ok: python-session-from-request
    response.set_cookie("session_id", create_session(name), secure=True, httponly=True)
