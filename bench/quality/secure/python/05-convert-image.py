# CWE-78: formats come from an allow-list, names are made by the server
import subprocess
import uuid
from pathlib import Path

UPLOADS = Path("/srv/uploads")
FORMATS = {"png", "jpeg", "webp"}


def convert(upload, target_format):
    if target_format not in FORMATS:
        raise ValueError("unsupported format")
    source = UPLOADS / f"{uuid.uuid4().hex}.bin"
    target = source.with_suffix(f".{target_format}")
    upload.save(source)
    try:
        subprocess.run(
            ["convert", str(source), "-resize", "1024x1024>", str(target)],
            check=True, timeout=30,
        )
    finally:
        source.unlink(missing_ok=True)
    return target
