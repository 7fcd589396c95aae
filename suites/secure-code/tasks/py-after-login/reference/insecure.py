def target_after_login(next_url, default="/home"):
    if next_url:
        return next_url
    return default
