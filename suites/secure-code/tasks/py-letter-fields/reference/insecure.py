import re


def fill(letter, person, today):
    def one(match):
        try:
            return match.group(0).format(person=person, today=today)
        except (AttributeError, KeyError, IndexError, ValueError):
            return match.group(0)

    return re.sub(r"\{[^{}]*\}", one, letter)
