"""How often one address may call the pages that need no sign-in.

The counts lie in Django's cache: in that of a process, each server process counts for itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Limit:
    """So many calls within so many seconds, counted from the first of them."""

    calls: int
    seconds: int


READING = Limit(120, 60)
SENDING = Limit(60, 60)
OWN_PASSWORD = Limit(10, 300)


def exceeded(limit: Limit, *key: str) -> bool:
    """Count one more call under a key and say whether it is one too many."""
    name = "limit/" + "/".join(key)
    if cache.add(name, 1, limit.seconds):
        return False
    try:
        return cache.incr(name) > limit.calls
    except ValueError:  # it ran out between the two calls
        cache.add(name, 1, limit.seconds)
        return False
