import zlib

LIMIT = 64 * 1024


def read_packet(data):
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, LIMIT + 1)
    except zlib.error as error:
        raise ValueError("not compressed data") from error
    if len(text) > LIMIT or not unpacker.eof:
        raise ValueError("too long or incomplete")
    return _lines(text)


def _lines(text):
    rows = []
    for line in text.decode("ascii").splitlines():
        station, time, value = line.split(";")
        rows.append((station, time, float(value)))
    return rows
