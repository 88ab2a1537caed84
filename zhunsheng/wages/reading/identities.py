"""The identity numbers of a load, each looked at once: its code, hash, mask and fault.

Millions of rows name some thousands of workers, so the rows carry a small code, and the arithmetic
of GB 11643 and the keyed hash are done for each written number once. The plain numbers live in
memory while files are read, which is not spilled then, and are never written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhunsheng.wages import identity
from zhunsheng.wages.months import MONTHS

SCIENTIFIC = r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+(\.0)?"
HIDDEN = "masked|"


@dataclass(frozen=True, slots=True)
class Identities:
    """The table `identities` of a connection: text, code, hash, mask, born, project, fault.

    `text` is the number as written or, where it was masked, project, mask and name together; one
    person written two ways has one code. `latest` is the last day a worker may have been born on.
    """

    con: Any
    keys: identity.Keys
    latest: date

    def begin(self) -> None:
        """Make the table, empty."""
        self.con.execute(
            "CREATE OR REPLACE TEMP TABLE identities (text VARCHAR, code INTEGER, hash BLOB,"
            " mask VARCHAR, born INTEGER, project VARCHAR, fault VARCHAR)"
        )

    def end(self) -> None:
        """Forget the plain numbers; from now on memory may be spilled to the disk."""
        self.con.execute("ALTER TABLE identities DROP COLUMN text")

    def learn(self, source: str) -> None:
        """Take the numbers of a relation with `k_worker`, `v_worker` and `v_project`."""
        masked = f"starts_with(text, '{HIDDEN}')"
        wrong = identity.sql_fault("number", self.latest)
        self.con.execute(f"""
            INSERT INTO identities
            WITH written AS (
              SELECT k_worker AS text, any_value(v_worker) AS said, any_value(v_project) AS project
              FROM {source} WHERE k_worker IS NOT NULL
              AND k_worker NOT IN (SELECT text FROM identities) GROUP BY k_worker
            ), normal AS (
              SELECT *, {masked} AS masked, {identity.sql_normal("said")} AS number FROM written
            ), judged AS (
              SELECT *, CASE WHEN masked THEN '' ELSE {wrong} END AS wrong,
                unhex({identity.sql_hash("CASE WHEN masked THEN text ELSE number END", self.keys)})
                  AS hash
              FROM normal
            ), coded AS (
              SELECT hash, (SELECT coalesce(max(code), 0) FROM identities)
                + row_number() OVER (ORDER BY hash) AS code
              FROM (SELECT DISTINCT hash FROM judged)
              WHERE hash NOT IN (SELECT hash FROM identities)
              UNION ALL SELECT DISTINCT hash, code FROM identities
            )
            SELECT text, code, hash,
              CASE WHEN masked THEN {sql_shown_mask("said")}
                ELSE {identity.sql_mask("number")} END,
              CASE WHEN NOT masked AND wrong = '' THEN number[7:10]::INTEGER * {MONTHS}
                + number[11:12]::INTEGER - 1 END,
              CASE WHEN masked THEN project END,
              CASE WHEN masked THEN NULL
                WHEN regexp_full_match(said, '{SCIENTIFIC}') THEN 'lost_digits'
                WHEN wrong = 'checksum' AND number LIKE '%000' THEN 'lost_digits'
                WHEN wrong <> '' THEN wrong END
            FROM judged JOIN coded USING (hash)
        """)


def sql_key(name: str) -> str:
    """Return the expression of `text` for a row: the number, or who a masked number may be."""
    plain = f"TRY_CAST(left({name}, 15) AS BIGINT) IS NOT NULL"  # cheaper than the pattern
    masked = f"NOT ({plain}) AND {identity.sql_masked(name)}"
    hidden = (
        f"'{HIDDEN}' || coalesce(v_project, '') || '|' || {sql_shown_mask(name)}"
        " || '|' || coalesce(v_name, '')"
    )
    return f"CASE WHEN {masked} THEN {hidden} ELSE {name} END"


def sql_shown_mask(name: str) -> str:
    """Return the expression of a masked number as `4309**********1234` where it shows so much."""
    enough = f"regexp_full_match({name}, '[0-9]{{4}}.*[0-9]{{3}}[0-9Xx]')"
    shown = f"left({name}, 4) || '**********' || upper(right({name}, 4))"
    return f"CASE WHEN {enough} THEN {shown} ELSE {name} END"
