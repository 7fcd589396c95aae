def person_filter(surname, department):
    result = f"(&(objectClass=person)(sn={surname})"
    if department is not None:
        result += f"(ou={department})"
    return result + ")"
