import random

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_vouchers(count, length=10):
    codes = set()
    while len(codes) < count:
        codes.add("".join(random.choices(ALPHABET, k=length)))
    return list(codes)
