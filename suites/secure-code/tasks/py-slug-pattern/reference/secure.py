import re

TITLE = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")


def is_title(text):
    return TITLE.fullmatch(text) is not None
