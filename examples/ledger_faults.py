"""The faults planted in the example ledger: how each is made, and what a check has to say of it.

What follows of itself from a fault is listed with it (an unnoticed suspension stops no clock, so
the decision is late as well), so that the list is the whole of what may be found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from examples.ledger_rows import Maker, Matter, at_hour

Expected = tuple[str, ...]  # names of rules


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: its name, on which rows it can be planted, how, and the findings it must give."""

    zh: str
    fits: Callable[[Matter], bool]
    plant: Callable[[Maker, Matter], None]
    expected: Expected
    times: int


def anywhere(_: Matter) -> bool:
    """Say that the fault can be planted on any row."""
    return True


def suspended(matter: Matter) -> bool:
    """Say that the row has a suspension."""
    return "中止日期" in matter.cells


def unsuspended(matter: Matter) -> bool:
    """Say that the row has none."""
    return not suspended(matter)


def by_worker(matter: Matter) -> bool:
    """Say that the worker applied and the employer was asked for proof."""
    return "通知日期" in matter.cells


def denied(matter: Matter) -> bool:
    """Say that the injury was not recognized, for the worker's own main responsibility."""
    return matter.cells.get("适用条款") == "本人对交通事故负主要责任"


def at_work(matter: Matter) -> bool:
    """Say that the injury was an accident at work."""
    return matter.cells.get("适用条款") == "第十四条第一项"


# --- how each is made ----------------------------------------------------------------------------


def _decide_late(maker: Maker, matter: Matter) -> None:
    _decide_on(maker, matter, maker.later(matter.day("受理日期"), 70, 95))


def _decide_on(maker: Maker, matter: Matter, decided: date) -> None:
    matter.put(认定日期=decided, 抄送日期=maker.later(decided, 3, 10))
    matter.put(职工日期=maker.later(decided, 1, 8), 用人单位日期=maker.later(decided, 2, 9))


def _suspend_silently(maker: Maker, matter: Matter) -> None:
    matter.clear("中止通知书")
    _decide_on(maker, matter, maker.later(matter.day("受理日期"), 68, 75))


def _serve_worker_only(_: Maker, matter: Matter) -> None:
    matter.clear("用人单位日期", "用人单位方式", "用人单位签收人")


def _serve_late(maker: Maker, matter: Matter) -> None:
    matter.put(职工日期=maker.later(matter.day("认定日期"), 28, 50))


def _ask_no_proof(_: Maker, matter: Matter) -> None:
    for name in ("通知日期", "期限届满日", "单位举证日期", "举证通知书"):
        matter.clear(name)
    matter.clear(*(f"通知书送达用人单位{what}" for what in ("日期", "方式", "签收人")))


def _not_accepted(maker: Maker, matter: Matter) -> None:
    decided = maker.later(matter.day("申请日期"), 66, 80)
    matter.clear("受理日期", "受理决定书")
    _decide_on(maker, matter, decided)


def _send_one_officer(maker: Maker, matter: Matter) -> None:
    matter.put(调查人员=maker.chance.choice(("陈某", "周某", "林某")))


def _decide_before_proof(maker: Maker, matter: Matter) -> None:
    matter.clear("单位举证日期")
    due = matter.day("期限届满日")
    matter.put(调查日期=maker.workday(due - timedelta(days=10)))
    _decide_on(maker, matter, maker.workday(due - timedelta(days=4)))


def _take_returned_mail(_: Maker, matter: Matter) -> None:
    matter.clear("用人单位签收人")
    matter.put(用人单位方式="邮寄送达", 用人单位邮寄结果="拒收退回")


def _let_neighbor_sign(_: Maker, matter: Matter) -> None:
    matter.put(职工签收人="邻居")


def _leave_unwitnessed(_: Maker, matter: Matter) -> None:
    matter.clear("职工签收人")
    matter.put(职工方式="留置送达", 职工见证人="没有见证人", 职工拍照录像="否")


def _examine_late(maker: Maker, matter: Matter) -> None:
    applied = maker.later(matter.day("受理日期"), -40, -34)
    injured = applied - timedelta(days=9)
    matter.put(申请日期=applied, 事故日期=injured)
    for name, hours in (("初次诊断日期", 0), ("死亡日期", 9)):
        if name in matter.cells:
            matter.cells[name] = at_hour(injured, 9 + hours)


def _apply_too_late(maker: Maker, matter: Matter) -> None:
    matter.put(事故日期=matter.day("申请日期") - timedelta(days=maker.chance.randint(380, 460)))


def _investigate_nothing(_: Maker, matter: Matter) -> None:
    matter.clear("调查日期", "调查人员", "出示证件", "调查笔录")


def _deny_without_certificate(_: Maker, matter: Matter) -> None:
    matter.clear("事故责任认定书")


def _cite_wrong_article(_: Maker, matter: Matter) -> None:
    matter.put(适用条款="第十五条第一项")


FAULTS: tuple[Planted, ...] = (
    Planted("超过60日作出认定", unsuspended, _decide_late, ("decided_in_time",), 5),
    Planted(
        "中止没有书面通知，中止期间不能扣除",
        suspended,
        _suspend_silently,
        ("suspended_in_writing", "decided_in_time"),
        3,
    ),
    Planted(
        "只送达职工，没有送达用人单位",
        anywhere,
        _serve_worker_only,
        ("decision_served_in_time.employer",),
        3,
    ),
    Planted("超过20日送达职工", anywhere, _serve_late, ("decision_served_in_time.worker",), 4),
    Planted(
        "职工申请而没有通知用人单位举证",
        by_worker,
        _ask_no_proof,
        ("proof_requested_before_decision",),
        3,
    ),
    Planted(
        "没有受理日期和受理决定书",
        unsuspended,
        _not_accepted,
        (
            "accepted_before_decision",
            "accepted_before_investigation",
            "limit_shown_to_be_kept",
            "acceptance_decision_on_file",
        ),
        2,
    ),
    Planted("一人调查", anywhere, _send_one_officer, ("two_officers",), 3),
    Planted(
        "举证期限没有届满就作出认定",
        by_worker,
        _decide_before_proof,
        ("proof_period_over_before_decision",),
        2,
    ),
    Planted(
        "把退回的邮件当作送达",
        anywhere,
        _take_returned_mail,
        (
            "decision_served.returned_mail",
            "decision_served_in_time.employer",
        ),
        2,
    ),
    Planted(
        "邻居代签",
        anywhere,
        _let_neighbor_sign,
        (
            "decision_served.signer_not_entitled",
            "decision_served_in_time.worker",
        ),
        2,
    ),
    Planted(
        "留置送达没有见证人也没有影像",
        anywhere,
        _leave_unwitnessed,
        (
            "decision_served.neither_witnessed_nor_recorded",
            "decision_served_in_time.worker",
        ),
        1,
    ),
    Planted("收到申请15日以内没有答复", anywhere, _examine_late, ("application_examined",), 2),
    Planted(
        "超过一年的申请没有核实扣除事由就受理",
        by_worker,
        _apply_too_late,
        ("accepted_in_time",),
        2,
    ),
    Planted(
        "没有调查材料",
        at_work,
        _investigate_nothing,
        (
            "investigation_record_on_file",
            "work_injury.at_work_time",
            "work_injury.at_workplace",
        ),
        2,
    ),
    Planted(
        "以本人主要责任不予认定而没有责任认定书",
        denied,
        _deny_without_certificate,
        ("responsibility_documented",),
        1,
    ),
    Planted(
        "认定工伤而引用视同工伤的条款",
        at_work,
        _cite_wrong_article,
        ("item_fits_result",),
        1,
    ),
)
