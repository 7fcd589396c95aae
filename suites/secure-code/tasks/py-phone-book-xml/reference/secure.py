def extension(root, name):
    for entry in root.iter("entry"):
        if entry.get("public") == "yes" and entry.findtext("name") == name:
            return entry.findtext("ext")
    return None
