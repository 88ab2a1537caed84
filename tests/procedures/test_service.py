"""Service: when each way of serving is valid, from which day, and what makes it none."""

from __future__ import annotations

import pytest

from tests.matters import assessed
from tests.procedures.edits import findings
from zhunsheng.law.procedure import Procedure, Service, Step
from zhunsheng.procedures import procedure, procedures
from zhunsheng.procedures.service import (
    METHODS,
    METHODS_OF_PAYMENT_ORDER,
    SERVICE_PAPERS,
    not_on_one_day,
    served,
)

DECIDED = "2025-03-14 decided"
AS_OF = "2025-06-03"
SERVICE = ("decision_served", "decision_served_in_time", "announcement", "no_announcement")


def of_service(line: str, *, to: str = "worker", more: str = "", as_of: str = AS_OF) -> set[str]:
    """Return what is found of the service on one addressee, the other one being well served."""
    other = "employer" if to == "worker" else "worker"
    sound = f"2025-03-17 served of=decision to={other} method=left recording"
    record = "\n".join(
        (more, DECIDED, sound, line.replace("served", f"served of=decision to={to}"))
    )
    found = findings("work_injury", record, as_of)
    return {f"{kind} {rule}" for kind, rule in found if rule.startswith(SERVICE)}


def took_effect(line: str, *, as_of: str = "2025-05-06") -> str:
    """Return the last day for reconsideration, which runs from the effective day."""
    record = f"{DECIDED}\n{line.replace('served', 'served of=decision to=worker')}"
    found = assessed("work_injury", record, as_of).findings
    days = [str(f.due) for f in found if f.name == "reconsideration_requested_by_worker"]
    return ",".join(days)


VALID = (
    ("worker", "method=direct receipt_signed_by=self receipt"),
    ("worker", "method=direct receipt_signed_by=cohabiting_adult papers=service_receipt"),
    ("worker", "method=direct receipt_signed_by=agent receipt"),
    ("worker", "method=direct receipt_signed_by=designated_receiver receipt"),
    ("employer", "method=direct receipt_signed_by=legal_representative receipt"),
    ("employer", "method=direct receipt_signed_by=responsible_person receipt"),
    ("employer", "method=direct receipt_signed_by=mail_receiver receipt"),
    ("employer", "method=direct receipt_signed_by=self addressee_kind=person receipt"),
    ("worker", "method=left witness=residents_committee"),
    ("worker", "method=left witness=village_committee refused refusal_noted"),
    ("worker", "method=left witness=work_unit"),
    ("worker", "method=left witness=none papers=service_recording"),
    ("worker", "method=left witness=neighbor recording"),
    ("worker", "method=left recording refusal_noted=no"),
    ("worker", "method=called_in receipt"),
    ("worker", "method=elsewhere recording"),
    ("worker", "method=electronic consented sent_to=confirmed_address"),
    ("worker", "method=electronic papers=address_confirmation sent_to=confirmed_address"),
    ("worker", "method=mailed receipt_signed_by=self papers=mail_receipt"),
    ("employer", "method=mailed mail_result=signed receipt_signed_by=mail_receiver receipt"),
    ("worker", "method=entrusted entrusted_in_writing receipt_signed_by=self receipt"),
    ("worker", "method=entrusted receipt_signed_by=self papers=entrustment_letter,service_receipt"),
    ("worker", "method=forwarded receipt_signed_by=self receipt"),
    ("worker", "method=announced whereabouts_unknown explained"),
    ("worker", "method=announced papers=failed_service_record"),
    ("worker", "method=announced other_ways_failed posted_at_home recording"),
)


@pytest.mark.parametrize(("to", "facts"), VALID)
def test_a_service_with_its_proof_is_valid(to: str, facts: str) -> None:
    assert of_service(f"2025-03-20 served {facts}", to=to) == set()


FAULTY = (
    ("worker", "method=direct receipt_signed_by=self receipt=no", "no_receipt"),
    ("worker", "method=direct receipt_signed_by=self receipt undated", "undated"),
    *(
        ("worker", f"method=direct receipt_signed_by={signer} receipt", "signer_not_entitled")
        for signer in ("neighbor", "colleague", "doorman", "child", "family_elsewhere", "other")
    ),
    ("worker", "method=direct receipt_signed_by=nobody receipt", "signer_not_entitled"),
    ("worker", "method=direct receipt_signed_by=mail_receiver receipt", "signer_not_entitled"),
    ("employer", "method=direct receipt_signed_by=self receipt", "signer_not_entitled"),
    ("employer", "method=direct receipt_signed_by=cohabiting_adult receipt", "signer_not_entitled"),
    ("worker", "method=left recording refused=no", "not_refused"),
    ("worker", "method=left recording refused_by=child", "refuser_not_entitled"),
    ("worker", "method=left recording at_residence=no", "left_elsewhere"),
    ("worker", "method=left witness=none recording=no", "neither_witnessed_nor_recorded"),
    ("worker", "method=left witness=neighbor recording=no", "witness_without_standing"),
    ("worker", "method=left witness=village_committee refusal_noted=no", "refusal_not_noted"),
    ("worker", "method=called_in receipt=no", "no_receipt"),
    ("worker", "method=elsewhere recording=no", "refusal_not_recorded"),
    ("worker", "method=electronic consented=no sent_to=confirmed_address", "without_consent"),
    ("worker", "method=electronic consented sent_to=other_address", "other_address"),
    ("worker", "method=mailed receipt_signed_by=self receipt=no", "no_mail_receipt"),
    *(
        ("worker", f"method=mailed mail_result={result} papers=mail_receipt", "returned_mail")
        for result in ("refused", "nobody", "moved")
    ),
    (
        "worker",
        "method=mailed receipt_signed_by=neighbor papers=mail_receipt",
        "signer_not_entitled",
    ),
    (
        "worker",
        "method=entrusted entrusted_in_writing=no receipt_signed_by=self receipt",
        "entrusted",
    ),
    ("worker", "method=forwarded receipt_signed_by=doorman receipt", "signer_not_entitled"),
    (
        "worker",
        "method=announced whereabouts_unknown=no other_ways_failed=no",
        "announced_too_soon",
    ),
    (
        "worker",
        "method=announced whereabouts_unknown explained=no",
        "announcement_unexplained",
    ),
    (
        "worker",
        "method=announced whereabouts_unknown posted_at_home recording=no",
        "posting_not_recorded",
    ),
)


@pytest.mark.parametrize(("to", "facts", "fault"), FAULTY)
def test_a_faulty_service_is_named_and_serves_nobody(to: str, facts: str, fault: str) -> None:
    expected = {f"defective decision_served.{fault}", f"late decision_served_in_time.{to}"}
    found = of_service(f"2025-03-20 served {facts}", to=to)
    assert expected <= found


def test_every_fault_of_every_method_is_tested() -> None:
    checks = {check.name for method in METHODS for check in method.checks}
    assert checks - {fault for _, _, fault in FAULTY} == set()


UNPROVEN = (
    "",
    "method=direct",
    "method=direct receipt_signed_by=self",
    "method=direct receipt",
    "method=left",
    "method=left witness=none",
    "method=elsewhere",
    "method=electronic consented",
    "method=electronic sent_to=confirmed_address",
    "method=mailed papers=mail_receipt",
    "method=mailed mail_result=signed papers=mail_receipt",
    "method=entrusted receipt_signed_by=self receipt",
    "method=announced",
)


@pytest.mark.parametrize("facts", UNPROVEN)
def test_a_service_whose_facts_are_not_recorded_is_neither_valid_nor_void(facts: str) -> None:
    assert of_service(f"2025-03-20 served {facts}") == {"unproven decision_served"}


@pytest.mark.parametrize(
    ("line", "last_day"),
    [
        ("2025-03-20 served method=direct receipt_signed_by=self receipt", "2025-05-19"),
        (
            "2025-03-20 served method=direct receipt_signed_by=self signed_on=2025-03-24 receipt",
            "2025-05-23",
        ),
        ("2025-03-20 served method=left recording", "2025-05-19"),
        (
            "2025-03-20 served method=mailed receipt_signed_by=self signed_on=2025-03-25 receipt",
            "2025-05-26",
        ),
        (
            "2025-03-20 served method=electronic consented sent_to=confirmed_address "
            "arrived_on=2025-03-21",
            "2025-05-20",
        ),
        ("2025-03-20 served method=announced whereabouts_unknown", "2025-06-18"),
        ("2025-03-20 served method=direct receipt_signed_by=neighbor receipt", ""),
        ("2025-03-20 served", ""),
    ],
)
def test_remedies_run_from_the_day_on_which_the_service_takes_effect(
    line: str, last_day: str
) -> None:
    assert took_effect(line) == last_day


@pytest.mark.parametrize(
    ("decided", "announced", "last_day"),
    [
        ("2021-11-01", "2021-11-02", "2022-03-02"),
        ("2021-12-30", "2021-12-31", "2022-05-05"),
        ("2021-12-31", "2022-01-01", "2022-04-01"),
    ],
)
def test_a_public_notice_took_sixty_days_before_2022_and_thirty_since(
    decided: str, announced: str, last_day: str
) -> None:
    record = f"{decided} decided\n{announced} served of=decision to=worker method=announced"
    found = assessed("work_injury", f"{record} whereabouts_unknown", "2022-01-05").findings
    due = next(f for f in found if f.name == "reconsideration_requested_by_worker").due
    assert str(due) == last_day


def test_a_public_notice_issued_in_time_is_in_time_though_it_takes_effect_later() -> None:
    line = "served method=announced whereabouts_unknown"
    assert of_service(f"2025-04-03 {line}") == set()
    assert of_service(f"2025-04-07 {line}") == {"late decision_served_in_time.worker"}


def test_the_first_valid_service_counts_after_a_void_one() -> None:
    void = (
        "2025-03-17 served of=decision to=worker method=direct receipt_signed_by=neighbor receipt"
    )
    line = "2025-04-01 served method=direct receipt_signed_by=self receipt"
    assert of_service(line, more=void) == {"defective decision_served.signer_not_entitled"}


def test_service_on_one_party_only_leaves_the_other_unserved() -> None:
    record = f"{DECIDED}\n2025-03-17 served of=decision to=worker method=left recording"
    assert ("late", "decision_served_in_time.employer") in findings("work_injury", record, AS_OF)


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [("2025-04-19", set()), ("2025-04-18", {"barred announcement_ran_its_time"})],
)
def test_a_notice_may_not_be_said_to_have_served_before_its_days_are_over(
    claimed: str, expected: set[str]
) -> None:
    facts = f"method=announced whereabouts_unknown claimed_on={claimed}"
    assert of_service(f"2025-03-20 served {facts}") == expected


def test_a_public_notice_does_not_fit_a_simple_case() -> None:
    line = "2025-03-20 served method=announced whereabouts_unknown"
    assert of_service(line, more="simple yes") == {"barred no_announcement_in_simple_case"}
    assert of_service("2025-03-20 served method=left recording", more="simple yes") == set()


def test_posting_serves_only_an_order_to_pay() -> None:
    posted = {method.name for method in METHODS_OF_PAYMENT_ORDER} - {m.name for m in METHODS}
    plain, with_posting = served({}, {}), served({}, {}, posting=True)
    assert posted == {"posted"}
    assert set(methods_of(with_posting)) - set(methods_of(plain)) == posted


def methods_of(step: Step) -> dict[str, str]:
    return next(dict(fact.choices) for fact in step.facts if fact.name == "method")


def test_a_notice_and_its_decision_are_kept_apart_by_a_gate_of_their_names() -> None:
    gate = not_on_one_day("notice", "decision", step="decided", per="行政处罚法/44")
    assert (gate.name, gate.step) == ("notice_not_served_with_decision", "decided")


@pytest.mark.parametrize("declared", procedures().values(), ids=lambda one: one.name)
def test_whoever_serves_by_these_methods_declares_their_words(declared: Procedure) -> None:
    shared = [one for one in declared.services if set(METHODS) <= set(one.methods)]
    papers = {paper.name for paper in declared.papers}
    for service in shared:
        assert {paper.name for paper in SERVICE_PAPERS} <= papers
        assert unknown_words(declared, service) == set()


def unknown_words(declared: Procedure, service: Service) -> set[str]:
    """Return the methods and addressees of a service that its step does not offer."""
    step = declared.step(service.by)
    assert step is not None
    offered = {name for fact in step.facts for name in fact.choices}
    return {*(method.name for method in service.methods), *service.to} - offered


def test_work_injuries_are_served_on_both_parties() -> None:
    served_on = {
        party for one in procedure("work_injury").services if one.document == "decision"
        for party in one.to
    }  # fmt: skip
    assert served_on == {"worker", "employer"}
