import secrets

IDLE = 15 * 60
LONGEST = 8 * 3600


class Sessions:
    def __init__(self):
        self._sessions = {}

    def start(self, patient, now):
        session_id = secrets.token_urlsafe(24)
        self._sessions[session_id] = [patient, now, now]
        return session_id

    def patient(self, session_id, now):
        session = self._sessions.get(session_id)
        if session is None:
            return None
        patient, started, used = session
        if now - used > IDLE or now - started > LONGEST:
            del self._sessions[session_id]
            return None
        session[2] = now
        return patient

    def end(self, session_id):
        self._sessions.pop(session_id, None)
