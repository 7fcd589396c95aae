import atexit
import os
import sys

atexit.register(os._exit, 1)  # an answer that ends the test has not passed it

from answer import Account, update_account

account = Account("a@b.example")
update_account(account, {"phone": "123"})
if account.phone != "123":
    sys.exit("ordinary use does not work")
for changes in [{"credit": 500}, {"is_staff": True}, {"email": "other@b.example"}, {"__class__": type("X", (Account,), {"y": 1})}]:
    try:
        update_account(account, changes)
    except Exception:
        pass
if account.credit or account.is_staff or account.email != "a@b.example" or type(account) is not Account:
    sys.exit("fields that the page does not offer are set by the request")
atexit.unregister(os._exit)
