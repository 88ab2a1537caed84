"""Tokens of the interface: shown once when made, kept as a digest, each acts as its account."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from zhunsheng.store.models import Account, Token

READ, WRITE = "read", "write"
SCOPES_ZH = {READ: "查询", WRITE: "写入"}
TOKEN_BYTES = 32
PREFIX = "zs_"


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token to be made: whose, what it is for, what it may do, its last day."""

    account: Account
    name: str
    scopes: tuple[str, ...]
    expires_on: date


def make_token(new: NewToken, at: datetime) -> str:
    """Keep a token and return its text; only its digest is kept."""
    text = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    Token.objects.create(
        account=new.account,
        name=new.name,
        digest=digest_of(text),
        scopes=" ".join(new.scopes),
        made_at=at,
        expires_on=new.expires_on,
    )
    return text


def find_token(text: str, day: date) -> Token | None:
    """Return the token of a text while it is valid and its account may sign in."""
    found = Token.objects.select_related("account__department").filter(digest=digest_of(text))
    valid = found.filter(expires_on__gte=day, revoked_at=None, account__is_active=True)
    return valid.first()


def digest_of(text: str) -> str:
    """Return what is kept of a token: it is random enough for a plain digest."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
