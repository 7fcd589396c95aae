import csv
import io


def to_csv(entries):
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["name", "town", "remark"])
    writer.writerows(entries)
    return buffer.getvalue()
