class Names:
    def __init__(self):
        self._taken = set()
        self._names = []

    def claim(self, name):
        key = name.strip().lower()
        if not key or key in self._taken:
            return False
        self._taken.add(key)
        self._names.append(name)
        return True

    def all(self):
        return list(self._names)
