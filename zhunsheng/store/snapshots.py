"""Writing the snapshots of matters: the row lists show, its findings, the words to search for."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.backends.utils import CursorWrapper

from zhunsheng.store.keeping import FindingLine, Snapshot
from zhunsheng.store.models import Account, Department
from zhunsheng.store.statements import run_many
from zhunsheng.store.words import tokens

Row = tuple[int, str, str, int, bytes, Snapshot]
Line = tuple[Any, ...]
COLUMNS = (
    "number", "procedure", "title", "employer", "project", "department_id", "handler_id",
    "sealed", "phase", "waiting", "due_on", "due_rule", "due_zh", "due_citation", "next_step",
    "worst", "defects", "people", "amount_fen", "outcome", "opened_on", "ended", "withdrawn",
    "refusal", "batch", "as_of", "next_change", "basis", "findings_key", "seq", "head",
)  # fmt: skip
FINDING_COLUMNS = (
    "rule", "zh", "kind", "holder", "gravity", "ground", "citation", "due_on", "cure_by",
    "open_clock",
)  # fmt: skip
INSERT = (
    f"INSERT INTO store_matterrow (matter_id, {', '.join(COLUMNS)})"
    f" VALUES ({', '.join(['%s'] * (len(COLUMNS) + 1))})"
)
KEPT = f"SELECT matter_id, {', '.join(COLUMNS)} FROM store_matterrow WHERE matter_id IN"
LATEST = "SELECT matter_id, MAX(seq) FROM store_event WHERE matter_id IN"
SEQ, KEY = COLUMNS.index("seq"), COLUMNS.index("findings_key")
ADD_FINDING = (
    f"INSERT INTO store_findingrow (matter_id, {', '.join(FINDING_COLUMNS)})"
    f" VALUES ({', '.join(['%s'] * (len(FINDING_COLUMNS) + 1))})"
)
ADD_WORDS = (
    "INSERT INTO store_wordtext (matter_id, words) VALUES (%s, %s)"
    " ON CONFLICT (matter_id) DO UPDATE SET words = excluded.words"
    " WHERE store_wordtext.words <> excluded.words"
)
KEY_BYTES = 8


def write_snapshots(cursor: CursorWrapper, rows: Sequence[Row], *, anew: bool = False) -> None:
    """Write rows of (matter id, number, procedure, seq, head, snapshot) in few statements.

    A row older than the one kept is passed over, and what did not change is not written. `anew`,
    what is kept does not count: a row older than the events is passed over, and all is written.
    """
    ids = [row[0] for row in rows]
    kept = _kept(cursor, ids)
    if anew:
        latest = _latest(cursor, ids)
        rows = [row for row in rows if latest.get(row[0]) == row[3]]
    else:
        rows = [row for row in rows if row[0] not in kept or kept[row[0]][SEQ] <= row[3]]
    keys = {row[0]: findings_key(row[5].findings) for row in rows}
    _write_lines(cursor, rows, kept, keys)
    old_keys = {matter_id: line[KEY] for matter_id, line in kept.items()}
    changed = [row for row in rows if anew or keys[row[0]] != old_keys.get(row[0], "")]
    if changed:
        _write_findings(cursor, changed)
    words = [(row[0], _words(row[5].words)) for row in rows if row[5].words is not None]
    if words:
        run_many(cursor, ADD_WORDS, words)


def _words(text: str) -> str:
    """Return the tokens of a text in an order of their own: facts have none once written."""
    return " ".join(sorted(tokens(text)))


def _write_lines(
    cursor: CursorWrapper, rows: Sequence[Row], kept: Mapping[int, Line], keys: Mapping[int, str]
) -> None:
    """Insert new lines, and update of each old one only what is different: indexes are dear."""
    as_text = cursor.db.vendor == "sqlite"  # which gives days back as text
    fresh: list[Line] = []
    updates: dict[tuple[int, ...], list[Line]] = defaultdict(list)
    for row in rows:
        matter_id, *values = _values(row, keys[row[0]])
        if as_text:
            values = [one.isoformat() if type(one) is date else one for one in values]
        if matter_id not in kept:
            fresh.append((matter_id, *values))
            continue
        pairs = enumerate(zip(values, kept[matter_id], strict=True))
        different = tuple(place for place, (new, old) in pairs if new != old)
        if different:
            updates[different].append((*(values[place] for place in different), matter_id))
    if fresh:
        run_many(cursor, INSERT, fresh)
    for different, lines in updates.items():
        settings = ", ".join(f"{COLUMNS[place]} = %s" for place in different)
        run_many(cursor, f"UPDATE store_matterrow SET {settings} WHERE matter_id = %s", lines)


def findings_key(findings: Sequence[FindingLine]) -> str:
    """Return a short digest of the findings; the empty text for none."""
    if not findings:
        return ""
    content = "\n".join(map(repr, map(astuple, findings)))
    return hashlib.blake2b(content.encode(), digest_size=KEY_BYTES).hexdigest()


def _kept(cursor: CursorWrapper, ids: Sequence[int]) -> dict[int, Line]:
    """Return the lines kept by the id of their matter; nobody else changes them from now on."""
    if not ids:
        return {}
    lock = " ORDER BY matter_id FOR UPDATE" if cursor.db.vendor == "postgresql" else ""
    cursor.execute(f"{KEPT} ({', '.join(['%s'] * len(ids))}){lock}", list(ids))
    return {row[0]: row[1:] for row in cursor.fetchall()}


def _latest(cursor: CursorWrapper, ids: Sequence[int]) -> dict[int, int]:
    """Return the number of the last event of each matter."""
    if not ids:
        return {}
    cursor.execute(f"{LATEST} ({', '.join(['%s'] * len(ids))}) GROUP BY matter_id", list(ids))
    return dict(cursor.fetchall())


def _values(row: Row, key: str) -> tuple[Any, ...]:
    matter_id, number, procedure, seq, head, shot = row
    return (
        matter_id, number, procedure, shot.title, shot.employer, shot.project,
        department_id(shot.department), account_id(shot.handler), shot.sealed, shot.phase,
        shot.waiting, shot.due_on, shot.due_rule, shot.due_zh, shot.due_citation, shot.next_step,
        shot.worst, shot.defects, shot.people, shot.amount_fen, shot.outcome, shot.opened_on,
        shot.ended, shot.withdrawn, shot.refusal, shot.batch, shot.as_of, shot.next_change,
        shot.basis, key, seq, head,
    )  # fmt: skip


def _write_findings(cursor: CursorWrapper, rows: Sequence[Row]) -> None:
    places = ", ".join(["%s"] * len(rows))
    cursor.execute(
        f"DELETE FROM store_findingrow WHERE matter_id IN ({places})", [row[0] for row in rows]
    )
    lines = [(row[0], *astuple(line)) for row in rows for line in row[5].findings]
    if lines:
        run_many(cursor, ADD_FINDING, lines)


@lru_cache(maxsize=4096)
def _id_of(table: str, key: str) -> int:
    if table == "department":
        return int(Department.objects.get(code=key).pk)
    return int(Account.objects.get(username=key).pk)


def department_id(code: str) -> int | None:
    """Return the id of a department by its code; None for no department."""
    return _id_of("department", code) if code else None


def account_id(username: str) -> int | None:
    """Return the id of an account by its sign-in name; None for none."""
    return _id_of("account", username) if username else None


def forget_ids() -> None:
    """Forget the ids looked up, where tables were emptied or restored."""
    _id_of.cache_clear()
