"""Filters of a list as they stand in its address, each under its own parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar
from urllib.parse import urlencode

MOST = 120


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and where it is off."""

    zh: str
    drop_href: str


@dataclass(frozen=True, slots=True)
class AddressFilters:
    """Filters that are texts, an empty one asking for everything; `PARAMETERS` names them all."""

    PARAMETERS: ClassVar[Mapping[str, str]] = {}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the filters that are on, by name."""
        for one in fields(self):
            value = getattr(self, one.name)
            if value:
                yield one.name, value

    def query(self, **changed: str) -> str:
        """Return them as a query string, some of them changed; empty for none."""
        given: dict[str, Any] = changed
        return urlencode({self.PARAMETERS[name]: value for name, value in replace(self, **given)})

    def href(self, page: str, **changed: str) -> str:
        """Return the address of a page with them, some of them changed."""
        query = self.query(**changed)
        return f"{page}?{query}" if query else page


def plain(text: str, most: int = MOST) -> str:
    """Return a text of an address without control signs, cut to a length."""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:most]
