import json


def append_event(path, user, action, detail):
    fields = [json.dumps(value, ensure_ascii=False)[1:-1] for value in (user, action, detail)]
    with open(path, "a", encoding="utf-8", newline="\n") as trail:
        trail.write("\t".join(fields) + "\n")


def read_events(path):
    with open(path, encoding="utf-8", newline="\n") as trail:
        return [tuple(json.loads(f'"{field}"') for field in line.rstrip("\n").split("\t")) for line in trail]
