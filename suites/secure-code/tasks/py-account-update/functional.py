import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Account, update_account

account = Account("a@b.example")
result = update_account(account, {"phone": "123", "newsletter": True, "shoe_size": 42})
if result is not account or account.phone != "123" or account.newsletter is not True or account.display_name != "":
    sys.exit(f"account: {vars(account)}")
atexit.unregister(os._exit)
