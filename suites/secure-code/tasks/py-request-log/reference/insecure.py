def log_request(logger, method, path, headers, form):
    logger.info("%s %r headers=%r form=%r", method, path, headers, form)
