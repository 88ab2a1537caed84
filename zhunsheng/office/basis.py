"""The mark of what assessments rest on: when law, calendar or procedures change, it changes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

MARK_BYTES = 8
PARTS = ("law", "procedures", "engine")


@cache
def basis_mark() -> str:
    """Return the digest of the statutes, holidays, procedures and engine as installed."""
    found = hashlib.blake2b(digest_size=MARK_BYTES)
    root = resources.files("zhunsheng")
    for part in PARTS:
        for name, content in _files(root / part, part):
            found.update(name.encode())
            found.update(content)
    return found.hexdigest()


def _files(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        inner = f"{name}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry, inner)
        elif entry.name.endswith((".py", ".toml")):
            found.append((inner, entry.read_bytes()))
    return found
