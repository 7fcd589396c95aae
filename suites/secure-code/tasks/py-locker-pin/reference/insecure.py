class Locker:
    def __init__(self, pin):
        self._pin = pin
        self.is_open = False

    def reset(self, pin):
        self._pin = pin
        self.is_open = False

    def open(self, pin):
        if pin == self._pin:
            self.is_open = True
            return True
        return False
