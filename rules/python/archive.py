import gzip
import os
import tarfile
import zipfile

from flask import request


def unpack(path, folder):
    archive = tarfile.open(path)
    # ruleid: python-tar-extract
    archive.extractall(folder)
    with tarfile.open(path) as other:
        # ruleid: python-tar-extract
        other.extractall(path=folder)
    with tarfile.open(path) as tar:
        # ok: python-tar-extract
        tar.extractall(folder, filter="data")
    with zipfile.ZipFile(path) as zipped:
        # ok: python-tar-extract
        zipped.extractall(folder)


def unpack_checked(path, folder):
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            target = os.path.realpath(os.path.join(folder, member.name))
            if not target.startswith(folder + os.sep):
                raise ValueError(member.name)
        # ok: python-tar-extract
        tar.extractall(folder)


def unpack_by_hand(path, folder):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            target = os.path.join(folder, name)
            # ruleid: python-archive-member-path
            os.makedirs(os.path.dirname(target))
            # ruleid: python-archive-member-path
            with open(target, "wb") as out:
                # ok: python-archive-member-path
                out.write(archive.read(name))
            # ok: python-archive-member-path
            with open(os.path.join(folder, os.path.basename(name)), "wb") as out:
                out.write(archive.read(name))


def receive(folder):
    # ruleid: python-archive-bomb
    text = gzip.decompress(request.get_data())
    upload = request.files["archive"]
    # ruleid: python-archive-bomb
    zipfile.ZipFile(upload).extractall(folder)
    # ok: python-archive-bomb
    backup = gzip.decompress(open("backup.gz", "rb").read())
    archive = zipfile.ZipFile(upload)
    if sum(member.file_size for member in archive.infolist()) > 1000000:
        return None
    for member in archive.infolist():
        if member.file_size > 1000000:
            return None
    # ok: python-archive-bomb
    archive.extractall(folder)


class Store:
    def _load(self, request, data):
        # ok: python-archive-bomb
        return zlib.decompress(data)

    def put(self, request, data):
        # ruleid: python-archive-bomb
        return zlib.decompress(data)


def unpack_or_fail(path, folder):
    if path.endswith(".gz"):
        mode = "r:gz"
    else:
        mode = "r"
    archive = tarfile.open(path, mode)
    try:
        for member in archive.getmembers():
            target = os.path.join(folder, member.name)
            if not is_within_directory(folder, target):
                raise ValueError(member.name)
            # ok: python-archive-member-path
            with open(target, "wb") as out:
                shutil.copyfileobj(archive.extractfile(member), out)
    finally:
        archive.close()


def unpack_checked(archive, folder):
    for name in archive.namelist():
        path = os.path.join(folder, name)
        if os.path.commonpath([folder, path]) != folder:
            raise ValueError(name)
        # ok: python-archive-member-path
        with open(path, "wb") as out:
            out.write(archive.read(name))
