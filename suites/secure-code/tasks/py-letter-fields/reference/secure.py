import re


def fill(letter, person, today):
    fields = {"person.name": str(person.name), "person.city": str(person.city), "today": str(today)}
    return re.sub(r"\{([a-z.]+)\}", lambda m: fields.get(m.group(1), m.group(0)), letter)
