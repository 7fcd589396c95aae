import ipaddress
import re
from urllib.parse import urlsplit


def _is_public(host, resolve):
    try:
        addresses = [ipaddress.ip_address(host)]
    except ValueError:
        addresses = [ipaddress.ip_address(a) for a in resolve(host)]
    return bool(addresses) and all(a.is_global for a in addresses)


def link_title(url, resolve, get):
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not _is_public(parts.hostname, resolve):
        return None
    found = re.search(r"<title[^>]*>([^<]*)</title>", get(url) or "", re.I)
    return found.group(1).strip() if found else None
