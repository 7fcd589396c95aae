import secrets


class Resets:
    def __init__(self, set_password):
        self._set_password = set_password
        self._users = {}

    def create(self, user):
        self._users = {t: u for t, u in self._users.items() if u != user}
        token = secrets.token_urlsafe(32)
        self._users[token] = user
        return token

    def redeem(self, token, new_password):
        user = self._users.pop(token, None)
        if user is None:
            return False
        self._set_password(user, new_password)
        return True
