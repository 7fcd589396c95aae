def session_cookie(session_id, days):
    return f"sid={session_id}; Path=/; Max-Age={days * 86400}; Secure; HttpOnly; SameSite=Lax"
