import zlib


def read_packet(data):
    try:
        text = zlib.decompress(data).decode("ascii")
    except zlib.error:
        raise ValueError("invalid packet")
    if len(text) > 64 * 1024:
        raise ValueError("packet too large")
    rows = []
    for line in text.splitlines():
        station, time, value = line.split(";")
        rows.append((station, time, float(value)))
    return rows
