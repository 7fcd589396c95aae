import urllib.request
from urllib.parse import urlparse

import requests
from flask import redirect, request, url_for

HOSTS = {"api.example.com"}
API_URL = "https://api.example.com"


@app.route("/fetch")
def fetch():
    url = request.args.get("url")
    # ruleid: python-ssrf
    a = requests.get(url, timeout=5)
    # ruleid: python-ssrf
    b = urllib.request.urlopen(request.form["url"])
    # ruleid: python-ssrf
    c = requests.post(f"https://{url}/hook")
    # ok: python-ssrf
    d = requests.get(f"https://api.example.com/users/{url}")
    # ok: python-ssrf
    e = requests.get("https://api.example.com/users/" + url)
    # ok: python-ssrf
    f = requests.get("https://api.example.com/users", params={"q": url})
    # ok: python-ssrf
    g = requests.get(f"{API_URL}/users/{url}")
    if urlparse(url).hostname not in HOSTS:
        abort(400)
    # ok: python-ssrf
    return requests.get(url).text


@app.route("/go")
def go():
    target = request.args.get("next")
    if target == "1":
        # ruleid: python-open-redirect
        return redirect(target)
    if target == "2":
        # ruleid: python-open-redirect
        return redirect(request.args["url"], code=302)
    if target == "3":
        # ok: python-open-redirect
        return redirect(url_for("page", name=target))
    if target == "4":
        # ok: python-open-redirect
        return redirect("/users/" + target)
    if target == "5":
        # ok: python-open-redirect
        return redirect(add_params_to_uri(client.address, {"code": request.args["code"]}))
    if target == "6":
        # ruleid: python-open-redirect
        return redirect(add_params_to_uri(target, {"code": "1"}))
    if urlparse(target).netloc:
        target = "/"
    # ok: python-open-redirect
    return redirect(target)


@app.post("/hook")
def hook():
    url = request.form["url"]
    if not public(url):
        abort(400)
    # ok: python-ssrf
    requests.post(url, timeout=5)
    # ok: python-ssrf
    requests.post(TARGETS.get(request.args.get("target"), API_URL))
    other = request.args.get("other")
    remember(other)
    # ruleid: python-ssrf
    requests.post(other, timeout=5)


@app.get("/target")
def fetch_target(target: HttpUrl, other: HttpUrl):
    if target.host not in HOSTS:
        raise HTTPException(400)
    # ok: python-ssrf
    requests.get(str(target), timeout=5)
    # ruleid: python-ssrf
    return requests.get(str(other), timeout=5)
