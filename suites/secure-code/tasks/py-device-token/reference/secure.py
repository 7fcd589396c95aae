import os


def save_token(path, token):
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    fresh = path + ".new"
    if os.path.lexists(fresh):
        os.remove(fresh)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(token)
    os.replace(fresh, path)


def load_token(path):
    try:
        with open(path) as file:
            return file.read()
    except FileNotFoundError:
        return None
