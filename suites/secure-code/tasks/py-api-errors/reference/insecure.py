import traceback


def call(handler, request, log):
    try:
        return 200, handler(request)
    except Exception as e:
        log.append(traceback.format_exc())
        return 500, {"error": f"{type(e).__name__}: {e}"}
