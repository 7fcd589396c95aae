import os
import shutil
from pathlib import Path

from flask import request, send_file, send_from_directory
from werkzeug.utils import safe_join, secure_filename

FOLDER = "/srv/files"


@app.route("/files/<path:name>")
def download(name):
    # ruleid: python-path-from-request
    data = open(os.path.join(FOLDER, name)).read()
    path = FOLDER + "/" + request.args.get("file")
    # ruleid: python-path-from-request
    os.remove(path)
    # ruleid: python-path-from-request
    shutil.rmtree(f"{FOLDER}/{name}")
    # ruleid: python-path-from-request
    return send_file(path)


@app.route("/safe/<path:name>")
def safe_download(name):
    # ok: python-path-from-request
    data = open(os.path.join(FOLDER, secure_filename(name))).read()
    # ok: python-path-from-request
    os.remove(safe_join(FOLDER, name))
    target = os.path.realpath(os.path.join(FOLDER, name))
    if not target.startswith(FOLDER + os.sep):
        abort(404)
    # ok: python-path-from-request
    with open(target) as file:
        data = file.read()
    # ok: python-path-from-request
    return send_from_directory(FOLDER, name)


@app.post("/upload")
def upload():
    file = request.files["file"]
    # ruleid: python-path-from-request
    file.save(os.path.join(FOLDER, file.filename))
    # ok: python-path-from-request
    file.save(os.path.join(FOLDER, secure_filename(file.filename)))


def read_text(filename, base):
    # ruleid: python-path-join-absolute
    with open(os.path.join(base, filename)) as file:
        text = file.read()
    path = os.path.join(base, "texts", filename)
    # ruleid: python-path-join-absolute
    os.remove(path)
    # ok: python-path-join-absolute
    return open(filename).read()


def read_inside(filename, base):
    # ok: python-path-join-absolute
    with open(os.path.join(base, os.path.basename(filename))) as file:
        text = file.read()
    path = (Path(base) / filename).resolve()
    if not path.is_relative_to(base):
        raise ValueError(filename)
    # ok: python-path-join-absolute
    return path.read_text()


def from_pyfile(filename, root):
    # ok: python-path-join-absolute
    with open(os.path.join(root, filename)) as file:
        return compile(file.read(), filename, "exec")


@app.route("/pages/<name>")
def page(name):
    # ok: python-path-from-request
    text = open(PAGES.get(name, "home.html")).read()
    if not inside_folder(name):
        abort(404)
    # ok: python-path-from-request
    return text + open(name).read()


@app.route("/logs/<folder>")
def logs(folder):
    ensure_directory(folder)
    # ruleid: python-path-from-request
    return os.listdir(folder) + open(folder + "/log").readlines()


@app.route("/documents/<path:name>")
def document(name):
    target = (BASE / name).resolve()
    try:
        target.relative_to(BASE)
    except ValueError:
        abort(404)
    # ok: python-path-from-request
    return send_file(target)
