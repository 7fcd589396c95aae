import os

from flask import request
from werkzeug.utils import secure_filename

FOLDER = "/srv/files"
ALLOWED = {"png", "jpg"}


def upload():
    file = request.files["file"]
    # ruleid: python-upload-any-type
    file.save(os.path.join(FOLDER, secure_filename(file.filename)))
    return "ok"


def upload_all():
    for file in request.files.getlist("files"):
        # ruleid: python-upload-any-type
        file.save(os.path.join(FOLDER, secure_filename(file.filename)))


def upload_image():
    file = request.files["file"]
    if file.filename.rsplit(".", 1)[-1].lower() not in ALLOWED:
        return "no"
    # ok: python-upload-any-type
    file.save(os.path.join(FOLDER, secure_filename(file.filename)))


def upload_checked():
    file = request.files["file"]
    if file and allowed_file(file.filename):
        # ok: python-upload-any-type
        file.save(os.path.join(FOLDER, secure_filename(file.filename)))


def keep(form):
    # ok: python-upload-any-type
    form.save()
