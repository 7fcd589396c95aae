# CWE-22: every member of the archive is checked before it is extracted
import os
import tarfile


def extract_backup(archive, target):
    target = os.path.realpath(target)
    with tarfile.open(archive, "r:gz") as tar:
        members = []
        for member in tar.getmembers():
            if not (member.isfile() or member.isdir()):
                raise ValueError(f"unexpected entry: {member.name}")
            destination = os.path.realpath(os.path.join(target, member.name))
            if not destination.startswith(target + os.sep):
                raise ValueError(f"entry outside of the target: {member.name}")
            members.append(member)
        tar.extractall(target, members=members, filter="data")
