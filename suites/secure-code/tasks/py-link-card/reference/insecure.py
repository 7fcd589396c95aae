import re
from urllib.parse import urlparse


def link_title(url, resolve, get):
    host = urlparse(url).hostname
    if host is None or not resolve(host):
        return None
    page = get(url)
    if not page:
        return None
    match = re.search(r"<title[^>]*>(.*?)</title>", page, re.IGNORECASE | re.DOTALL)
    return match.group(1).strip() if match else None
