import uuid


class Resets:
    def __init__(self, set_password):
        self.set_password = set_password
        self.tokens = {}

    def create(self, user):
        token = str(uuid.uuid4())
        self.tokens[token] = user
        return token

    def redeem(self, token, new_password):
        if token not in self.tokens:
            return False
        self.set_password(self.tokens[token], new_password)
        return True
