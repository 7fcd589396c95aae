import sys

from answer import Account, update_account

account = Account("a@b.example")
result = update_account(account, {"phone": "123", "newsletter": True, "shoe_size": 42})
if result is not account or account.phone != "123" or account.newsletter is not True or account.display_name != "":
    sys.exit(f"account: {vars(account)}")
