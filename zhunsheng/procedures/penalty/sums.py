"""The sums a penalty may reach: on the spot, within its article, and with the surcharge."""

from __future__ import annotations

from zhunsheng.law.procedure import Amount, Breach
from zhunsheng.law.rule import (
    Node,
    after,
    as_node,
    choose,
    covered,
    fact,
    in_force,
    known,
    lesser,
    rolled,
    surely,
    value,
)
from zhunsheng.procedures._enforcement import (
    CITIZEN,
    ON_THE_SPOT,
    PENALTY,
    PENALTY_SERVED,
    WRONG_SUM,
)

DECIDED_FINE = fact("fine", of="penalty_decided", sort="yuan")
NOTHING = as_node(0)
PAYABLE = rolled(after(PENALTY_SERVED, "行政处罚法/67.3"))
SURCHARGED_UNTIL = fact("surcharged_until", of="surcharged", sort="day")
STAYED = choose(
    surely(in_force("行政处罚法/73.3", PENALTY)),
    covered(("remedy_sought", "remedy_ended"), PAYABLE + 1, SURCHARGED_UNTIL + 1),
    0,
)
DAYS_LATE = (SURCHARGED_UNTIL - PAYABLE - STAYED).named("逾期日数")


def _daily(rate: str, on: Node) -> Node:
    """Return the surcharge of one day."""
    return value(rate, "exact", on) * DECIDED_FINE


SURCHARGE = lesser(
    _daily("行政处罚法/72.1.1:rate", PENALTY) * DAYS_LATE,
    value("行政强制法/45.2", "high", PENALTY) * DECIDED_FINE,
)
TOO_HIGH_FOR_THE_SPOT = Breach("procedure", "revoke", "撤销当场处罚决定，依普通程序办理")
SPOT_AMOUNTS = (
    Amount(
        "spot_fine_of_organization",
        "对法人或者其他组织当场处罚的罚款",
        low=NOTHING,
        high=value("行政处罚法/51:organization", "high", PENALTY),
        per="行政处罚法/51:organization",
        stated=DECIDED_FINE,
        breach=TOO_HIGH_FOR_THE_SPOT,
        when=ON_THE_SPOT & ~CITIZEN & known(DECIDED_FINE),
    ),
    Amount(
        "spot_fine_of_citizen",
        "对公民当场处罚的罚款",
        low=NOTHING,
        high=value("行政处罚法/51:citizen", "high", PENALTY),
        per="行政处罚法/51:citizen",
        stated=DECIDED_FINE,
        breach=TOO_HIGH_FOR_THE_SPOT,
        when=ON_THE_SPOT & CITIZEN & known(DECIDED_FINE),
    ),
)
AMOUNTS = (
    *SPOT_AMOUNTS,
    Amount(
        "fine_within_range",
        "罚款数额",
        low=fact("range_low", sort="yuan"),
        high=fact("range_high", sort="yuan"),
        per="行政处罚法/57.1.1",
        stated=DECIDED_FINE,
        breach=WRONG_SUM,
        when=known(DECIDED_FINE) & ~surely(fact("mitigated")),
    ),
    Amount(
        "surcharge",
        "加处罚款",
        low=NOTHING,
        high=SURCHARGE,
        per="行政强制法/45.2",
        stated=fact("surcharge", of="surcharged", sort="yuan"),
        breach=Breach("basis", "revoke", "减去超出的加处罚款"),
        when=known(SURCHARGED_UNTIL),
    ),
)
