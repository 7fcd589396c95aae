from pathlib import Path


def read_page(root, name):
    base = Path(root).resolve()
    page = (base / name).resolve()
    if not page.is_relative_to(base) or not page.is_file():
        return None
    return page.read_text(encoding="utf-8")
