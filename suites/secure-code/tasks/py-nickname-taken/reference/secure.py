import unicodedata


class Names:
    def __init__(self):
        self._names = {}

    @staticmethod
    def _key(name):
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        visible = "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Cc"))
        return " ".join(visible.split())

    def claim(self, name):
        key = self._key(name)
        if not key or key in self._names:
            return False
        self._names[key] = name
        return True

    def all(self):
        return list(self._names.values())
