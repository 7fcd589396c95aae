def _escape(value):
    return "".join(f"\\{ord(c):02x}" if c in "*()\\\0" else c for c in value)


def person_filter(surname, department):
    parts = ["(objectClass=person)", f"(sn={_escape(surname)})"]
    if department is not None:
        parts.append(f"(ou={_escape(department)})")
    return "(&" + "".join(parts) + ")"
