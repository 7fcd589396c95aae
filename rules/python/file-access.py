import os
import tempfile


def modes(path, folder):
    # ruleid: python-file-permissions
    os.chmod(path, 0o777)
    # ruleid: python-file-permissions
    os.makedirs(folder, mode=0o777)
    # ruleid: python-file-permissions
    os.umask(0)
    # ok: python-file-permissions
    os.chmod(path, 0o644)
    # ok: python-file-permissions
    os.umask(0o077)
    # ok: python-file-permissions
    os.makedirs(folder, mode=0o750)


def check(path, text):
    # ruleid: python-check-then-use
    if os.access(path, os.W_OK):
        with open(path, "w") as file:
            file.write(text)
    # ruleid: python-check-then-use
    if not os.path.exists(path):
        with open(path, "w") as file:
            file.write(text)
    # ok: python-check-then-use
    if os.path.exists(path):
        print("exists")
    # ok: python-check-then-use
    if os.access(path, os.X_OK):
        print("a program")


def temporary(text, name):
    # ruleid: python-fixed-temporary-file
    with open("/tmp/report.txt", "w") as file:
        file.write(text)
    # ruleid: python-fixed-temporary-file
    out = open(f"/tmp/{name}.log", "a")
    # ok: python-fixed-temporary-file
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(text)
    # ok: python-fixed-temporary-file
    with open("/tmp/report.txt") as file:
        return file.read()
