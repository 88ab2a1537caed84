"""The days, sums and conditions that the rules on transferring refusal-to-pay cases share."""

from __future__ import annotations

from zhunsheng.law.rule import (
    OWN_DAY,
    TODAY,
    UNKNOWN,
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
    lesser,
    otherwise,
    own,
    paper,
    surely,
    total,
    value,
)

ONE_WORKER_SUM = "法释〔2013〕3号/3.1.1:sum"
ONE_WORKER_MONTHS = "法释〔2013〕3号/3.1.1:months"
TEN_WORKERS_COUNT = "法释〔2013〕3号/3.1.2:workers"
TEN_WORKERS_SUM = "法释〔2013〕3号/3.1.2:sum"

PROVINCES = {
    "hunan": "湖南",
    "guangdong_class_one": "广东一类地区",
    "guangdong_class_two": "广东二类地区",
    "jiangsu": "江苏",
    "henan": "河南",
    "liaoning": "辽宁",
    "guizhou": "贵州",
    "chongqing": "重庆",
    "hubei": "湖北",
    "jiangxi": "江西",
    "other": "其他省份",
}
# Where no line is held ("other", or no province stated) the national range decides what is certain.
LINES = {
    "hunan": "湖南省拒不支付劳动报酬罪数额标准/1",
    "guangdong_class_one": "广东省拒不支付劳动报酬罪数额标准/1",
    "guangdong_class_two": "广东省拒不支付劳动报酬罪数额标准/2",
    "jiangsu": "江苏省拒不支付劳动报酬罪数额标准/1",
    "henan": "河南省拒不支付劳动报酬罪数额标准/1",
    "liaoning": "辽宁省拒不支付劳动报酬罪数额标准/1",
    "guizhou": "贵州省拒不支付劳动报酬罪数额标准/1",
    "chongqing": "重庆市拒不支付劳动报酬罪数额标准/1",
    "hubei": "湖北省拒不支付劳动报酬罪数额标准/1",
    "jiangxi": "江西省拒不支付劳动报酬罪数额标准/1",
}


def earlier(one: Node, other: Node) -> Node:
    """Return the earlier of two days, or the one that is known."""
    return choose(known(one) & known(other), lesser(one, other), otherwise(one, other))


# --- days ----------------------------------------------------------------------------------------

ORDERED = first("payment_ordered")
PAY_BY = fact("pay_by", of="payment_ordered", sort="day").named("责令支付的期限")
PAID = first("paid_in_full")
APPROVED = first("transfer_approved")
NOT_APPROVED = first("transfer_not_approved")
REFERRED = first("referred")
REVIEW_BEGAN = otherwise(first("accepted"), REFERRED)
DECIDED = first("opening_decided")
IS_OPENED = own("opening_result") == "opened"
IS_REFUSED = own("opening_result") == "refused"
RECEIVED = otherwise(own("received_on", sort="day"), OWN_DAY)
OPENED = first("opening_decided", IS_OPENED)
REFUSED = first("opening_decided", IS_REFUSED)
OPENING_RECEIVED = least("opening_decided", RECEIVED, IS_OPENED).named("接到立案通知书")
REFUSAL_RECEIVED = least("opening_decided", RECEIVED, IS_REFUSED).named("接到不予立案通知书")
UPHELD_RECEIVED = least(
    "reconsideration_decided", RECEIVED, own("reconsideration_result") == "upheld"
).named("接到维持不予立案的复议决定")
SUPERVISED = first("supervision_requested")
LINE_ON = otherwise(ORDERED, otherwise(first("suspected"), REFERRED))

# --- large: one worker, or ten workers -----------------------------------------------------------


def _line(limb: str, part: str, national: str) -> Node:
    """Return the line of a province in force on the day of the order, or an end of the range."""
    line = value(national, "low" if part == "low" else "high", LINE_ON)
    for province, article in LINES.items():
        per = f"{article}:{limb}"
        begun = in_force(per, LINE_ON)
        local = value(per, "exact", choose(begun, LINE_ON, UNKNOWN))
        line = choose(surely((fact("province") == province) & begun), local, line)
    return line


ONE_LOW = _line("one_worker", "low", ONE_WORKER_SUM).named("一名劳动者的数额起点")
ONE_HIGH = _line("one_worker", "high", ONE_WORKER_SUM).named("一名劳动者的数额起点")
TEN_LOW = _line("ten_workers", "low", TEN_WORKERS_SUM).named("十名以上劳动者的累计数额起点")
TEN_HIGH = _line("ten_workers", "high", TEN_WORKERS_SUM).named("十名以上劳动者的累计数额起点")


def _reaches(owed: Node, low: Node, high: Node) -> Node:
    """Say whether a sum reaches a line of which only the range may be known (以上含本数)."""
    return choose(owed >= high, True, choose(owed < low, False, UNKNOWN))


def _large_alone(months: Node, owed: Node) -> Node:
    enough = months >= value(ONE_WORKER_MONTHS, "length", LINE_ON)
    return enough & _reaches(owed, ONE_LOW, ONE_HIGH)


ROWS = count("worker_owed")
_ROW = _large_alone(own("months_owed"), own("sum_owed", sort="yuan"))
_ROWS_COMPLETE = ~surely(ROWS < fact("workers_owed"))
_FROM_ROWS = choose(
    known(first("worker_owed", _ROW)),
    True,
    choose((count("worker_owed", ~surely(~_ROW)) < 1) & _ROWS_COMPLETE, False, UNKNOWN),
)
_FROM_LARGEST = _large_alone(fact("largest_worker_months"), fact("largest_worker_sum", sort="yuan"))
ONE_WORKER_LARGE = choose(ROWS < 1, _FROM_LARGEST, _FROM_ROWS)

_ROWS_SUM = total("worker_owed", own("sum_owed", sort="yuan"))
WORKERS = choose(
    ROWS < 1, fact("workers_owed"), greater(ROWS, otherwise(fact("workers_owed"), ROWS))
).named("被拖欠的劳动者人数")
_STATED_SUM = fact("total_owed", sort="yuan")
TOTAL = choose(
    ROWS < 1,
    _STATED_SUM,
    greater(otherwise(_ROWS_SUM, _STATED_SUM), otherwise(_STATED_SUM, _ROWS_SUM)),
).named("拖欠总额")
TEN_WORKERS = WORKERS >= value(TEN_WORKERS_COUNT, "count", LINE_ON)
TEN_WORKERS_LARGE = _reaches(TOTAL, TEN_LOW, TEN_HIGH)

# --- ordered, unpaid, settled --------------------------------------------------------------------

ORDER_IN_WRITING = choose(
    surely(fact("document", of="payment_ordered") == "oral"),
    False,
    known(paper("payment_order"))
    | choose(known(fact("document", of="payment_ordered")), True, UNKNOWN),
)
DEADLINE_NAMED = known(PAY_BY) | fact("names_deadline", of="payment_ordered")

_CAME_OR_EXCUSED = (own("came") & ~surely(own("said_would_not_pay"))) | surely(
    own("absence_excused")
)
_DEEMED = own("receipt_confirmed") & ~_CAME_OR_EXCUSED
DEEMED_FLED = choose(
    known(first("summoned", _DEEMED)),
    True,
    choose(count("summoned", ~surely(~_DEEMED)) < 1, False, UNKNOWN),
)
# A posting states the flight it rests on.
FLED = fact("absconded") | fact("fled", of="served")


def unpaid(on: Node) -> Node:
    """Say whether the named period had ended without full payment, on a decision's day or today."""
    ended = choose(known(on), PAY_BY < on, PAY_BY < TODAY)
    return ended & ~surely(PAID <= PAY_BY)


GRAVE = any_of(
    surely(fact("living_hit")), surely(fact("violence_used")), surely(fact("other_grave_result"))
)


def settled(on: Node) -> Node:
    """Say whether wages and liability were met by the day (or so far), with nothing grave."""
    paid = known(PAID) & (~known(on) | (PAID <= on))
    return paid & fact("liability_met") & ~GRAVE
