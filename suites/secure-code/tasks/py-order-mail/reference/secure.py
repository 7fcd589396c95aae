def confirmation(to, name, order):
    for value in (to, name, order):
        if any(c in value for c in "\r\n"):
            raise ValueError("a line break in a header")
    return (
        f"From: shop@shop.example\nTo: {to}\nSubject: Your order {order}, {name}\n\n"
        f"Dear {name}, thank you for order {order}.\n"
    )
