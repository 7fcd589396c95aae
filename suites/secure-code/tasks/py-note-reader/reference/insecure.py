import os


def read_page(root, name):
    path = os.path.join(root, name)
    if not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as page:
        return page.read()
