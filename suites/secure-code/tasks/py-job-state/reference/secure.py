import datetime
import json


def _encode(value):
    if isinstance(value, datetime.datetime):
        return {"$date": value.isoformat()}
    raise TypeError(type(value).__name__)


def _decode(value):
    if set(value) == {"$date"}:
        return datetime.datetime.fromisoformat(value["$date"])
    return value


def pause(state):
    return json.dumps(state, default=_encode).encode()


def resume(data):
    return json.loads(data, object_hook=_decode)
