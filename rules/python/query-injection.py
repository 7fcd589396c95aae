import json

from flask import request
from ldap.filter import escape_filter_chars
from lxml import etree


def find_user(tree, root, name):
    # ruleid: python-xpath-injection
    a = tree.xpath("//user[name='" + name + "']")
    query = f"//user[name='{request.args['name']}']"
    # ruleid: python-xpath-injection
    b = tree.xpath(query)
    # ruleid: python-xpath-injection
    c = root.findall(f"./user[@name='{name}']")
    # ok: python-xpath-injection
    d = tree.xpath("//user[name=$name]", name=name)
    # ok: python-xpath-injection
    e = tree.xpath("//user[@id='%d']" % int(name))
    # ok: python-xpath-injection
    f = root.find(name)
    # ok: python-xpath-injection
    return tree.xpath("//user")


def find_entry(connection, user):
    # ruleid: python-ldap-injection
    a = connection.search_s("dc=example", 2, "(uid=%s)" % user)
    # ruleid: python-ldap-injection
    connection.search("dc=example", f"(uid={user})")
    # ok: python-ldap-injection
    b = connection.search_s("dc=example", 2, "(uid=%s)" % escape_filter_chars(user))
    # ok: python-ldap-injection
    c = connection.search_s("dc=example", 2, "(uid=admin)")
    return a


def login(users):
    data = request.get_json()
    # ruleid: python-nosql-injection
    a = users.find_one({"name": data["name"], "password": data["password"]})
    # ruleid: python-nosql-injection
    b = users.find(request.json)
    # ok: python-nosql-injection
    c = users.find_one({"name": str(data["name"])})
    # ok: python-nosql-injection
    d = users.find_one({"name": "admin"})
    return a


def by_code(users, name, age):
    # ruleid: python-mongo-where
    a = users.find({"$where": "this.name == '" + name + "'"})
    # ruleid: python-mongo-where
    b = users.find({"$where": f"this.age > {request.args['age']}"})
    # ok: python-mongo-where
    c = users.find({"$where": "this.age > 18"})
    # ok: python-mongo-where
    return users.find({"$where": f"this.age > {int(age)}"})
