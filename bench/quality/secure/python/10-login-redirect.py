# CWE-601: only paths of this site are followed after login
from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, session, url_for

bp = Blueprint("auth", __name__)


def is_safe_redirect(target):
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return False
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc


@bp.post("/login")
def login():
    user = authenticate(request.form["email"], request.form["password"])
    if user is None:
        return redirect(url_for("auth.form"))
    session.clear()
    session["user_id"] = user.id
    target = request.args.get("next", "")
    if not is_safe_redirect(target):
        target = url_for("home.index")
    return redirect(target)
