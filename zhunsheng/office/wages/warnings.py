"""Warnings of a run: each fault of a project and month opened once, offered for clearing when gone.

A warning is a matter of kind `wage_warning`; its number is made from fault, project and month.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zhunsheng.office import NewMatter
from zhunsheng.office.wages.desk import Desk, Measure, key_of
from zhunsheng.office.wages.extracts import workbook
from zhunsheng.office.wages.handed import Extract, Fault, Place, Run, last_of, stated, yuan
from zhunsheng.office.wages.numbers import warning_number, warning_prefix
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record
from zhunsheng.store.keeping import Line, MatterExists, Scope, Spot, Wanted
from zhunsheng.wages.months import month_zh, write_month

WARNING = "wage_warning"
RAISED, OFFERED, AGAIN = "raised", "clearing_offered", "found_again"
CLEARANCE = "clearance_extract"
AT_ONCE = 500
NO_LONGER = "监控不再发现"


@dataclass(slots=True)
class Raised:
    """What a run did to the warnings, by their numbers.

    `raised` were opened; `standing` were there already and stay; `offered` may now be cleared, the
    run does not find them any more; `again` were offered before and are found again; `ended` were
    cleared before and are found: somebody must look at them.
    """

    raised: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)


def raise_warnings(desk: Desk, run: Run, places: Mapping[str, Place] | None = None) -> Raised:
    """Open a warning for every new fault of a run, and offer those for clearing that are gone.

    Raising the same run again adds nothing. `places` says by district who gets a warning; without
    an entry it stays with the one who raises it. Raises `NotPermitted`, `InputRefused`.
    """
    desk = desk.of_the_monitor()
    faults = {warning_number(one.project, one.check, one.month): one for one in run.faults}
    known = _known(desk, tuple(faults))
    done = Raised()
    for number, fault in faults.items():
        line = known.get(number)
        if line is None:
            _open(desk, run, fault, (places or {}).get(fault.district), done)
        elif line.ended:
            done.ended.append(number)
        else:
            _found(desk, run, fault, done)
    for number in _open_numbers(desk, run.month):
        if number not in faults:
            _gone(desk, run, number, done)
    return done


def _known(desk: Desk, numbers: Sequence[str]) -> dict[str, Line]:
    """Return the lines of those that are kept already, whoever may see them."""
    found: dict[str, Line] = {}
    everything = Wanted(Scope(sealed=True), desk.day, procedure=WARNING, ended=None)
    for start in range(0, len(numbers), AT_ONCE):
        part = replace(everything, numbers=tuple(numbers[start : start + AT_ONCE]))
        for line in desk.office.store.page(part, Spot(AT_ONCE)).lines:
            found[line.number] = line
    return found


def _open_numbers(desk: Desk, month: int) -> list[str]:
    """Return the numbers of the open warnings of a month."""
    wanted = Wanted(desk.actor.scope, desk.day, procedure=WARNING)
    prefix = warning_prefix(month)
    return [line.number for line in _lines(desk, wanted) if line.number.startswith(prefix)]


def _lines(desk: Desk, wanted: Wanted) -> Iterator[Line]:
    spot = Spot(AT_ONCE)
    while True:
        page = desk.office.search(desk.actor, wanted, spot)
        yield from page.lines
        if page.after is None:
            return
        spot = replace(spot, after=page.after)


def _open(desk: Desk, run: Run, fault: Fault, place: Place | None, done: Raised) -> None:
    number = warning_number(fault.project, fault.check, fault.month)
    raised = Event(RAISED, desk.day, facts={"level": fault.level, **_of_run(run, fault.sentence)})
    new = NewMatter(
        number,
        WARNING,
        about_of(fault),
        department=place.department if place else "",
        handler=place.handler if place else "",
        events=(raised,),
        key=key_of(number),
    )
    try:
        written = desk.office.open(desk.actor, new, desk.now)
    except MatterExists:  # someone else raised it meanwhile, or it came with an import
        done.standing.append(number)
        return
    (done.standing if written.repeated else done.raised).append(number)


def about_of(fault: Fault) -> dict[str, Value]:
    """Return what a warning is about, as facts of the matter."""
    return stated(
        {
            "heading": f"{fault.project_name}：{fault.zh}（{month_zh(fault.month)}）",
            "project": fault.project_name,
            "project_code": fault.project,
            "employer": fault.employer,
            "district": fault.district,
            "fault": fault.check,
            "fault_zh": fault.zh,
            "fault_basis": fault.per,
            "wage_month": write_month(fault.month),
            "people": fault.workers or None,
            "amount_owed": yuan(fault.fen) if fault.fen else None,
        }
    )


def _of_run(run: Run, sentence: str) -> dict[str, Value]:
    return stated({"run": run.digest, "counted_on": run.as_of, "sentence": sentence})


def _found(desk: Desk, run: Run, fault: Fault, done: Raised) -> None:
    """Keep a warning that is found; say so where it had been offered for clearing."""
    number = warning_number(fault.project, fault.check, fault.month)
    record = desk.office.store.load(number).record
    if _is_later(record, run) and _is_offered(record):
        desk.act(number, Measure(AGAIN, _of_run(run, fault.sentence), key=run.digest))
        done.again.append(number)
    else:
        done.standing.append(number)


def _gone(desk: Desk, run: Run, number: str, done: Raised) -> None:
    """Offer a warning for clearing that a later run could find and does not."""
    record = desk.office.store.load(number).record
    project, check = str(record.about.get("project_code")), str(record.about.get("fault"))
    if not run.says_of(project, check) or not _is_later(record, run) or _is_offered(record):
        done.standing.append(number)
        return
    proof = run.proofs.get((project, check)) or _bare_proof(record, run)
    sentence = f"{NO_LONGER}：{record.about.get('fault_zh', '')}"
    paper = desk.enclose(number, CLEARANCE, proof.title, workbook(proof, run.as_of))
    facts = _of_run(run, sentence)
    desk.act(number, Measure(OFFERED, facts, files={CLEARANCE: paper}, key=run.digest))
    done.offered.append(number)


def _is_offered(record: Record) -> bool:
    last = last_of(record, RAISED, OFFERED, AGAIN)
    return last is not None and last.kind == OFFERED


def _is_later(record: Record, run: Run) -> bool:
    """Say whether a run is another than the last that spoke of a warning, and counted no earlier.

    A warning that no run raised (by hand, from the province) may be spoken of by any.
    """
    last = last_of(record, RAISED, OFFERED, AGAIN)
    if last is None or last.facts.get("run") == run.digest:
        return False
    counted = last.facts.get("counted_on")
    return not isinstance(counted, date) or counted <= run.as_of


def _bare_proof(record: Record, run: Run) -> Extract:
    """Return what a run itself proves: on which day, with data until when, nothing was found."""
    about = record.about
    known_on = run.known_on or run.as_of
    rows = (
        ("预警编号", record.matter),
        ("项目名称", about.get("project")),
        ("预警事项", about.get("fault_zh")),
        ("工资月份", about.get("wage_month")),
        ("预警时涉及人数", about.get("people")),
        ("预警时涉及金额（元）", about.get("amount_owed")),
        ("监控批次", run.digest),
        ("核算日期", run.as_of),
        ("数据截至日期", known_on),
        ("核对结果", NO_LONGER),
    )
    cells = [(name, "、".join(one) if isinstance(one, tuple) else one) for name, one in rows]
    return Extract(CLEARANCE, "监控核对结果", ("项目", "内容"), cells)
