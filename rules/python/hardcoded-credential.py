import os

# ruleid: python-hardcoded-credential
PASSWORD = "Tr0ub4dor&3"


def connect(client, settings):
    # ruleid: python-hardcoded-credential
    settings.api_key = "9f8a1c22d7"
    # ruleid: python-hardcoded-credential
    client.login(user="root", password="megadeth")
    # ok: python-hardcoded-credential
    password = os.environ["SERVICE_PASSWORD"]
    # ok: python-hardcoded-credential
    client.login(password="")
    # ok: python-hardcoded-credential
    password_template = "reset/password.html"
    # ok: python-hardcoded-credential
    api_key = "your-key-here"
    return password, password_template, api_key
