# CWE-90: the value is escaped before it becomes part of the filter
import os

from flask import Flask, abort, request
from ldap3 import Connection, Server, Tls
from ldap3.utils.conv import escape_filter_chars
import ssl

app = Flask(__name__)


@app.get("/people")
def people():
    name = request.args.get("name", "")
    if not 2 <= len(name) <= 64:
        abort(400)
    server = Server("ldap.example.org", use_ssl=True, tls=Tls(validate=ssl.CERT_REQUIRED))
    with Connection(server, os.environ["LDAP_USER"], os.environ["LDAP_PASSWORD"]) as connection:
        connection.search(
            "ou=people,dc=example,dc=org",
            f"(&(objectClass=person)(cn={escape_filter_chars(name)}*))",
            attributes=["cn", "mail"],
        )
        return {"people": [str(entry.cn) for entry in connection.entries]}
