# CWE-89: the column of ORDER BY comes from a table of names, values are bound
import sqlite3

from flask import Flask, g, jsonify, request

app = Flask(__name__)

SORTABLE = {"title": "title", "year": "published_year", "added": "created_at"}


def db():
    if "db" not in g:
        g.db = sqlite3.connect("library.db")
        g.db.row_factory = sqlite3.Row
    return g.db


@app.get("/books")
def books():
    column = SORTABLE.get(request.args.get("sort", ""), "created_at")
    direction = "DESC" if request.args.get("dir") == "desc" else "ASC"
    author = request.args.get("author", "")
    query = f"SELECT id, title FROM books WHERE author = ? ORDER BY {column} {direction}"
    rows = db().execute(query, (author,)).fetchall()
    return jsonify([dict(row) for row in rows])
