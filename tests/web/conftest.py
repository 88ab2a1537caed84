"""What the tests of pages share."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """Let no test feel how often another one called the public pages."""
    cache.clear()
