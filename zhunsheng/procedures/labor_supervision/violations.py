"""What labor supervision punishes: violations, their provisions, and the orders before a fine."""

from __future__ import annotations

from zhunsheng.law.procedure import Amount, Breach, Gate
from zhunsheng.law.rule import (
    OWN_DAY,
    Node,
    any_of,
    choose,
    count,
    fact,
    first,
    greater,
    in_force,
    known,
    least,
    months_begun,
    otherwise,
    own,
    surely,
    total,
    value,
)
from zhunsheng.procedures._enforcement import WRONG_BASIS, WRONG_SUM, came_before
from zhunsheng.procedures.service import effective_day

VIOLATIONS = {
    "women_or_minors": "违反女职工和未成年工特殊保护",
    "overtime": "违法延长工作时间",
    "wage_arrears": "克扣或者无故拖欠工资",
    "below_minimum_wage": "工资低于最低工资标准",
    "severance_unpaid": "未依法给予经济补偿",
    "wages_concealed": "瞒报工资总额或者职工人数",
    "insurance_fraud": "骗取社会保险待遇或者基金支出",
    "insurance_unregistered": "不办理社会保险登记",
    "agency_violation": "职业介绍、培训、鉴定机构违规",
    "obstruction": "无理抗拒、阻挠监察",
    "evidence_withheld": "不报送材料、隐瞒事实或者毁灭证据",
    "order_disobeyed": "拒不改正或者拒不履行处理决定",
    "retaliation": "打击报复举报人、投诉人",
    "no_contract": "不依法订立劳动合同",
    "deposit_taken": "以担保等名义收取劳动者财物",
    "child_labor": "使用童工",
    "child_not_returned": "逾期不送回童工",
    "child_placed": "介绍童工就业",
    "hiring_records": "未保存或者伪造录用登记材料",
    "paid_in_kind": "以实物等代替货币支付工资",
    "wage_ledger": "未编制保存工资台账或者未提供工资清单",
    "cards_withheld": "扣押工资卡、社会保障卡",
    "wage_account": "未开设或者使用工资专用账户",
    "wage_deposit": "未存储工资保证金或者提供保函",
    "roster": "未实行用工实名制管理",
    "payroll_unsigned": "分包未按月考核编制工资支付表",
    "subcontractor_unsupervised": "总包未监督管理分包用工",
    "subcontractor_uncooperative": "分包未配合总包监督管理",
    "notice_board": "未实行维权信息公示",
    "payment_guarantee": "建设单位未提供工程款支付担保",
    "labor_cost": "建设单位未足额拨付人工费用",
    "papers_refused": "拒不提供施工合同、专用账户资料",
}
MIGRANT = "保障农民工工资支付条例"
LADDER = (
    ("paid_in_kind", f"{MIGRANT}/54.1.1", f"{MIGRANT}/54:unit"),
    ("wage_ledger", f"{MIGRANT}/54.1.2", f"{MIGRANT}/54:unit"),
    ("cards_withheld", f"{MIGRANT}/54.1.3", f"{MIGRANT}/54:unit"),
    ("wage_account", f"{MIGRANT}/55.1.1", f"{MIGRANT}/55"),
    ("wage_deposit", f"{MIGRANT}/55.1.2", f"{MIGRANT}/55"),
    ("roster", f"{MIGRANT}/55.1.3", f"{MIGRANT}/55"),
    ("payroll_unsigned", f"{MIGRANT}/56.1.1", f"{MIGRANT}/56"),
    ("subcontractor_unsupervised", f"{MIGRANT}/56.1.2", f"{MIGRANT}/56"),
    ("subcontractor_uncooperative", f"{MIGRANT}/56.1.3", f"{MIGRANT}/56"),
    ("notice_board", f"{MIGRANT}/56.1.4", f"{MIGRANT}/56"),
    ("payment_guarantee", f"{MIGRANT}/57.1.1", f"{MIGRANT}/57"),
    ("labor_cost", f"{MIGRANT}/57.1.2", f"{MIGRANT}/57"),
    ("papers_refused", f"{MIGRANT}/57.1.3", f"{MIGRANT}/57"),
)
PERSONS_OF_54 = ("paid_in_kind", "wage_ledger", "cards_withheld")
SKIPPED_ORDER = Breach("procedure", "revoke", "撤回处罚决定，先责令限期改正，逾期不改正的再处罚")
SERVED_ORDER = effective_day("party", "correction_order")


def _of(violation: str) -> Node:
    return own("violation") == violation


def _penalized(violation: str, per: str = "") -> Node:
    """Return the day on which a penalty was decided for the violation (under law then in force)."""
    here = _of(violation)
    return first("penalty_decided", where=here & in_force(per, OWN_DAY) if per else here)


def _fined(violation: str, whom: str) -> Node:
    """Return whether the event at hand fines the unit, or a person, for the violation."""
    fined = otherwise(own("fined"), "unit") == whom
    return _of(violation) & fined & known(own("fine"))


# --- the ladder: order, deadline, penalty ---------------------------------------------------------


def _disobeyed(violation: str) -> Node:
    """Return whether an order was served, its deadline passed, and a check found no correction.

    Where no check is recorded, it is not known.
    """
    penalized = _penalized(violation)
    deadline = least("correction_ordered", own("deadline", "day"), _of(violation))
    unmended = _of(violation) & (own("result") == "not_corrected")
    mended = _of(violation) & (own("result") == "corrected")
    return (
        came_before(first("correction_ordered", where=_of(violation)), penalized)
        & (SERVED_ORDER <= deadline)
        & (deadline < first("rechecked", where=unmended))
        & came_before(first("rechecked", where=unmended), penalized)
        & ~known(first("rechecked", where=mended))
    )


ACTED = choose(surely(fact("continuing")), OWN_DAY, fact("violation_ended_on", sort="day"))
LADDER_GATES = (
    *(
        Gate(
            f"ordered_before_{violation}_fine",
            f"{VIOLATIONS[violation]}：应当先责令限期改正，逾期不改正的才能处罚",
            step="penalty_decided",
            needs=_disobeyed(violation),
            per=per,
            breach=SKIPPED_ORDER,
            when=known(_penalized(violation)),
            only_in_force=True,
        )
        for violation, _, per in LADDER
    ),
    Gate(
        "ordered_before_insurance_unregistered_fine",
        "不办理社会保险登记：应当先责令限期改正，逾期不改正的才能罚款",
        step="penalty_decided",
        needs=_disobeyed("insurance_unregistered"),
        per="社会保险法/84:employer",
        breach=SKIPPED_ORDER,
        when=known(_penalized("insurance_unregistered")),
    ),
    Gate(
        "ordered_before_order_disobeyed_fine",
        "拒不改正或者拒不履行：应当先有责令改正或者行政处理决定",
        step="penalty_decided",
        needs=came_before(first("correction_ordered"), _penalized("order_disobeyed"))
        | came_before(first("handling_decided"), _penalized("order_disobeyed"))
        | came_before(first("payment_ordered"), _penalized("order_disobeyed")),
        per="劳动保障监察条例/30.1.3",
        breach=SKIPPED_ORDER,
        when=known(_penalized("order_disobeyed")),
    ),
    Gate(
        "ordered_before_child_not_returned_fine",
        "逾期不送回童工：应当先责令限期送回",
        step="penalty_decided",
        needs=_disobeyed("child_not_returned"),
        per="禁止使用童工规定/6.2",
        breach=SKIPPED_ORDER,
        when=known(_penalized("child_not_returned")),
    ),
    Gate(
        "no_fine_for_retaliation",
        "打击报复举报人、投诉人的，责令改正，监察条例没有规定罚款",
        step="penalty_decided",
        needs=~known(own("fine")),
        per="劳动保障监察条例/30.1.4",
        breach=WRONG_BASIS,
        when=_of("retaliation"),
        each=True,
    ),
    Gate(
        "basis_in_force",
        "违法行为发生时尚未施行的规定，不得作为处罚依据",
        step="penalty_decided",
        needs=in_force(f"{MIGRANT}/55", ACTED),
        per="行政处罚法/38.1",
        breach=Breach("basis", "void", "撤销处罚决定"),
        when=any_of(*(_of(violation) for violation, _, _ in LADDER)),
        each=True,
    ),
)

# --- sums -----------------------------------------------------------------------------------------


def _amount(violation: str, per: str, each: Node, whom: str = "unit") -> Amount:
    """Bound the fines for a violation by the provision's range, times what `each` counts."""
    here = _fined(violation, whom)
    day = first("penalty_decided", where=here & in_force(per, OWN_DAY))
    return Amount(
        f"{violation}_fine" if whom == "unit" else f"{violation}_fine_of_{whom}",
        f"{VIOLATIONS[violation]}的罚款"
        if whom == "unit"
        else f"{VIOLATIONS[violation]}的个人罚款",
        low=value(per, "low", day) * each,
        high=value(per, "high", day) * each,
        per=per,
        stated=total("penalty_decided", own("fine", "yuan"), here),
        breach=WRONG_SUM,
        when=known(day),
        only_in_force=True,
    )


def _workers(violation: str) -> Node:
    """Return the number of workers harmed by the violation."""
    harmed = total("penalty_decided", own("workers_harmed", "number"), _fined(violation, "unit"))
    return harmed.named("受侵害的劳动者人数")


def _base(violation: str) -> Node:
    """Return the sum of which the fine is a multiple."""
    base = total("penalty_decided", own("base_sum", "yuan"), _fined(violation, "unit"))
    return base.named("罚款计算基数")


def _fines(violation: str, whom: str = "unit") -> Node:
    """Return how many fines there are; each has the whole range."""
    return count("penalty_decided", _fined(violation, whom))


PER_WORKER = (
    ("women_or_minors", "劳动保障监察条例/23"),
    ("overtime", "劳动保障监察条例/25"),
    ("deposit_taken", "劳动合同法/84.2"),
)
MULTIPLES = (
    ("wages_concealed", "劳动保障监察条例/27.1"),
    ("insurance_fraud", "社会保险法/88"),
    ("insurance_unregistered", "社会保险法/84:employer"),
)
FLAT = (
    ("agency_violation", "劳动保障监察条例/28.1"),
    ("obstruction", "劳动保障监察条例/30.1"),
    ("evidence_withheld", "劳动保障监察条例/30.1"),
    ("order_disobeyed", "劳动保障监察条例/30.1"),
    *((violation, per) for violation, _, per in LADDER),
)
PERSONS = (
    ("insurance_unregistered", "社会保险法/84:person"),
    *((violation, f"{MIGRANT}/54:person") for violation in PERSONS_OF_54),
)
CHILD = "禁止使用童工规定"
DOUBLED = choose(
    surely(fact("unlicensed")),
    value(f"{CHILD}/9", "exact", first("penalty_decided")),
    1,
).named("无照单位加一倍")
CHILD_MONTHS = total(
    "child_found", months_begun(own("hired_on", "day"), own("left_on", "day"))
).named("使用童工月数（不足一个月的按一个月计，本地口径）")
ORDERED_BACK = first("correction_ordered", where=_of("child_not_returned"))
MONTHS_NOT_RETURNED = total(
    "child_found",
    months_begun(greater(ORDERED_BACK, own("hired_on", "day")), own("left_on", "day")),
    ORDERED_BACK < own("left_on", "day"),
).named("自责令送回之日起的月数（不足一个月的按一个月计，本地口径）")
LOCAL_MONTHS = "益阳市劳动保障监察办案参数/1"


def _fixed(violation: str, per: str, each: Node) -> Amount:
    """Fix the fine at the provision's sum times what `each` counts."""
    here = _fined(violation, "unit")
    day = first("penalty_decided", where=here)
    exact = value(per, "exact", day) * each * DOUBLED
    return Amount(
        f"{violation}_fine",
        f"{VIOLATIONS[violation]}的罚款",
        low=exact,
        high=exact,
        per=per,
        stated=total("penalty_decided", own("fine", "yuan"), here),
        breach=WRONG_SUM,
        when=in_force(LOCAL_MONTHS, day),
    )


VIOLATION_AMOUNTS = (
    *(_amount(violation, per, _workers(violation)) for violation, per in PER_WORKER),
    *(_amount(violation, per, _base(violation)) for violation, per in MULTIPLES),
    *(_amount(violation, per, _fines(violation)) for violation, per in FLAT),
    *(_amount(violation, per, _fines(violation, "person"), "person") for violation, per in PERSONS),
    _fixed("child_labor", f"{CHILD}/6.1", CHILD_MONTHS),
    _fixed("child_not_returned", f"{CHILD}/6.2", MONTHS_NOT_RETURNED),
    _fixed("child_placed", f"{CHILD}/7", _workers("child_placed")),
    _fixed("hiring_records", f"{CHILD}/8", _fines("hiring_records")),
)
