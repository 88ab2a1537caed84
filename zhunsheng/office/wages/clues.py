"""A red row of the monitor as a lead with its evidence, and the lead as a referral to the police.

What a referral asks proof of, worker by worker (法释〔2013〕3号/3.1), goes on file under the names
it looks for: worker_table, wage_ledger, attendance. Receipts show what was paid, so they are not
filed as proof that wages were settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.office import NewMatter
from zhunsheng.office.wages.desk import Desk, Measure, key_of
from zhunsheng.office.wages.extracts import workbook
from zhunsheng.office.wages.handed import Extract, Place, RedRow, WorkerOwed, last_of, stated, yuan
from zhunsheng.office.wages.numbers import clue_number
from zhunsheng.record.event import Event, Value
from zhunsheng.store.enclosures import Carried
from zhunsheng.store.keeping import Kept, NoSuchMatter, Written
from zhunsheng.wages.months import last_day, month_zh

CLUE, REFERRAL = "arrears_clue", "crime_referral"
OWED, FILED, SUSPECTED = "worker_owed", "filed", "suspected"
UNCHECKED = "平台显示的欠薪，待核实"
WORKER_TABLE = "worker_table"
EVIDENCE = (WORKER_TABLE, "wage_ledger", "attendance", "bank_receipts")
HEADERS = ("序号", "姓名", "身份证号", "欠薪月数", "欠薪数额（元）")


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral about to be opened from a lead: its number, what is known of the suspect.

    `about` may state province, suspect, suspect_kind and the rest a referral knows.
    """

    number: str
    about: Mapping[str, Value] = field(default_factory=dict)
    place: Place | None = None


def open_arrears_clue(desk: Desk, row: RedRow, place: Place | None = None) -> Written:
    """Open a lead from a red row with its evidence on file; opening it again adds nothing.

    Each worker's arrears are an event of their own. Raises `InputRefused` for a row without
    workers or with evidence of a kind that is not filed, `NotPermitted`.
    """
    _check(row)
    number, desk = clue_number(row.project, row.month), desk.of_the_monitor()
    if desk.office.store.line(number) is None:
        desk.office.open(desk.actor, _clue(desk, number, row, place), desk.now)
    kept = desk.office.kept(desk.actor, number)
    if last_of(kept.record, FILED) is not None:
        return Written(number, kept.seq, kept.heads[-1], repeated=True)
    extracts = (_worker_table(row), *row.extracts)
    counted_on = last_day(row.month)
    files = {
        one.paper: desk.enclose(number, one.paper, one.title, workbook(one, counted_on))
        for one in extracts
    }
    facts: dict[str, Value] = {"workers_owed": len(row.workers), "total_owed": yuan(row.fen)}
    return desk.act(number, Measure(FILED, facts, files=files, key=FILED))


def _check(row: RedRow) -> None:
    place = f"{row.project_name}，{month_zh(row.month)}"
    if not row.workers:
        why, remedy = "线索要写明欠谁、欠多少", "请先选定被欠薪的人员"
        raise InputRefused([Fault("欠薪线索", place, "没有被欠薪的人员", why, remedy)])
    named = [one.paper for one in row.extracts]
    for paper in named:
        if paper not in EVIDENCE or named.count(paper) > 1 or paper == WORKER_TABLE:
            what, why = f"不能附“{paper}”", "每种材料附一份，逐人明细由系统生成"
            remedy = f"可附：{'、'.join(EVIDENCE[1:])}"
            raise InputRefused([Fault("欠薪线索", place, what, why, remedy)])


def _clue(desk: Desk, number: str, row: RedRow, place: Place | None) -> NewMatter:
    about: dict[str, Value] = {
        "employer": row.employer,
        "in_scope": True,
        "claimed_sum": yuan(row.fen),
        "workers": len(row.workers),
    }
    note = f"{row.project_name}（{row.project}）{month_zh(row.month)}工资监控为红色"
    received = Event("received", desk.day, facts={"source": "monitor"}, note=note)
    owed = (Event(OWED, desk.day, facts=_owed(worker), note=UNCHECKED) for worker in row.workers)
    return NewMatter(
        number,
        CLUE,
        stated(about),
        department=place.department if place else "",
        handler=place.handler if place else "",
        events=(received, *owed),
        key=key_of(number),
    )


def _owed(worker: WorkerOwed) -> dict[str, Value]:
    named = f"{worker.name}（{worker.identity}）" if worker.identity else worker.name
    return {"worker": named, "months_owed": worker.months, "sum_owed": yuan(worker.fen)}


def _worker_table(row: RedRow) -> Extract:
    lines = [
        (place, one.name, one.identity, one.months, yuan(one.fen))
        for place, one in enumerate(row.workers, start=1)
    ]
    title = f"逐人欠薪明细表 {row.project_name} {month_zh(row.month)}"
    total = ("合计", f"{len(row.workers)}人", "", None, yuan(row.fen))
    return Extract(WORKER_TABLE, title, HEADERS, (*lines, total))


# --- from the lead to the police -----------------------------------------------------------------


def open_crime_referral(desk: Desk, clue: str, referral: Referral) -> Written:
    """Open a referral that finds in a lead what each worker is owed and the papers that prove it.

    Opening it again adds nothing. Raises `NoSuchMatter`, `InputRefused`, `NotPermitted`.
    """
    found = desk.office.kept(desk.actor, clue)
    if found.record.procedure != CLUE:
        raise NoSuchMatter(clue)
    desk = desk.of_the_monitor()
    if desk.office.store.line(referral.number) is None:
        desk.office.open(desk.actor, _referral(desk, found, referral), desk.now)
    kept = desk.office.kept(desk.actor, referral.number)
    if last_of(kept.record, FILED) is not None:
        return Written(referral.number, kept.seq, kept.heads[-1], repeated=True)
    digests = evidence_of(found)
    by, at = desk.actor.username, desk.now
    desk.papers.carry(Carried(clue, referral.number, digests, by, at))
    note = f"自欠薪线索{clue}转入"
    return desk.act(referral.number, Measure(FILED, files=digests, note=note, key=FILED))


def evidence_of(kept: Kept) -> dict[str, str]:
    """Return the digests of a lead's evidence by the papers' names, as last filed."""
    found: dict[str, str] = {}
    for entry in kept.entries:
        found |= {name: one for name, one in entry.files.items() if name in EVIDENCE}
    return found


def _referral(desk: Desk, found: Kept, referral: Referral) -> NewMatter:
    owed = [one for one in found.record.as_known() if one.kind == OWED]
    filed = last_of(found.record, FILED)
    about: dict[str, Value] = {
        "employer": found.record.about.get("employer"),
        "owed_for": "remuneration",
        "workers_owed": len(owed) or None,
        "total_owed": filed.facts.get("total_owed") if filed else None,
        **referral.about,
    }
    suspected = Event(SUSPECTED, desk.day, note=f"欠薪线索{found.record.matter}")
    rows = (Event(OWED, desk.day, facts=one.facts) for one in owed)
    place = referral.place
    return NewMatter(
        referral.number,
        REFERRAL,
        stated(about),
        department=place.department if place else "",
        handler=place.handler if place else "",
        events=(suspected, *rows),
        key=key_of(referral.number),
    )
