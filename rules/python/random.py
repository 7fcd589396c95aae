import random
import secrets
import string
import time
from random import choice


def issue(count):
    # ruleid: python-predictable-random
    token = "".join(random.choices(string.hexdigits, k=32))
    # ruleid: python-predictable-random
    password = "".join(choice(string.ascii_letters) for _ in range(12))
    # ruleid: python-predictable-random
    otp = random.randint(100000, 999999)
    # ok: python-predictable-random
    colour = random.choice(["red", "green"])
    # ok: python-predictable-random
    session_token = secrets.token_urlsafe(count)
    # ok: python-predictable-random
    tokens_wanted = len(string.digits)
    return token, password, otp, colour, session_token, tokens_wanted


def name(length):
    alphabet = string.ascii_letters + string.digits
    # ruleid: python-random-string
    first = "".join(random.choice(alphabet) for _ in range(length))
    # ruleid: python-random-string
    second = "".join(random.sample(string.ascii_lowercase, 8))
    # ok: python-random-string
    third = "".join(secrets.choice(alphabet) for _ in range(length))
    # ok: python-random-string
    fourth = ", ".join(random.sample(first.split(), 2))
    return second, third, fourth


def writable(folder):
    for _ in range(10):
        # ok: python-random-string
        name = "probe_" + "".join(random.choice(string.ascii_lowercase) for _ in range(6))
        path = os.path.join(folder, name)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            continue
        os.close(descriptor)
        return True


def scratch(folder):
    # ruleid: python-random-string
    name = "probe_" + "".join(random.choice(string.ascii_lowercase) for _ in range(6))
    path = os.path.join(folder, name)
    return open(path, "w")


def start(value):
    # ruleid: python-time-seed
    random.seed(time.time())
    # ruleid: python-time-seed
    random.seed(int(time.time() * 1000))
    # ok: python-time-seed
    random.seed(value)
    # ok: python-time-seed
    random.seed()


def make_boundary():
    # ok: python-predictable-random
    token = random.randrange(sys.maxsize)
    return "=" * 15 + str(token)


def one_time_code():
    otp = ""
    for _ in range(6):
        # ruleid: python-predictable-random
        otp += str(random.randint(0, 9))
    return otp


def reset_code():
    # ruleid: python-predictable-random
    return random.randint(100000, 999999)


def new_session_id(user):
    # ruleid: python-predictable-random
    return hashlib.sha256(f"{user}{random.random()}".encode()).hexdigest()


def login_code():
    # ok: python-predictable-random
    return secrets.randbelow(900000) + 100000


def sample_token(words):
    # ok: python-predictable-random
    return random.choice(words)


def dice():
    # ok: python-predictable-random
    return random.randint(1, 6)
