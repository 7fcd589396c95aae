class Account:
    def __init__(self, email):
        self.email = email
        self.display_name = ""
        self.phone = ""
        self.newsletter = False
        self.credit = 0
        self.is_staff = False


def update_account(account, changes):
    for key, value in changes.items():
        if hasattr(account, key):
            setattr(account, key, value)
    return account
