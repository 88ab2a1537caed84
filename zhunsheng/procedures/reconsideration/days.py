"""The days and conditions on which the rules of a reconsideration rest."""

from __future__ import annotations

from zhunsheng.law.rule import (
    TODAY,
    UNKNOWN,
    after,
    all_of,
    among,
    choose,
    fact,
    first,
    in_force,
    known,
    otherwise,
    own,
    surely,
)
from zhunsheng.procedures._dispute import sooner

COPY = first("copy_received")
DUTY_ENDED = otherwise(
    fact("duty_due_on", sort="day"),
    after(first("duty_requested"), "行政复议法实施条例/24.1.2"),
).named("履行职责期限届满之日")
COMPLETE = otherwise(first("supplemented"), first("applied"))
# Silence is acceptance: since 2024 when the examination ends, before that on the day of receipt.
PRESUMED = choose(
    in_force("行政复议法/31.1", COMPLETE), after(COMPLETE, "行政复议法/30.1"), COMPLETE
)
TURNED_AWAY = known(first("acceptance_refused")) | (
    known(first("supplement_requested")) & ~known(first("supplemented"))
)
ACCEPTED = otherwise(first("accepted"), choose(TURNED_AWAY, UNKNOWN, PRESUMED)).named("受理之日")
IS_ACCEPTED = known(first("accepted")) | known(COPY) | (ACCEPTED < TODAY)
SIMPLE = surely(
    all_of(
        fact("track") == "simple",
        ~known(first("turned_ordinary")),
        in_force("行政复议法/53.1", ACCEPTED),
    )
)
WITHDRAWN = sooner(first("withdrawn"), first("terminated"))
CONCLUDED = sooner(sooner(first("decided"), first("mediated")), WITHDRAWN).named("审结之日")
DECISION_RECEIVED = otherwise(
    first("decision_served", own("to") == "bureau"), first("decided")
).named("本局收到复议决定之日")
SET_ASIDE = fact("redo_ordered") | among(fact("outcome", of="decided"), "revoked", "partly_revoked")
REVIEW_OF_DOCUMENT = first("suspended", own("suspended_for") == "document_review").named("中止之日")
