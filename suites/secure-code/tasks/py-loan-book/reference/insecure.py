class Loan:
    def __init__(self, amount):
        self.amount = amount
        self.signed = False
        self.approved_by = None
        self.cancelled = False
        self.paid = 0

    def sign(self):
        self.signed = True
        return True

    def approve(self, clerk):
        if not self.signed:
            return False
        self.approved_by = clerk
        return True

    def pay_out(self):
        if self.approved_by is None:
            return False
        self.paid += self.amount
        return True

    def cancel(self):
        if self.paid:
            return False
        self.cancelled = True
        return True
