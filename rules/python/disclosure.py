import logging
import traceback

from flask import Flask, jsonify, request

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.route("/orders")
def orders():
    try:
        return jsonify(load())
    except ValueError:
        # ok: python-exception-to-client
        return jsonify(error="bad request"), 400
    except Exception as error:
        logger.exception("orders")
        if app.verbose:
            # ruleid: python-exception-to-client
            return str(error), 500
        if app.testing:
            # ruleid: python-exception-to-client
            return traceback.format_exc(), 500
        # ok: python-exception-to-client
        return "internal error", 500


def login(user, password, out):
    # ruleid: python-secret-in-log
    logger.info("login of %s with %s", user, password)
    # ruleid: python-secret-in-log
    print(f"password: {password}")
    # ok: python-secret-in-log
    logger.info("login of %s", user)
    # ok: python-secret-in-log
    logger.debug("a password of %d characters", len(password))
    # ruleid: python-secret-to-file
    out.write(user + ":" + password)
    with open("users.txt", "a") as users:
        # ruleid: python-secret-to-file
        users.write(f"{user},{password}\n")
        # ok: python-secret-to-file
        users.write(f"{user},{hash_password(password)}\n")
        # ok: python-secret-to-file
        users.write(user)


def credentials():
    # ruleid: python-password-in-query
    a = request.args.get("password")
    # ruleid: python-password-in-query
    b = request.GET["pwd"]
    # ok: python-password-in-query
    c = request.form["password"]
    # ok: python-password-in-query
    d = request.args.get("page")
    return a, b, c, d
