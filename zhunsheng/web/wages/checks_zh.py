"""The monitor's checks as pages show them: Chinese name, citation, what they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from zhunsheng.wages.checks import CHECKS
from zhunsheng.web.matters.names import Law, law_of


@cache
def names_zh() -> Mapping[str, str]:
    """Return every check's Chinese name."""
    return {name: check.zh for name, check in CHECKS.items()}


def check_zh(name: str) -> str:
    """Return a check's Chinese name; the name itself for one that no longer exists."""
    return names_zh().get(name, name)


def grain_of(name: str) -> str:
    """Return what a check counts: worker, project, firm, account or day."""
    found = CHECKS.get(name)
    return found.grain if found else "project"


def basis_of(citation: str, day: date) -> Law | None:
    """Return a check's citation as pages show it; None for none."""
    return law_of(citation, day) if citation else None


def of_workers(names: Iterable[str]) -> list[str]:
    """Return those of the checks that look at workers."""
    return [name for name in names if grain_of(name) == "worker"]
