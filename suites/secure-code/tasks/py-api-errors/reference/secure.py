import traceback
import uuid


def call(handler, request, log):
    try:
        return 200, handler(request)
    except Exception:
        reference = uuid.uuid4().hex[:8]
        log.append(f"{reference} {traceback.format_exc()}")
        return 500, {"error": "internal error", "reference": reference}
