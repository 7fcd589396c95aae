def extension(root, name):
    try:
        entry = root.find(f".//entry[@public='yes'][name='{name}']")
    except SyntaxError:
        return None
    return entry.findtext("ext") if entry is not None else None
