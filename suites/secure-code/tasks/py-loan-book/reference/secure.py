class Loan:
    def __init__(self, amount):
        self._amount = amount
        self._state = "new"
        self.paid = 0

    def _step(self, before, after):
        if self._state != before:
            return False
        self._state = after
        return True

    def sign(self):
        return self._step("new", "signed")

    def approve(self, clerk):
        return bool(clerk) and self._step("signed", "approved")

    def pay_out(self):
        if not self._step("approved", "paid"):
            return False
        self.paid += self._amount
        return True

    def cancel(self):
        if self._state in ("paid", "cancelled"):
            return False
        self._state = "cancelled"
        return True
