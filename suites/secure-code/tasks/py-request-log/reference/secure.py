SECRET_WORDS = ("authorization", "cookie", "password", "passwd", "secret", "token", "card", "cvc", "key", "pin")


def _shown(values):
    return {
        name: "***" if any(word in name.lower() for word in SECRET_WORDS) else value
        for name, value in values.items()
    }


def log_request(logger, method, path, headers, form):
    logger.info("%s %r headers=%r form=%r", method, path, _shown(headers), _shown(form))
