"""What the office hands a store to be kept as papers of a matter: plain values, no framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to be kept with a matter: the paper's name, the file's name, its content, by whom.

    `by` is a sign-in name.
    """

    number: str
    paper: str
    file_name: str
    content: bytes
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Carried:
    """Papers of one matter to be filed with another too, by name → digest."""

    source: str
    target: str
    digests: Mapping[str, str]
    by: str
    at: datetime


class Papers(Protocol):
    """Where the files of papers are kept; `store/enclosing.py` is the one on disk."""

    def enclose(self, enclosure: Enclosure) -> str:
        """Keep a file with its matter and return its digest; the same content is kept once."""

    def carry(self, carried: Carried) -> None:
        """Register papers of the source with the target."""
