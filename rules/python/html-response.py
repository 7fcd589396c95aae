import html
import json
import re

from django.http import HttpResponse
from django.utils.safestring import mark_safe
from flask import Flask, Response, jsonify, make_response, render_template, request
from markupsafe import Markup, escape

app = Flask(__name__)


@app.route("/hello/<name>")
def hello(name):
    # ruleid: python-html-response
    return "<h1>Hello " + name + "</h1>"


@app.route("/search")
def search():
    query = request.args.get("q", "")
    page = f"<p>Results for {query}</p>"
    if query:
        # ruleid: python-html-response
        return page
    # ruleid: python-html-response
    return "<p>%s</p>" % request.form["q"]


@app.route("/plain")
def plain():
    query = request.args.get("q", "")
    # ruleid: python-html-response
    response = make_response("<p>{}</p>".format(query))
    # ok: python-html-response
    other = make_response(json.dumps({"q": query}))
    if query == "json":
        # ok: python-html-response
        return jsonify(q=query)
    if query == "data":
        # ok: python-html-response
        return {"q": query}
    if query == "escaped":
        # ok: python-html-response
        return f"<p>{escape(query)}</p>"
    # ok: python-html-response
    return render_template("search.html", q=query)


def view(request, title):
    # ruleid: python-html-response
    a = HttpResponse("<title>%s</title>" % title)
    # ok: python-html-response
    b = HttpResponse(title, content_type="text/plain")
    # ok: python-html-response
    return HttpResponse("<p>" + html.escape(request.GET["q"]) + "</p>")


@app.route("/users/<int:user_id>")
def user(user_id: int):
    # ok: python-html-response
    return f"User {user_id}"


def badge(label, colour):
    # ruleid: python-mark-safe
    a = mark_safe("<b>%s</b>" % label)
    # ruleid: python-mark-safe
    b = Markup(f"<b>{label}</b>")
    # ok: python-mark-safe
    c = mark_safe("<b>new</b>")
    # ok: python-mark-safe
    d = Markup("<b>{}</b>").format(label)
    # ok: python-mark-safe
    e = mark_safe(f"<b>{escape(label)}</b>")
    return a


def strip_scripts(text):
    # ruleid: python-html-filter-regex
    a = re.sub(r"<script.*?>.*?</script>", "", text)
    # ruleid: python-html-filter-regex
    b = text.replace("<script>", "")
    # ok: python-html-filter-regex
    c = html.escape(text)
    # ok: python-html-filter-regex
    return re.sub(r"\s+", " ", text)


class Pages(BaseHTTPRequestHandler):
    def page(self, path):
        return f"<p>{path}</p>"

    def do_GET(self):
        # ruleid: python-html-response
        self.wfile.write(f"<p>Not found: {self.path}</p>".encode())
        # ruleid: python-html-response
        self.wfile.write(self.page(self.path).encode())
        # ok: python-html-response
        self.wfile.write(self.find_page(self.path, "text/html").encode())

    def do_POST(self):
        # ok: python-html-response
        self.wfile.write(self.server.dispatch(self.rfile.read(), self.path))


class MarkupField:
    def to_python(self, value):
        # ok: python-mark-safe
        return Markup(value)


class DescribedField:
    def to_python(self, value):
        """What was markup before it was stored."""
        # ok: python-mark-safe
        return Markup(value)


@register.filter
def trusted(value):
    # ruleid: python-mark-safe
    return mark_safe(value)


@app.route("/text")
def as_text():
    query = request.args.get("q", "")
    answer = make_response(query)
    # ok: python-html-response
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    if query == "header":
        # ok: python-html-response
        return Response(query, headers={"Content-Type": "text/plain"})
    if query == "page":
        # ruleid: python-html-response
        return Response(query, headers={"Content-Type": "text/html"})
    if query == "other":
        # ruleid: python-html-response
        other = make_response(query)
        other.headers["X-Type"] = "text/plain"
        return other
    # ok: python-html-response
    return query, 200, {"Content-Type": "application/json"}


class Echo(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_header("Content-Type", "text/plain")
        # ok: python-html-response
        self.wfile.write(self.path.encode())

    def do_PUT(self):
        self.send_header("Content-Type", "text/html")
        # ruleid: python-html-response
        self.wfile.write(self.path.encode())
