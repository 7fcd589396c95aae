from urllib.parse import urlsplit


def target_after_login(next_url, default="/home"):
    if not next_url or any(c < " " or c == "\\" for c in next_url):
        return default
    parts = urlsplit(next_url)
    if parts.scheme or parts.netloc or not next_url.startswith("/") or next_url.startswith("//"):
        return default
    return next_url
