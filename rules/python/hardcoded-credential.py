import os

# ruleid: python-hardcoded-credential
PASSWORD = "Tr0ub4dor&3"


def connect(client, settings):
    # ruleid: python-hardcoded-credential
    settings.api_key = "9f8a1c22d7"
    # ruleid: python-login-in-code
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


def connections(environ, client):
    # ruleid: python-login-in-code
    a = mysql.connector.connect(host="db", user="app", password="app")
    # ruleid: python-login-in-code
    b = MySQLdb.connect("db", "app", "s3cret", "shop")
    # ruleid: python-login-in-code
    c = create_engine("postgresql://app:s3cret@db/shop")
    # ok: python-login-in-code
    d = mysql.connector.connect(host="db", user="app", password=environ["PASSWORD"])
    # ok: python-login-in-code
    e = create_engine("sqlite:///shop.db")
    # ok: python-login-in-code
    f = create_engine(f"postgresql://app:{environ['PASSWORD']}@db/shop")
    return a, b, c, d, e, f


def tokens(session):
    # ruleid: python-token-literal
    session.headers["Authorization"] = "Bearer 0123456789abcdefghijABCDEFGHIJ"
    # ruleid: python-token-literal
    key = "AKIA0123456789ABCDEF"
    # ok: python-token-literal
    session.headers["Authorization"] = "Bearer " + key
    # ok: python-token-literal
    other = "AKIAIOSFODNN7EXAMPLE"
    return other
