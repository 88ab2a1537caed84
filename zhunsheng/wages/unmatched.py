"""Rows that fit nowhere, as a list of their own: accepted, kept, and shown until they fit.

Kinds: worker_without_roster, pay_without_worker, one_card_several_workers,
transfer_for_several_months, masked_identity, changed_identity. One line a kind, table, project and
worker: how many rows, their fen, the first of them, the project's code and the worker's mask.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhunsheng.wages.registry import parquet
from zhunsheng.wages.standing import Kept, Standing

KINDS = {
    "worker_without_roster": "考勤人员不在花名册",
    "pay_without_worker": "发放对象查无此人",
    "one_card_several_workers": "一卡多人",
    "transfer_for_several_months": "转账未写月份且欠数月",
    "masked_identity": "身份证号已脱敏且对不上",
    "changed_identity": "身份证号变更",
}
QUOTE = "'"
LINE = (
    "min(load)::INTEGER AS load, arg_min(file, (load, file, row)) AS file,"
    " arg_min(row, (load, file, row)) AS row, count(*)::INTEGER AS rows"
)
ATTENDED = "SELECT DISTINCT project, worker FROM attendance_rows"
ROSTERED = "SELECT DISTINCT project, worker FROM roster_rows"


def write_unmatched(con: Any, loads: Sequence[Kept], kept: Kept) -> dict[str, int]:
    """Write the list of what does not fit among a load's rows; return the lines of each kind."""
    target = kept.written.folder / "unmatched.parquet"
    query = unmatched(con, loads, kept.load.number)
    written = str(target).replace("'", "''")
    con.execute(f"COPY ({query}) TO '{written}' (FORMAT parquet)")
    found = con.execute(
        f"SELECT kind, count(*) FROM {parquet([target])} GROUP BY kind ORDER BY kind"
    )
    return dict(found.fetchall())


def unmatched(con: Any, loads: Sequence[Kept], only: int | None = None) -> str:
    """Return the query of what does not fit among the rows of some loads, or of one of them."""
    Standing(con, loads[-1].written.folder, loads).views()
    mine = f"load = {only}" if only is not None else "true"
    parts = [
        _without_roster(mine),
        *(_without_worker(table, amount, mine) for table, amount in PAID),
        _several_workers(mine),
        _changed("card", mine),
        _changed("phone", mine),
        _several_months(mine),
        *(_masked(table, mine) for table in ("roster", "attendance", "payroll", "receipts")),
    ]
    columns = 'kind, "table", project, worker, card, load, file, row, rows, amount'
    each = " UNION ALL ".join(f"SELECT {columns} FROM ({part})" for part in parts)
    return (
        f"SELECT lines.*, sites.code, coalesce(people.mask, '') AS mask, files.file_name"
        f" FROM ({each}) AS lines LEFT JOIN sites USING (project)"
        " LEFT JOIN people ON people.worker = lines.worker"
        f" LEFT JOIN ({_files(loads)}) AS files USING (load, file)"
        " ORDER BY kind, lines.project, lines.worker, file, row"
    )


def _files(loads: Sequence[Kept]) -> str:
    """Return the query of the name of every file of the loads."""
    named = ", ".join(
        f"({kept.load.number}, {sheet.file}, '{file.name.replace(QUOTE, QUOTE * 2)}')"
        for kept in loads
        for file in kept.load.files
        for sheet in file.sheets
    )
    return f"SELECT * FROM (VALUES {named}) AS names(load, file, file_name)"


PAID = (("payroll", "due"), ("receipts", "amount"))


def _without_roster(mine: str) -> str:
    return (
        "SELECT 'worker_without_roster' AS kind, 'attendance' AS \"table\", project, worker,"
        f" NULL::INTEGER AS card, {LINE}, NULL::BIGINT AS amount FROM attendance_rows"
        f" ANTI JOIN ({ROSTERED}) USING (project, worker) WHERE {mine} GROUP BY project, worker"
    )


def _without_worker(table: str, amount: str, mine: str) -> str:
    return (
        f"SELECT 'pay_without_worker' AS kind, '{table}' AS \"table\", project, worker,"
        f" NULL::INTEGER AS card, {LINE}, sum({amount})::BIGINT AS amount FROM {table}_rows"
        f" ANTI JOIN ({ROSTERED} UNION {ATTENDED}) USING (project, worker)"
        f" WHERE {mine} GROUP BY project, worker"
    )


def _several_workers(mine: str) -> str:
    holders = (
        "SELECT project, card, worker, name, load, file, row, 'roster' AS source FROM roster_rows"
        " UNION ALL SELECT project, card, worker, name, load, file, row, 'receipts'"
        " FROM receipts_rows"
    )
    return (
        "SELECT 'one_card_several_workers' AS kind, source AS \"table\", project, worker, card,"
        f" {LINE}, NULL::BIGINT AS amount FROM ({holders}) SEMI JOIN ("
        f" SELECT card FROM ({holders}) WHERE card IS NOT NULL AND worker IS NOT NULL GROUP BY card"
        " HAVING count(DISTINCT worker) > 1"
        " AND count(DISTINCT coalesce(name, worker::VARCHAR)) > 1) USING (card)"
        f" WHERE {mine} GROUP BY source, project, worker, card"
    )


def _changed(by: str, mine: str) -> str:
    """Return the persons of one name and one card or phone who have two identity numbers."""
    twice = (
        f"SELECT project, name, {by} FROM roster_rows WHERE name IS NOT NULL AND {by} IS NOT NULL"
        f" GROUP BY project, name, {by} HAVING count(DISTINCT worker) > 1"
    )
    by_card = twice.replace("phone", "card")
    said_by_card = f" AND (project, name) NOT IN (SELECT (project, name) FROM ({by_card}))"
    other = said_by_card if by == "phone" else ""
    return (
        "SELECT 'changed_identity' AS kind, 'roster' AS \"table\", project, worker,"
        f" max(card) AS card, {LINE}, NULL::BIGINT AS amount FROM roster_rows"
        f" SEMI JOIN ({twice}) USING (project, name, {by}) WHERE {mine}{other}"
        " GROUP BY project, worker"
    )


def _several_months(mine: str) -> str:
    net = "coalesce(paid, due - coalesce(deductions, 0))"
    return (
        "WITH owed AS (SELECT project, worker, coalesce(back_pay_of, wage_month) AS wage_month,"
        f" sum({net}) AS net FROM payroll_rows GROUP BY ALL),"
        " got AS (SELECT project, worker, wage_month, sum(amount) AS got FROM receipts_rows"
        " WHERE wage_month IS NOT NULL AND coalesce(succeeded, true) GROUP BY ALL),"
        " due AS (SELECT owed.project, owed.worker, owed.wage_month FROM owed"
        " LEFT JOIN got USING (project, worker, wage_month) WHERE net > coalesce(got, 0)),"
        " blank AS (SELECT receipts_rows.* FROM receipts_rows WHERE wage_month IS NULL"
        f" AND worker IS NOT NULL AND {mine} AND (SELECT count(*) FROM due"
        " WHERE due.project = receipts_rows.project AND due.worker = receipts_rows.worker"
        " AND due.wage_month <= year(paid_on) * 12 + month(paid_on) - 1) > 1)"
        " SELECT 'transfer_for_several_months' AS kind, 'receipts' AS \"table\", project, worker,"
        f" NULL::INTEGER AS card, {LINE}, sum(amount)::BIGINT AS amount FROM blank"
        " GROUP BY project, worker"
    )


def _masked(table: str, mine: str) -> str:
    return (
        f"SELECT 'masked_identity' AS kind, '{table}' AS \"table\", project, worker,"
        f" NULL::INTEGER AS card, {LINE}, NULL::BIGINT AS amount FROM {table}_rows"
        " SEMI JOIN (SELECT worker FROM people WHERE project IS NOT NULL) USING (worker)"
        f" WHERE {mine} GROUP BY project, worker"
    )
