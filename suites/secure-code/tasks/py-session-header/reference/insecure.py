def session_cookie(session_id, days):
    max_age = days * 24 * 60 * 60
    return f"sid={session_id}; Path=/; Max-Age={max_age}"
