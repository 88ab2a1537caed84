"""A project's wage deposit and special account as the pages show them; money is int fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deposit:
    """A wage deposit of a project."""

    project: int
    name: str
    district: str
    form: str
    required: int
    amount: int
    used: int
    stored_on: date | None
    expires_on: date | None
    returned_on: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """The special account of a project in a month: what came in, what went out, what is left."""

    project: int
    name: str
    district: str
    tail: str
    opened_on: date | None
    labor_fee: int
    wages: int
    other_out: int
    balance: int
    outstanding: int
    checks: tuple[str, ...] = ()
