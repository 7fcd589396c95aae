import re


def is_title(text):
    if text.endswith((" ", "-")):
        return False
    return re.fullmatch(r"([A-Za-z0-9]+[ -]?)+", text) is not None
