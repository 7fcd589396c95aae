def perform(player, action, args):
    method = getattr(player, action, None)
    if method is None or not callable(method):
        raise ValueError(f"no such action: {action}")
    return method(*args)
