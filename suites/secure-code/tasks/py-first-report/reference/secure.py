def publish(path, text):
    try:
        with open(path, "x", encoding="utf-8") as report:
            report.write(text)
    except FileExistsError:
        return False
    return True
