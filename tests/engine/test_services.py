"""Service, amounts and publication: did it reach them, how much, when was it made public?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.engine.made_up import (
    ADDRESSEES,
    DAYS,
    DUTY,
    FLAW,
    MEMORY,
    NEW,
    NOTICE,
    UNLAWFUL,
    WORKDAYS,
    asked,
    clock,
    found,
    made,
)
from zhunsheng.engine.passes.services import effective_day
from zhunsheng.law.procedure import Amount, Check, Gate, Method, Publication, Service
from zhunsheng.law.rule import OWN_DAY, after, as_node, choose, fact, first, own, own_paper, value

UNSIGNED = Check("unsigned", zh="没有签收", faulty=~own("signed"), per=DUTY, breach=FLAW)
DIRECT = Method(
    "direct",
    zh="直接送达",
    valid=own_paper("notice"),
    effective=OWN_DAY,
    per=DUTY,
    proof="送达回证",
    checks=(UNSIGNED,),
)
ANNOUNCED = Method(
    "announced",
    zh="公告送达",
    valid=as_node(True),
    effective=after(OWN_DAY, NOTICE),
    per=NOTICE,
    proof="公告",
)


def service(**changes: Any) -> Service:
    base: dict[str, Any] = {
        "name": "service",
        "zh": "送达决定书",
        "step": "decided",
        "to": ADDRESSEES,
        "methods": (DIRECT, ANNOUNCED),
        "per": DUTY,
        "breach": UNLAWFUL,
    }
    return Service(**(base | changes))


UNSIGNED_COPY = "served to=worker method=direct signed=no papers=notice"
LATE = ["late in_time.worker 2025-03-17"]
WORKER = {"to": {"worker": "职工"}}
GOOD = "served to=worker method=direct signed papers=notice"


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        ([GOOD], []),
        ([], ["missing service"]),
        (["served to=employer method=direct signed papers=notice"], ["missing service"]),
        # a named fault, an unnamed one, and a way no law knows
        (
            [UNSIGNED_COPY],
            ["defective service.unsigned"],
        ),
        (["served to=worker method=direct signed"], ["defective service.direct"]),
        (["served to=worker method=direct signed=no"], ["defective service.unsigned"]),
        (["served to=worker method=pigeon"], ["defective service.method"]),
        # not known
        (["served to=worker method=direct papers=notice"], ["unproven service"]),
        (["served to=worker method=? signed papers=notice"], ["unproven service"]),
        (["served to=worker signed papers=notice"], ["unproven service"]),
        # a second, valid service mends the first for the addressee; the fault stays recorded
        (["served to=worker method=direct papers=notice", GOOD], []),
        (
            [UNSIGNED_COPY, GOOD],
            ["defective service.unsigned"],
        ),
        # by announcement nothing is signed
        (["served to=worker method=announced"], []),
    ],
)
def test_a_document_reaches_its_addressee_by_a_valid_service(
    services: list[str], expected: list[str]
) -> None:
    lines = [f"2025-03-0{number} {line}" for number, line in enumerate(services, start=4)]
    record = "\n".join(["2025-03-03 decided", *lines])
    assert found(made(services=service(**WORKER)), record, "2025-06-01") == expected


def test_each_addressee_needs_a_service_of_its_own() -> None:
    (finding,) = asked(
        made(services=service()), f"2025-03-03 decided\n2025-03-04 {GOOD}", "2025-06-01"
    ).findings
    assert (finding.kind, finding.rule.zh) == ("missing", "送达决定书（单位）")


def test_nothing_is_missing_before_there_is_something_to_serve() -> None:
    assert found(made(services=service()), "2025-03-03 accepted", "2025-06-01") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{GOOD} of=decision", []),
        (f"{GOOD} of=receipt", ["missing service"]),
        (GOOD, ["unproven service"]),
        ("served of=receipt to=worker method=pigeon", ["missing service"]),
        ("served of=receipt to=worker method=direct signed=no", ["missing service"]),
        ("served of=receipt to=worker method=direct signed", ["missing service"]),
    ],
)
def test_the_service_of_another_document_is_none_of_this_one(
    line: str, expected: list[str]
) -> None:
    procedure = made(services=service(document="decision", **WORKER))
    record = f"2025-03-03 decided\n2025-03-04 {line}"
    assert found(procedure, record, "2025-06-01") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (GOOD, []),
        (f"{GOOD} of=decision", []),
        (f"{GOOD} of=receipt", ["missing service"]),
        (UNSIGNED_COPY, ["defective service.unsigned"]),
    ],
)
def test_a_service_that_names_no_document_is_one_of_the_document_presumed(
    line: str, expected: list[str]
) -> None:
    procedure = made(services=service(document="decision", presumed=True, **WORKER))
    record = f"2025-03-03 decided\n2025-03-04 {line}"
    assert found(procedure, record, "2025-06-01") == expected


def test_a_service_is_asked_for_where_its_condition_is_known_to_hold() -> None:
    procedure = made(services=service(when=fact("urgent"), **WORKER))
    record = f"2025-03-03 decided{{}}\n2025-03-04 {UNSIGNED_COPY}"
    unsigned = ["defective service.unsigned"]
    assert found(procedure, record.format(" urgent"), "2025-06-01") == unsigned
    assert found(procedure, record.format(""), "2025-06-01") == []


@pytest.mark.parametrize(
    ("services", "on", "expected"),
    [
        ([], "2025-03-10", ["due in_time.worker 2025-03-17"]),
        ([], "2025-03-18", LATE),
        (["03-17 " + GOOD], "2025-03-18", []),
        (["03-18 " + GOOD], "2025-03-19", LATE),
        # an invalid service does not end it, one not known to be invalid does
        (
            ["03-05 " + UNSIGNED_COPY],
            "2025-03-18",
            [*LATE, "defective service.unsigned"],
        ),
        (
            ["03-05 served to=worker method=direct papers=notice"],
            "2025-03-18",
            ["unproven service"],
        ),
        # a notice takes effect after 30 days: on 4 April, a holiday for acts, not for effects
        (
            ["03-05 served to=worker method=announced"],
            "2025-03-18",
            LATE,
        ),
    ],
)
def test_a_limit_for_serving_ends_on_the_day_the_service_takes_effect(
    services: list[str], on: str, expected: list[str]
) -> None:
    within = clock(WORKDAYS, name="in_time", zh="送达", starts="", ends="")
    procedure = made(services=service(within=within, **WORKER))
    record = "\n".join(["2025-03-03 decided", *(f"2025-{line}" for line in services)])
    assert found(procedure, record, on) == expected


@pytest.mark.parametrize("counts", [None, OWN_DAY])
def test_a_public_notice_is_in_time_on_the_day_that_counts_for_it(counts: Any) -> None:
    from_start = clock(WORKDAYS, name="in_time", zh="送达", starts=first("decided"), ends="")
    announced = Method(
        "announced", "公告", as_node(True), after(OWN_DAY, NOTICE), NOTICE, "公告", counts=counts
    )
    procedure = made(services=service(methods=(announced,), within=from_start, **WORKER))
    record = "2025-03-03 decided\n2025-03-05 served to=worker method=announced"
    assert found(procedure, record, "2025-06-01") == ([] if counts is not None else LATE)


@pytest.mark.parametrize(("urgent", "expected"), [("urgent", 1), ("urgent=no", 0), ("", 0)])
def test_a_limit_for_serving_runs_where_both_conditions_hold(urgent: str, expected: int) -> None:
    within = clock(WORKDAYS, name="in_time", zh="送达", starts="", ends="", when=fact("urgent"))
    both = service(within=within, when=fact("hurt"), **WORKER)
    one = service(within=within, **WORKER)
    record = f"2025-03-03 decided {urgent}"
    assert len(found(made(services=one), record, "2025-03-04")) == expected
    assert found(made(services=both), f"{record} hurt=no", "2025-03-04") == []
    assert len(found(made(services=both), f"{record} hurt", "2025-03-04")) == expected


@pytest.mark.parametrize(
    ("day", "line", "effective"),
    [
        ("2025-03-05", "served to=worker method=direct signed papers=notice", "2025-03-05"),
        ("2025-03-05", "served to=worker method=announced", "2025-04-04"),
        ("2021-12-31", "served to=worker method=announced", "2022-03-01"),
        ("2022-01-01", "served to=worker method=announced", "2022-01-31"),
        ("2025-03-05", "served to=worker method=direct", None),
    ],
)
def test_a_service_takes_effect_on_its_day_or_at_the_end_of_the_notice(
    day: str, line: str, effective: str | None
) -> None:
    """The day is read off a limit that starts with it."""
    served = effective_day(service(), "worker")
    never = clock("民事诉讼法/95.1", starts=served, ends="closed", rolls=False)
    (finding, *_) = asked(made(clocks=never), f"{day} {line}", day).findings or [None]
    shown = None if finding is None else date.fromordinal(finding.values["start"]).isoformat()
    assert shown == effective


@pytest.mark.parametrize(
    "changes",
    [
        {"per": MEMORY},
        {"methods": (Method("direct", "直接", ~own("signed"), OWN_DAY, MEMORY, "回证"),)},
        {
            "methods": (
                Method(
                    "direct",
                    "直接",
                    as_node(True),
                    OWN_DAY,
                    DUTY,
                    "回证",
                    (Check("unsigned", "没有签收", own("signed"), MEMORY, FLAW),),
                ),
            )
        },
    ],
)
def test_a_rule_on_service_known_from_memory_alone_is_never_evaluated(changes: Any) -> None:
    record = "2025-03-03 decided\n2025-03-04 served to=worker method=direct signed"
    assert found(made(services=service(**WORKER, **changes)), record, "2025-06-01") == []


def test_a_check_that_never_finds_a_fault_finds_none() -> None:
    never = Check("never", zh="没有", faulty=as_node(False), per=DUTY, breach=FLAW)
    method = Method("direct", "直接", as_node(True), OWN_DAY, DUTY, "回证", (never,))
    record = "2025-03-03 decided\n2025-03-04 served to=worker method=direct"
    assert found(made(services=service(methods=(method,), **WORKER)), record, "2025-06-01") == []


# --- amounts -------------------------------------------------------------------------------------

FINE = "工伤认定办法/25"  # 2000 to 20000 yuan
CEILING = "行政处罚法/51:citizen"  # up to 50 yuan, from 2021-07-15 up to 200


def amount(**changes: Any) -> Amount:
    decided = first("decided")
    base: dict[str, Any] = {
        "name": "fine",
        "zh": "罚款",
        "low": value(FINE, "low", decided),
        "high": value(FINE, "high", decided),
        "per": FINE,
        "stated": fact("fixed", sort="yuan"),
        "breach": UNLAWFUL,
    }
    return Amount(**(base | changes))


@pytest.mark.parametrize(
    ("fixed", "expected"),
    [
        ("2000", []),
        ("20000.00", []),
        ("1999.99", ["defective fine"]),
        ("20000.01", ["defective fine"]),
        ("?", []),
        ("1.234", []),
    ],
)
def test_a_sum_lies_within_what_the_law_allows(fixed: str, expected: list[str]) -> None:
    record = f"2025-03-03 decided fixed={fixed}"
    assert found(made(amounts=amount()), record, "2025-06-01") == expected


def test_a_sum_with_one_bound_not_known_is_not_held_against_the_other() -> None:
    unsure = amount(low=choose(fact("urgent", sort="truth"), amount().low, amount().low))
    record = "2025-03-03 decided fixed=30000"
    assert found(made(amounts=unsure), record, "2025-06-01") == []
    assert found(made(amounts=unsure), f"{record} urgent", "2025-06-01") == ["defective fine"]


@pytest.mark.parametrize(("day", "high"), [("2021-07-14", 5000), ("2021-07-15", 20000)])
def test_a_sum_is_shown_by_the_version_of_its_day(day: str, high: int) -> None:
    ceiling = value(CEILING, "high", first("decided"))
    procedure = made(amounts=amount(per=CEILING, low=ceiling, high=ceiling, stated=None))
    (shown,) = asked(procedure, f"{day} decided", "2025-06-01").sums
    assert (shown.values["low"], shown.values["high"]) == (high, high)


@pytest.mark.parametrize("changes", [{"when": fact("urgent")}, {"per": MEMORY}])
def test_no_sum_is_shown_where_its_condition_or_its_law_does_not_stand(changes: Any) -> None:
    record = "2025-03-03 decided fixed=1"
    assessment = asked(made(amounts=amount(**changes)), record, "2025-06-01")
    assert (assessment.sums, assessment.findings) == ((), ())


# --- publication ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "changes", "expected"),
    [
        ("2025-03-03 decided", {}, ["late shown 2025-03-17"]),
        ("2025-03-03 decided\n2025-03-17 closed", {}, []),
        ("2025-03-03 decided\n2025-03-18 closed", {}, ["late shown 2025-03-17"]),
        ("2025-03-03 decided", {"when": fact("urgent")}, []),
        ("2023-12-31 decided", {"per": NEW, "only_in_force": True}, []),
        ("2025-03-03 decided", {"per": MEMORY}, []),
        ("2025-03-03 decided", {"per": DAYS, "starts": first("accepted")}, []),
    ],
)
def test_what_must_become_public_becomes_public_in_time(
    record: str, changes: dict[str, Any], expected: list[str]
) -> None:
    base = {"starts": "decided", "ends": "closed", "per": WORKDAYS, "breach": UNLAWFUL} | changes
    procedure = made(publications=Publication(name="shown", zh="公开决定", **base))
    assert found(procedure, record, "2025-06-01") == expected


def test_the_findings_of_all_words_come_worst_first() -> None:
    gate = Gate("heard", "应当听证", "decided", fact("urgent"), DUTY, FLAW)
    procedure = made(clocks=clock(), gates=gate, services=service(**WORKER))
    record = "2025-03-03 accepted\n2025-05-08 decided urgent=no"
    assert found(procedure, record, "2025-06-01") == [
        "late decision 2025-05-06",
        "missing service",
        "barred heard",
    ]
