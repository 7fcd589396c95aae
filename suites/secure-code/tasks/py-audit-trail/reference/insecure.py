def append_event(path, user, action, detail):
    with open(path, "a", encoding="utf-8") as f:
        f.write(f"{user}\t{action}\t{detail}\n")


def read_events(path):
    events = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            parts = line.rstrip("\n").split("\t", 2)
            if len(parts) == 3:
                events.append(tuple(parts))
    return events
