import os
import shutil
import zipfile


def restore(archive, target, progress):
    base = os.path.realpath(target)
    with zipfile.ZipFile(archive) as backup:
        members = [m for m in backup.infolist() if not m.is_dir()]
        for member in members:
            path = os.path.realpath(os.path.join(base, member.filename))
            if os.path.commonpath([base, path]) != base:
                raise ValueError(f"member outside of the target: {member.filename}")
        total = sum(m.file_size for m in members)
        done = 0
        for member in members:
            path = os.path.join(base, member.filename)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with backup.open(member) as source, open(path, "wb") as copy:
                shutil.copyfileobj(source, copy, 65536)
            done += member.file_size
            progress(done, total)
    return len(members)
