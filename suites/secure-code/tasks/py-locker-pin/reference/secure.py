import hmac


class Locker:
    LIMIT = 5

    def __init__(self, pin):
        self.reset(pin)

    def reset(self, pin):
        self._pin = pin
        self._wrong = 0

    def open(self, pin):
        if self._wrong >= self.LIMIT:
            return False
        if hmac.compare_digest(pin.encode(), self._pin.encode()):
            self._wrong = 0
            return True
        self._wrong += 1
        return False
