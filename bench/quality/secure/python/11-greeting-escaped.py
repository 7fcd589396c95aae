# CWE-79: what is put into HTML by hand is escaped
from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)


@app.get("/search")
def search():
    term = request.args.get("q", "")
    hits = find_articles(term)
    items = "".join(f"<li>{escape(hit.title)}</li>" for hit in hits)
    return f"<h1>Results for {escape(term)}</h1><ul>{items}</ul>"
