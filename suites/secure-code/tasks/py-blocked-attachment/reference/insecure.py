def is_blocked(filename, endings):
    return filename.endswith(tuple(endings))
