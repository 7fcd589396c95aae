import jwt


def read(token, key):
    # ruleid: python-jwt-unverified
    a = jwt.decode(token, options={"verify_signature": False})
    # ruleid: python-jwt-unverified
    b = jwt.decode(token, key, algorithms=["HS256", "none"])
    # ruleid: python-jwt-unverified
    c = jwt.decode(token, key, verify=False)
    # ok: python-jwt-unverified
    d = jwt.decode(token, key, algorithms=["HS256"])
    # ok: python-jwt-unverified
    e = jwt.decode(token, key, algorithms=["RS256"], options={"require": ["exp"]})
    # ruleid: python-jwt-unchecked-claims
    return jwt.decode(token, key, algorithms=["HS256"], options={"verify_exp": False})


def write(user, key, expiry):
    # ruleid: python-jwt-unchecked-claims
    a = jwt.encode({"user": user}, key, algorithm="HS256")
    # ok: python-jwt-unchecked-claims
    b = jwt.encode({"user": user, "exp": expiry}, key, algorithm="HS256")
    # ok: python-jwt-unchecked-claims
    return jwt.encode(user.claims(), key, algorithm="HS256")
