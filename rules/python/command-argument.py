import asyncio
import os
import shlex
import subprocess

from flask import request

TOOLS = {"date": "/bin/date"}


@app.route("/run/<tool>")
def run(tool, host: int):
    # ruleid: python-command-from-request
    subprocess.run([tool, "-v"])
    target = request.args.get("target")
    # ruleid: python-command-from-request
    subprocess.check_output(["ping", "-c", "1", target])
    # ruleid: python-command-from-request
    os.execl(request.form["program"], "x")
    # ok: python-command-from-request
    subprocess.run([TOOLS[tool], "-v"])
    # ok: python-command-from-request
    subprocess.run(["ping", "-c", "1", str(int(target))])
    # ok: python-command-from-request
    subprocess.run(["ping", host])
    if target not in TOOLS:
        abort(404)
    # ok: python-command-from-request
    subprocess.run(["ping", "-c", "1", target])


async def remote(client, folder, command):
    # ruleid: python-shell-elsewhere
    client.exec_command("ls " + folder)
    line = f"tar xf {folder}"
    # ruleid: python-shell-elsewhere
    await asyncio.create_subprocess_shell(line)
    # ruleid: python-shell-elsewhere
    subprocess.run(["bash", "-c", "du -s {}".format(folder)])
    # ruleid: python-shell-elsewhere
    client.exec_command(command)
    # ok: python-shell-elsewhere
    client.exec_command("uptime")
    # ok: python-shell-elsewhere
    client.exec_command(f"ls {shlex.quote(folder)}")
    # ok: python-shell-elsewhere
    client.exec_command("ls " + shlex.quote(folder))
    # ok: python-shell-elsewhere
    subprocess.run(["bash", "build.sh", "du -s {}".format(folder)])


def convert(path, width):
    # ruleid: python-command-split
    subprocess.run(f"convert {path} out.png".split())
    line = "convert %s out.png" % path
    # ruleid: python-command-split
    subprocess.check_call(shlex.split(line))
    # ok: python-command-split
    subprocess.run(["convert", path, "out.png"])
    # ok: python-command-split
    subprocess.run("convert in.png out.png".split())
    with tempfile.TemporaryDirectory() as home:
        listing = "gpg --batch"
        listing += f" --homedir {home}"
        # ok: python-command-split
        subprocess.run(listing.split())
    # ok: python-command-split
    subprocess.run(shlex.split(f"convert {shlex.quote(path)} out.png"))


@app.route("/ping/<host>")
def ping(host):
    if not valid_host(host):
        abort(400)
    # ok: python-command-from-request
    subprocess.run(["ping", "-c", "1", "--", host])
    tool = TOOLS.get(request.args.get("tool"), "/bin/date")
    # ok: python-command-from-request
    subprocess.run([tool])


@app.route("/reach/<host>")
def reach(host):
    # ok: python-command-from-request
    subprocess.run(["ping", "-c", "1", str(ipaddress.ip_address(host))])


@app.route("/show/<name>")
def show(name):
    # ok: python-command-from-request
    subprocess.run(["cat", "--", name])
    # ruleid: python-command-from-request
    subprocess.run([name, "--", "all"])
