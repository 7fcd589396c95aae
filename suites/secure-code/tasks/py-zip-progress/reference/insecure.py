import os
import zipfile


def restore(archive, target, progress):
    with zipfile.ZipFile(archive) as backup:
        members = [m for m in backup.infolist() if not m.is_dir()]
        total = sum(m.file_size for m in members)
        done = 0
        for member in members:
            path = os.path.join(target, member.filename)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with backup.open(member) as source, open(path, "wb") as out:
                while chunk := source.read(65536):
                    out.write(chunk)
                    done += len(chunk)
            progress(done, total)
    return len(members)
