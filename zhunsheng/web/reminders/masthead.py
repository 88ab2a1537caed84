"""The number beside the bell: how many matters have a day near; looked up twice a minute."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from zhunsheng.store.models import Account
from zhunsheng.web.clock import today
from zhunsheng.web.reminders.ladder import reminder_count

KEPT_SECONDS = 30


def shown(request: HttpRequest) -> dict[str, int]:
    """Return the count for whoever is signed in, nought for a stranger."""
    account = request.user
    if not isinstance(account, Account):
        return {"reminders": 0}
    key = f"reminders/{account.pk}/{today()}"
    count: int | None = cache.get(key)
    if count is None:
        count = reminder_count(account, today())
        cache.set(key, count, KEPT_SECONDS)
    return {"reminders": count}
