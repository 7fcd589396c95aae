# CWE-22, CWE-409: names are checked and sizes are limited
import shutil
import zipfile
from pathlib import Path

MAX_TOTAL = 200 * 1024 * 1024


def unpack(upload: Path, target: Path) -> list[Path]:
    target = target.resolve()
    written = []
    with zipfile.ZipFile(upload) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_TOTAL:
            raise ValueError("archive too large")
        for info in archive.infolist():
            destination = (target / info.filename).resolve()
            if not destination.is_relative_to(target):
                raise ValueError("entry outside of the target")
            if info.is_dir():
                destination.mkdir(parents=True, exist_ok=True)
                continue
            destination.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(info) as source, destination.open("wb") as sink:
                shutil.copyfileobj(source, sink)
            written.append(destination)
    return written
