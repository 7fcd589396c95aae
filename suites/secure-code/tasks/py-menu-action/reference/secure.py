def perform(player, action, args):
    if action not in type(player).ACTIONS:
        raise ValueError(f"no such action: {action}")
    return getattr(player, action)(*args)
