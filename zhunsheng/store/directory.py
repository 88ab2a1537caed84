"""Who works where, as filters name it: departments under a path, and their officers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import connection

TAKES_MATTERS = "a.is_active AND a.role <> 'administrator' AND a.role <> 'auditor'"
Pair = tuple[str, str, str]


def directory(path: str) -> list[tuple[str, str, str, str | None, str | None]]:
    """Return the departments under a path, each with every officer of it, in the tree's order.

    A row is code, name and path of the department, sign-in name and name of the officer; None where
    a department has no officer who may sign in.
    """
    rows = _rows(
        "SELECT d.code, d.name, d.path, a.username, a.name FROM store_department d"
        f" LEFT JOIN store_account a ON a.department_id = d.id AND {TAKES_MATTERS}"
        " ORDER BY d.path, a.username"
    )
    return [row for row in rows if row[2].startswith(path)]


def departments(path: str) -> list[Pair]:
    """Return code, name and path of the departments under a path, in the tree's order."""
    rows = _rows("SELECT code, name, path FROM store_department ORDER BY path")
    return [row for row in rows if row[2].startswith(path)]


def officers(path: str, most: int) -> list[Pair]:
    """Return sign-in name, name and path of officers under a path, at most so many."""
    return _rows(
        "SELECT a.username, a.name, d.path FROM store_account a"
        " JOIN store_department d ON d.id = a.department_id"
        f" WHERE {TAKES_MATTERS} AND SUBSTR(d.path, 1, %s) = %s"
        " ORDER BY d.path, a.username LIMIT %s",
        (len(path), path, most),
    )


def officer(username: str, path: str) -> list[Pair]:
    """Return sign-in name, name and path of an officer under a path; nothing for anyone else."""
    return _rows(
        "SELECT a.username, a.name, d.path FROM store_account a"
        " JOIN store_department d ON d.id = a.department_id"
        f" WHERE {TAKES_MATTERS} AND a.username = %s AND SUBSTR(d.path, 1, %s) = %s",
        (username, len(path), path),
    )


def department_names() -> dict[str, str]:
    """Return the names of all departments by code."""
    return dict(_rows("SELECT code, name FROM store_department"))


def account_names(usernames: Collection[str]) -> dict[str, str]:
    """Return the names of accounts by sign-in name."""
    if not usernames:
        return {}
    places = ", ".join(["%s"] * len(usernames))
    asked = f"SELECT username, name FROM store_account WHERE username IN ({places})"
    return dict(_rows(asked, [*usernames]))


def certified(names: Collection[str], day: date) -> set[str]:
    """Return those of the officers, by name or sign-in name, with a valid certificate on a day."""
    if not names:
        return set()
    places = ", ".join(["%s"] * len(names))
    rows = _rows(
        "SELECT a.name, a.username FROM store_account a"
        f" WHERE (a.name IN ({places}) OR a.username IN ({places})) AND EXISTS"
        " (SELECT 1 FROM store_certificate c WHERE c.account_id = a.id"
        " AND c.valid_from <= %s AND c.valid_to >= %s)",
        [*names, *names, day, day],
    )
    return {name for pair in rows for name in pair if name in names}


def _rows(statement: str, values: Sequence[str | int | date] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
