import os


def save_token(path, token):
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    with open(path, "w") as f:
        f.write(token)


def load_token(path):
    if not os.path.exists(path):
        return None
    with open(path) as f:
        return f.read().strip()
