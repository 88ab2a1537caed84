"""What would turn a project green: the least payments and acts, and the earliest month.

All payments and acts that mend anything are taken together; then each is left out, the dearest
payment first and the act that is worth the fewest points first, wherever the month stays green
without it. What remains can spare no part: fewer hits never make a month worse, so a part that was
needed once is needed still.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from zhunsheng.wages.reasons import (
    NOTHING_BEFORE,
    Situation,
    Standing,
    after_good_months,
    judge,
    raw_color,
)
from zhunsheng.wages.scheme import Rules
from zhunsheng.wages.shapes import Act

# Checks of a worker that paying what is due mends.
MENDED_BY_PAY = frozenset(
    {
        "unpaid_by_pay_day",
        "unpaid_after_next_month",
        "underpaid",
        "attending_without_pay",
        "leaver_not_settled",
    }
)
# The check of a project that says no more than how many of its workers got nothing.
SHARE = "unpaid_share"
MENDED = ("green", "grey")
PAY_ZH = "支付欠付的工资，并上传银行回单"
ACTS_ZH: Mapping[str, str] = MappingProxyType(
    {
        "below_minimum_wage": "补足到最低工资标准",
        "paid_without_attending": "补传考勤，或者说明发放的依据",
        "paid_without_roster": "补办实名登记，或者追回错发的工资",
        "attending_without_roster": "补办实名登记",
        "above_month_limit": "说明一月超限的依据，虚报的更正工资表",
        "above_year_limit": "说明一年超限的依据，虚报的更正工资表",
        "contract_missing": "补签并上传劳动合同",
        "two_sites_at_once": "核实同一时间两处考勤，更正错误的记录",
        "day_long_presence": "核实整天在场的考勤，更正错误的记录",
        "shared_bank_card": "改用本人的工资卡",
        "manager_on_payroll": "把管理人员移出农民工工资表",
        "days_above_attendance": "更正工资表的出勤天数，或者补传考勤",
        "not_through_account": "改由专用账户发放，并上传银行回单",
        "labor_fee_late": "建设单位拨付人工费用",
        "labor_fee_short": "建设单位补足人工费用",
        "account_missing": "开设农民工工资专用账户",
        "account_misused": "退回挪用的款项，说明用途",
        "balance_short": "补足专用账户余额",
        "deposit_missing": "缴存工资保证金或者提交保函",
        "deposit_short": "补足工资保证金",
        "guarantee_expiring": "办理保函续期",
        "wage_officer_missing": "设劳资专管员并报备",
        "notice_board_missing": "设立维权信息告示牌并上传照片",
        "roster_stale": "更新实名花名册",
        "attendance_late": "开始上传考勤，或者申请停工",
        "attendance_gap": "补传考勤，或者说明停工",
        "identical_sums": "说明工资数额相同的依据，虚报的更正工资表",
        "deregistering_firm": "注销前结清工资",
        "province_warning": "处理省平台预警并申请解除",
        "payroll_missing": "编制并上传工资表",
    }
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A worker with faults: the checks that hit and the fen to pay so that nothing is due.

    `unpaid`: attended, and got nothing by the pay day, so that SHARE counts the worker.
    """

    worker: int
    checks: frozenset[str]
    due: int
    unpaid: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to do: pay one worker `amount` fen, or one act (for a worker, or the project)."""

    kind: Literal["pay", "act"]
    checks: tuple[str, ...]
    worker: int | None
    amount: int
    unpaid: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A project-month with its workers' faults.

    `unpaid` is how many attended and got nothing; SHARE hits where they are `share` of those
    attending.
    """

    situation: Situation
    workers: Sequence[Hit]
    unpaid: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Way:
    """The parts that make the month green, and the first month that can be rated green.

    `earliest` counts good months from the month after the one rated; None: no number of good
    months brings green. `possible` is False where a cause cannot be mended by a payment or an act.
    """

    parts: tuple[Part, ...]
    earliest: int | None
    possible: bool

    @property
    def acts(self) -> tuple[Act, ...]:
        """The parts put together by what is to be done, payments first."""
        groups: dict[tuple[str, ...], list[Part]] = {}
        for part in self.parts:
            key = ("pay",) if part.kind == "pay" else part.checks
            groups.setdefault(key, []).append(part)
        return tuple(_act(parts) for parts in groups.values())


def turning(case: Case, rules: Rules, was: Standing = NOTHING_BEFORE) -> Way:
    """Find what turns the project green; `was` is what the memory held before the month."""
    judged = judge(case.situation, rules, was)
    months = after_good_months(rules, judged.after)
    earliest = None if months is None else rules.month + months
    if judged.raw_color in ("green", "grey"):
        return Way((), rules.month if judged.color == "green" else earliest, possible=True)
    parts = _parts(case, rules)
    gone = _gone(parts)
    if raw_color(_after(case, gone), rules, was) not in MENDED:
        return Way((), None, possible=False)
    spared: set[Part] = set()
    for part in _order(parts, rules):
        without = gone - _gone([part])
        if raw_color(_after(case, without), rules, was) in MENDED:
            spared.add(part)
            gone = without
    kept = tuple(part for part in parts if part not in spared)
    return Way(kept, earliest, possible=True)


def mended(case: Case, parts: Iterable[Part]) -> Situation:
    """Give the situation after the parts are done: fewer hits, everything else as it was."""
    return _after(case, _gone(parts))


def _gone(parts: Iterable[Part]) -> Counter[str]:
    """Count what the parts take away of each check; under SHARE, how many are unpaid no more."""
    gone: Counter[str] = Counter()
    for part in parts:
        gone.update(part.checks)
        gone[SHARE] += part.unpaid
    return gone


def _after(case: Case, gone: Counter[str]) -> Situation:
    hits = {check: hit - gone[check] for check, hit in case.situation.hits.items()}
    if case.situation.hits.get(SHARE):
        unpaid, share = case.unpaid - gone[SHARE], case.share
        over = unpaid * share.denominator >= share.numerator * case.situation.attending
        hits[SHARE] = int(unpaid > 0 and over)
    else:
        hits[SHARE] = 0
    return replace(case.situation, hits=hits)


def _parts(case: Case, rules: Rules) -> list[Part]:
    """Give every payment and act that mends a check the rules hear, payments first."""
    heard = set(rules.checks)
    pays = [
        Part("pay", tuple(sorted(checks)), hit.worker, hit.due, hit.unpaid)
        for hit in case.workers
        if (checks := hit.checks & MENDED_BY_PAY) and (checks & heard or SHARE in heard)
    ]
    acts = [
        Part("act", (check,), hit.worker, 0)
        for hit in case.workers
        for check in sorted(hit.checks & heard - MENDED_BY_PAY)
    ]
    of_workers = {check for hit in case.workers for check in hit.checks}
    of_project = [
        Part("act", (check,), None, 0)
        for check, hit in sorted(case.situation.hits.items())
        if hit and check in heard and check not in of_workers and check != SHARE
    ]
    return [*pays, *of_project, *acts]


def _order(parts: Sequence[Part], rules: Rules) -> list[Part]:
    """Give the parts in the order in which each is tried to be left out."""
    worth = {line.check: line.off for line in rules.deductions}

    def rank(part: Part) -> tuple[int, int, int, int]:
        points = sum(worth.get(check, 0) for check in part.checks)
        if part.kind == "pay":
            return (0, -part.amount, points, part.worker or 0)
        return (1, points, 0, -(part.worker or 0))

    return sorted(parts, key=rank)


def _act(parts: Sequence[Part]) -> Act:
    first = parts[0]
    return Act(
        check=Counter(check for part in parts for check in part.checks).most_common(1)[0][0],
        zh=PAY_ZH if first.kind == "pay" else ACTS_ZH[first.checks[0]],
        workers=len({part.worker for part in parts if part.worker is not None}),
        amount=sum(part.amount for part in parts),
    )
