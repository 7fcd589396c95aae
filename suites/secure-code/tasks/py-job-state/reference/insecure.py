import pickle


def pause(state):
    return pickle.dumps(state)


def resume(data):
    return pickle.loads(data)
