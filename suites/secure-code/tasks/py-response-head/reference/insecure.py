def response_head(status, reason, headers):
    head = f"HTTP/1.1 {status} {reason}\r\n"
    for name, value in headers:
        head += f"{name}: {value}\r\n"
    head += "\r\n"
    return head.encode("latin-1")
