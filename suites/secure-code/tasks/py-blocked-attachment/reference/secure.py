def is_blocked(filename, endings):
    name = filename.rstrip(" .").casefold()
    return name.endswith(tuple(ending.casefold() for ending in endings))
