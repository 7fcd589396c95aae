import logging
import smtplib
from urllib.parse import quote

from flask import make_response, request

logger = logging.getLogger(__name__)


def language(server):
    response = make_response("ok")
    # ruleid: python-header-injection
    response.headers["Content-Language"] = request.args["language"]
    name = request.args.get("name")
    # ruleid: python-header-injection
    server.send_header("X-Name", f"name={name}")
    # ok: python-header-injection
    response.headers["X-Name"] = quote(name)
    # ok: python-header-injection
    response.headers["X-Frame-Options"] = "DENY"
    if name in NAMES:
        # ok: python-header-injection
        response.headers["X-Name"] = name
    return response


def contact(server):
    subject = request.form["subject"]
    # ruleid: python-mail-header-injection
    server.sendmail("site@example.com", "team@example.com", "Subject: " + subject + "\n\nHello")
    text = f"Subject: {request.form['subject']}\n\n"
    # ruleid: python-mail-header-injection
    server.sendmail("site@example.com", "team@example.com", text)
    # ok: python-mail-header-injection
    server.sendmail("site@example.com", "team@example.com", "Subject: " + subject.replace("\n", " ") + "\n\nHello")
    # ok: python-mail-header-injection
    server.sendmail("site@example.com", "team@example.com", "Subject: Contact\n\nHello")


def visit():
    page = request.args.get("page")
    # ruleid: python-log-injection
    logger.info("page " + page)
    # ruleid: python-log-injection
    logging.warning("unknown agent %s", request.headers.get("User-Agent"))
    # ok: python-log-injection
    logger.info("page %r", page)
    # ok: python-log-injection
    logger.info("page %s", repr(page))
    # ok: python-log-injection
    logger.info("page %s", printable(request.args.get("page")))
    # ruleid: python-log-injection
    logger.info("page %s", shorten(request.args.get("page")))
