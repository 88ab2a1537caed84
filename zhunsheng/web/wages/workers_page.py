"""Lists of workers of a project's month, and the slip of one worker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zhunsheng.base.chinese import day_zh
from zhunsheng.base.money import yuan_zh
from zhunsheng.wages.months import month_zh
from zhunsheng.wages.shapes import Origin, Project, Receipt, Run, Slip, SlipMonth
from zhunsheng.wages.tables import PAYERS, RATES, TABLES
from zhunsheng.web.wages.listing import project_href
from zhunsheng.web.wages.project_page import LISTS, origin_zh
from zhunsheng.web.wages.words import Words

FAULTY, ALL = "", "all"
MINUTES = 60


def is_list(name: str, words: Words) -> bool:
    """Say whether there is a list of workers of that name."""
    return name in (FAULTY, ALL) or name in LISTS or words.of_workers(name)


def list_zh(name: str, words: Words) -> str:
    """Return what a list of workers is called."""
    if name == FAULTY:
        return "有问题的工人"
    if name == ALL:
        return "全部工人"
    return f"{LISTS[name]}的工人" if name in LISTS else words.zh(name)


def choices(found: Project, chosen: str, words: Words) -> list[tuple[str, str, bool]]:
    """Return the lists a project's month has: those of checks that hit, and the counted ones."""
    hit = [one for one in found.judgements if one.grain == "worker" and one.hit]
    offered = [(FAULTY, list_zh(FAULTY, words)), (ALL, list_zh(ALL, words))]
    offered += [(one.check, f"{one.zh}（{one.hit}）") for one in hit]
    offered += [(name, f"{zh}的工人") for name, zh in LISTS.items()]
    if chosen not in {name for name, _ in offered}:
        offered.append((chosen, list_zh(chosen, words)))
    return [(name, zh, name == chosen) for name, zh in offered]


def slip_context(slip: Slip, found: Project, run: Run) -> dict[str, Any]:
    """Return what the template needs of a worker's slip."""
    months = sorted(slip.months, key=lambda one: -one.month)
    return {
        "who": slip,
        "project_name": found.line.name,
        "project_href": project_href(found.line.project, run.month),
        "as_of_zh": f"{day_zh(run.as_of)}核算",
        "rate_zh": rate_zh(slip.rate_kind, slip.rate),
        "lines": [_month(one, run.as_of) for one in months],
        "total": _total(months),
        "reveal_href": f"/gongcheng/{found.line.project}/gongren/{slip.worker}/chakan/",
        "origin_zh": origin_zh(run),
    }


def rate_zh(kind: str, rate: int | None) -> str:
    """Write an agreed rate: 每日 260元; say so where none was registered."""
    if rate is None:
        return "没有登记"
    unit = RATES.get(kind, "")
    return (
        f"每{unit} {yuan_zh(rate)}"
        if unit and unit != RATES["piece"]
        else f"{unit} {yuan_zh(rate)}"
    )


def _month(one: SlipMonth, as_of: date) -> dict[str, Any]:
    late = one.pay_by is not None and one.outstanding > 0 and one.pay_by < as_of
    return {
        "zh": month_zh(one.month),
        "days": one.days,
        "owed": yuan_zh(one.owed),
        "received": yuan_zh(one.received),
        "advanced": yuan_zh(one.advanced),
        "written_off": yuan_zh(one.written_off),
        "open": yuan_zh(one.outstanding),
        "bad": one.outstanding > 0,
        "pay_by": f"{day_zh(one.pay_by)}{'，已过' if late else ''}" if one.pay_by else "",
        "basis": _basis(one),
        "receipts": [_receipt(got) for got in one.receipts],
        "origins": origins_zh(one.origins),
    }


def _basis(one: SlipMonth) -> str:
    hours = f"，{one.minutes / MINUTES:g} 小时" if one.minutes else ""
    worked = f"考勤 {one.days} 日{hours}"
    if one.gross or one.deductions:
        cut = f"，扣款 {yuan_zh(one.deductions)}" if one.deductions else ""
        return f"{worked}；工资表应发 {yuan_zh(one.gross)}{cut}，应付 {yuan_zh(one.owed)}。"
    if one.earned:
        return f"{worked}；没有工资表，按约定工资标准算得 {yuan_zh(one.earned)}。"
    return f"{worked}；没有工资表，也没有约定工资标准，应付 {yuan_zh(one.owed)}。"


def _receipt(got: Receipt) -> dict[str, str]:
    return {
        "day_zh": day_zh(got.day),
        "sum": yuan_zh(got.amount),
        "payer": PAYERS.get(got.payer, got.payer),
        "voucher": got.voucher,
    }


def origins_zh(origins: Iterable[Origin]) -> list[str]:
    """Write where rows stand, by file: 考勤记录，批次1，kaoqin.csv 第5至9、12行."""
    found: dict[tuple[str, int, str], list[int]] = {}
    for row in origins:
        found.setdefault((row.table, row.load, row.file), []).append(row.row)
    return [
        f"{TABLES[table].zh if table in TABLES else table}，批次{load}，{file} 第{spans(rows)}行"
        for (table, load, file), rows in found.items()
    ]


def spans(numbers: Iterable[int]) -> str:
    """Write numbers with what follows one another as a span: 5至9、12."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}至{run[-1]}" for run in runs)


def _total(months: Sequence[SlipMonth]) -> dict[str, str]:
    return {
        "days": str(sum(one.days for one in months)),
        "owed": yuan_zh(sum(one.owed for one in months)),
        "received": yuan_zh(sum(one.received for one in months)),
        "advanced": yuan_zh(sum(one.advanced for one in months)),
        "written_off": yuan_zh(sum(one.written_off for one in months)),
        "open": yuan_zh(sum(one.outstanding for one in months)),
    }
