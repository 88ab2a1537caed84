"""Fresh passwords for accounts that are made or reset: shown once, kept only as a hash."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from zhunsheng.store.models import Account

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another: no i, l, o, 0, 1
GROUPS, LENGTH = 3, 5


def first_password(account: Account, *, to_change: bool = True) -> str:
    """Give an account a fresh password that fits the rules, and return it; saves only its hash.

    Whoever signs in with it has to choose another one first, unless `to_change` is false.
    """
    password = _readable()
    while not _fits(password, account):
        password = _readable()
    account.set_password(password)
    account.password_given = to_change
    account.save(update_fields=["password", "password_given"])
    return password


def _readable() -> str:
    """Return three groups of five signs that can be read out over a telephone."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def _fits(password: str, account: Account) -> bool:
    try:
        validate_password(password, account)
    except ValidationError:
        return False
    return True
