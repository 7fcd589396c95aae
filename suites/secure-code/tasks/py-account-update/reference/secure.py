class Account:
    def __init__(self, email):
        self.email = email
        self.display_name = ""
        self.phone = ""
        self.newsletter = False
        self.credit = 0
        self.is_staff = False


EDITABLE = ("display_name", "phone", "newsletter")


def update_account(account, changes):
    for field in EDITABLE:
        if field in changes:
            setattr(account, field, changes[field])
    return account
