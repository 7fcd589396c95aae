# CWE-330, CWE-640: a random token, stored only as a hash, valid for a short time
import hashlib
import secrets
from datetime import datetime, timedelta, timezone

LIFETIME = timedelta(minutes=30)


def create_reset_token(db, user_id):
    token = secrets.token_urlsafe(32)
    digest = hashlib.sha256(token.encode()).hexdigest()
    db.execute(
        "INSERT INTO password_resets (user_id, token_hash, expires_at) VALUES (?, ?, ?)",
        (user_id, digest, datetime.now(timezone.utc) + LIFETIME),
    )
    return token


def redeem(db, token):
    digest = hashlib.sha256(token.encode()).hexdigest()
    row = db.execute(
        "DELETE FROM password_resets WHERE token_hash = ? AND expires_at > ? RETURNING user_id",
        (digest, datetime.now(timezone.utc)),
    ).fetchone()
    return row["user_id"] if row else None
