"""The clock of the web application: the only place in it that asks what time it is."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """Return today in the bureau's time zone."""
    return timezone.localdate()
