def confirmation(to, name, order):
    return f"""From: shop@shop.example
To: {to}
Subject: Your order {order}, {name}

Dear {name}, thank you for order {order}.
"""
