# CWE-78: the host is checked and handed over as one argument, without a shell
import ipaddress
import re
import subprocess

from flask import Flask, abort, request

app = Flask(__name__)
HOSTNAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")


def valid_host(host):
    try:
        ipaddress.ip_address(host)
        return True
    except ValueError:
        return HOSTNAME.fullmatch(host) is not None


@app.post("/ping")
def ping():
    host = request.form.get("host", "").lower()
    if not valid_host(host):
        abort(400)
    result = subprocess.run(
        ["ping", "-c", "1", "-W", "2", "--", host],
        capture_output=True, text=True, timeout=5, check=False,
    )
    return {"reachable": result.returncode == 0}
