# CWE-347: the algorithm, the audience and the issuer are named when a token is read
import os
from datetime import datetime, timedelta, timezone

import jwt

SECRET = os.environ["JWT_SECRET"]


def issue(user_id: int) -> str:
    now = datetime.now(timezone.utc)
    claims = {"sub": str(user_id), "iat": now, "exp": now + timedelta(minutes=15),
              "aud": "shop", "iss": "https://login.example.org"}
    return jwt.encode(claims, SECRET, algorithm="HS256")


def verify(token: str) -> int:
    claims = jwt.decode(
        token, SECRET, algorithms=["HS256"], audience="shop",
        issuer="https://login.example.org", options={"require": ["exp", "sub"]},
    )
    return int(claims["sub"])
