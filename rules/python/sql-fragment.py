from django.db.models.expressions import RawSQL
from flask import request
from sqlalchemy import text

COLUMNS = {"name", "age"}


def listing(query, session, users):
    column = request.args.get("sort", "name")
    # ruleid: python-sql-from-request
    a = query.order_by(text(column))
    # ruleid: python-sql-from-request
    b = session.execute(request.form["statement"])
    # ruleid: python-sql-from-request
    c = users.extra(where=["name = '" + request.args["name"] + "'"])
    # ruleid: python-sql-from-request
    d = users.annotate(x=RawSQL(column, ()))
    # ok: python-sql-from-request
    e = query.filter(text("name = :name")).params(name=request.args["name"])
    # ok: python-sql-from-request
    f = users.filter(name=request.args["name"])
    # ok: python-sql-from-request
    g = session.execute(text("SELECT 1"))
    if column not in COLUMNS:
        return a
    # ok: python-sql-from-request
    return query.order_by(text(column))


def ordered(query):
    # ok: python-sql-from-request
    a = query.order_by(text(SORT_COLUMNS.get(request.args.get("sort"), "name")))
    # ruleid: python-sql-from-request
    return a.order_by(text(request.args.get("sort", "name")))
