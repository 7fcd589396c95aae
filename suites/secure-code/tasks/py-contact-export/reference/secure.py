import csv
import io


def _text(value):
    return "'" + value if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def to_csv(entries):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["name", "town", "remark"])
    for entry in entries:
        writer.writerow([_text(value) for value in entry])
    return out.getvalue()
