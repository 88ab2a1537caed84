"""Conditions of a work-injury matter that its elements, clocks and gates share."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.law.rule import (
    OWN_DAY,
    UNKNOWN,
    Node,
    Pauses,
    after,
    all_of,
    among,
    any_of,
    choose,
    fact,
    first,
    known,
    lesser,
    minutes_after,
    moment,
    otherwise,
    own,
    own_file,
    own_paper,
    paper,
    rolled,
    surely,
)

RESULT = fact("result", of="decided", sort="text")
ITEM = fact("item", of="decided", sort="text")
POSITIVE = among(RESULT, "determined", "deemed")
NEGATIVE = RESULT == "not_determined"

RELATION = ("labor_relationship_proof", "arbitration_award", "court_judgment")

# --- facts the law lets follow from others ---------------------------------------------------

# 法释〔2014〕9号/4.1.1: nobody has to prove the cause; who denies it has to prove another one.
NO_OTHER_CAUSE = otherwise(
    ~fact("non_work_cause_proved", sort="truth"),
    ~surely(~fact("caused_by_work", sort="truth")),
)
CAUSED_BY_WORK = otherwise(
    fact("caused_by_work", sort="truth"),
    choose(surely(fact("non_work_cause_proved", sort="truth")), False, UNKNOWN),
)
FIRST_DIAGNOSED = first("first_diagnosed")
SAVED_UNTIL = "工伤保险条例/15.1.1"
DIED_IN_TIME = choose(
    moment("died", "latest")
    <= minutes_after(moment("first_diagnosed", "earliest"), SAVED_UNTIL, FIRST_DIAGNOSED),
    True,
    choose(
        minutes_after(moment("first_diagnosed", "latest"), SAVED_UNTIL, FIRST_DIAGNOSED)
        < moment("died", "earliest"),
        False,
        UNKNOWN,
    ),
)
# Who was brought to a doctor and treated did not die on the spot.
DIED_AT_ONCE = otherwise(
    fact("died_at_once", sort="truth"), choose(known(FIRST_DIAGNOSED), False, UNKNOWN)
)
RELATED = otherwise(
    fact("labor_relationship", sort="truth"),
    choose(known(paper(*RELATION)), True, UNKNOWN),
)


def presumed_no(name: str) -> Node:
    """Return a fact that who relies on it has to show: silence counts as no."""
    return surely(fact(name, sort="truth"))


# --- roads to recognition ------------------------------------------------------------------------


def stated(*names: str) -> Node:
    """Say whether any of the facts is known to hold."""
    return any_of(*(presumed_no(name) for name in names))


def cited(*items: str) -> Node:
    """Say whether the decision rests on one of the items."""
    return surely(among(ITEM, *items))


def road(name: str, *items: str, speaks: tuple[str, ...] = ()) -> Node:
    """Return the leading fact of an item: silence counts as no unless something speaks for it.

    An officer is not asked about a road nobody took; one that the decision cites, or to which
    another stated fact points, stays open until its leading fact is known.
    """
    taken = cited(*items) | stated(*speaks) if speaks else cited(*items)
    return otherwise(fact(name, sort="truth"), choose(taken, UNKNOWN, False))


ANOTHER_ROAD = stated(
    "around_work_time",
    "preparing_or_finishing",
    "violence_suffered",
    "has_occupational_disease",
    "sent_out",
    "commuting_purpose",
    "traffic_accident",
    "rail_or_ferry_accident",
    "fell_ill_suddenly",
    "rescuing_for_public",
    "disabled_veteran",
    "provided_by_other_law",
) | cited(
    "preparatory_work",
    "violence",
    "occupational_disease",
    "business_trip",
    "private_activity",
    "commuting",
    "main_responsibility",
    "other_law",
    "sudden_illness",
    "public_rescue",
    "old_wound",
)
HURT_AT_WORK = otherwise(fact("accident", sort="truth"), choose(ANOTHER_ROAD, False, UNKNOWN))

PROOF_DUE = fact("proof_due", of="proof_requested", sort="day")


# --- applying in time ----------------------------------------------------------------------------

APPLIED = first("applied")
DECIDED = first("decided")
APPLICANT = fact("by", of="applied", sort="text")
WORKER_SIDE = among(APPLICANT, "worker", "relative", "union")
DISPUTE = ("labor_dispute_filed", "labor_dispute_ended")
EXCUSED_DAYS = otherwise(fact("excused_days", sort="number"), 0)
WORKER_LIMIT = "工伤保险条例/17.2"
DISPUTED = Pauses(*DISPUTE, until=APPLIED)
WORKER_DUE = rolled(
    after(first("injured"), WORKER_LIMIT, plus=EXCUSED_DAYS, pauses=DISPUTED), pauses=DISPUTED
)
APPLIED_IN_TIME = APPLIED <= WORKER_DUE

# 工伤认定办法/8.1: the limits for accepting run from all papers, as first or later supplied.
PAPERS_COMPLETE = otherwise(first("supplemented", otherwise(own("all_supplied"), True)), APPLIED)


def by_decision(day: Node) -> Node:
    """Say whether the day came no later than the decision, or has come while none is made."""
    return choose(known(DECIDED), surely(day <= DECIDED), known(day))


def earliest(*days: Node) -> Node:
    """Return the earliest of the days that are known; not known where none is."""
    soonest = days[0]
    for day in days[1:]:
        soonest = otherwise(lesser(soonest, day), otherwise(soonest, day))
    return soonest


# --- suspension ----------------------------------------------------------------------------------

CONCLUSIONS: Mapping[str, tuple[str, ...]] = {
    "traffic_police": ("traffic_certificate",),
    "police": ("police_record", "intoxication_document", "self_harm_document"),
    "procuratorate": ("criminal_document",),
    "court": ("court_judgment",),
    "arbitration": ("arbitration_award",),
    "safety": ("safety_report",),
    "health": ("disease_certificate",),
    "appraisal": ("appraisal_report",),
    "other_authority": (),
}
NOTICED = own_paper("suspension_notice") | own("noticed")
CAUSE_NAMED = among(own("for"), *CONCLUSIONS)
CONCLUSION_ON_FILE = any_of(
    *((own("for") == cause) & own_file(*papers) for cause, papers in CONCLUSIONS.items() if papers)
)
CONCLUDED_BEFORE = CONCLUSION_ON_FILE | any_of(
    *(
        (own("for") == cause) & surely(first("conclusion_received", own("for") == cause) < OWN_DAY)
        for cause in CONCLUSIONS
    )
)
SUSPENSION = ("suspended", ("conclusion_received", "resumed"))


def _concluded_on(cause: str) -> Node:
    """Return the day on which a conclusion came on file for which the limit was suspended."""
    filed = paper(*CONCLUSIONS[cause])
    return choose(surely(first("suspended", own("for") == cause) <= filed), filed, UNKNOWN)


CONCLUDED_ON = earliest(*(_concluded_on(cause) for cause, papers in CONCLUSIONS.items() if papers))
UNDER_REVIEW = surely(own("under_review"))
SUSPENSION_PROVED = all_of(CAUSE_NAMED, NOTICED, ~surely(CONCLUSION_ON_FILE) | UNDER_REVIEW)
