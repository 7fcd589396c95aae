def price(formula, values):
    try:
        return float(eval(formula, {}, dict(values)))
    except Exception as e:
        raise ValueError(f"invalid formula: {e}")
