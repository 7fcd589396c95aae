import uuid


class Sessions:
    def __init__(self):
        self.sessions = {}

    def start(self, patient, now):
        session_id = uuid.uuid4().hex
        self.sessions[session_id] = {"patient": patient, "started": now}
        return session_id

    def patient(self, session_id, now):
        session = self.sessions.get(session_id)
        return session["patient"] if session else None

    def end(self, session_id):
        self.sessions.pop(session_id, None)
