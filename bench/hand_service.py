"""Service of documents by hand: what the rules say of one served event."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

Truth = bool | None
Fault = tuple[str, Truth]
Facts = Mapping[str, Any]
Papers = Collection[str]

PERSONAL = frozenset({"self", "cohabiting_adult"})
OF_UNIT = frozenset({"legal_representative", "responsible_person", "mail_receiver"})
ENTITLED = PERSONAL | OF_UNIT | {"agent", "designated_receiver"}
NOT_ENTITLED = frozenset(
    {"neighbor", "colleague", "doorman", "child", "family_elsewhere", "other", "nobody"}
)
WITNESSES = frozenset({"residents_committee", "village_committee", "work_unit"})
NO_WITNESSES = frozenset({"neighbor", "relative", "passer_by"})
PERSONS = frozenset({"worker", "relative", "complainant", "person"})
UNITS = frozenset(
    {"employer", "contractor", "subcontractor", "owner", "enterprise", "unit", "bank", "agency"}
)
THIRTY_DAYS_FROM = date(2022, 1, 1).toordinal()
METHODS = (
    "direct",
    "left",
    "called_in",
    "elsewhere",
    "electronic",
    "mailed",
    "entrusted",
    "forwarded",
    "announced",
)


class Served(NamedTuple):
    """What one served event amounts to."""

    to: str | None
    document: str | None
    valid: Truth
    effective: int
    counts: int
    defects: tuple[str, ...]


def every(*parts: Truth) -> Truth:
    """Join by and."""
    return False if False in parts else None if None in parts else True


def some(*parts: Truth) -> Truth:
    """Join by or."""
    return True if True in parts else None if None in parts else False


def no(part: Truth) -> Truth:
    """Turn round; not known stays not known."""
    return None if part is None else not part


def among(value: Any, choices: Collection[str]) -> Truth:
    """Say whether a stated text is one of the choices."""
    return None if value is None else value in choices


def served(day: int, facts: Facts, papers: Papers) -> Served:
    """Look at one served event."""
    method = facts.get("method")
    to, document = facts.get("to"), facts.get("of")
    if method is None:
        may = (_by(name, day, facts, papers) for name in METHODS)
        hopeless = all(
            own is False or any(fault is True for _, fault in faults) for own, faults, _ in may
        )
        return Served(to, document, False if hopeless else None, day, day, ())
    if method not in METHODS:
        return Served(to, document, False, day, day, ("method",))
    own, faults, effective = _by(method, day, facts, papers)
    valid = every(own, *(no(fault) for _, fault in faults))
    defects = tuple(name for name, fault in faults if fault is True)
    if own is False and not defects:
        defects = (method,)
    return Served(
        to, document, valid, effective, day if method == "announced" else effective, defects
    )


def _by(
    method: str, day: int, facts: Facts, papers: Papers
) -> tuple[Truth, tuple[Fault, ...], int]:
    """Return the method's own condition, its faults, and the day it takes effect."""
    if method in ("direct", "entrusted", "forwarded"):
        return _handed_over(method, day, facts, papers)
    return BY_METHOD[method](day, facts, papers)


def _handed_over(
    method: str, day: int, facts: Facts, papers: Papers
) -> tuple[Truth, tuple[Fault, ...], int]:
    receipt = _receipt(facts, papers)
    signer = facts.get("receipt_signed_by")
    own = every(receipt, among(signer, ENTITLED))
    if method == "entrusted":
        letter = True if "entrustment_letter" in papers else facts.get("entrusted_in_writing")
        own = every(letter, own)
    faults = (
        ("no_receipt", no(receipt)),
        ("undated", facts.get("undated") is True),
        ("signer_not_entitled", _wrong_signer(signer, facts)),
    )
    return own, faults, _stated_day(facts, "signed_on", day)


def _mailed(day: int, facts: Facts, papers: Papers) -> tuple[Truth, tuple[Fault, ...], int]:
    slip = "mail_receipt" in papers or "service_receipt" in papers or facts.get("receipt")
    signer, result = facts.get("receipt_signed_by"), facts.get("mail_result")
    arrived = some(None if result is None else result == "signed", signer is not None)
    faults = (
        ("no_mail_receipt", no(slip)),
        ("returned_mail", result in ("refused", "nobody", "moved")),
        ("signer_not_entitled", _wrong_signer(signer, facts)),
    )
    own = every(slip, arrived, among(signer, ENTITLED))
    return own, faults, _stated_day(facts, "signed_on", day)


def _left(day: int, facts: Facts, papers: Papers) -> tuple[Truth, tuple[Fault, ...], int]:
    recorded, witness = _recorded(facts, papers), facts.get("witness")
    nobody = None if witness is None else witness == "none"
    faults = (
        ("not_refused", facts.get("refused") is False),
        ("refuser_not_entitled", facts.get("refused_by") in NOT_ENTITLED),
        ("left_elsewhere", facts.get("at_residence") is False),
        ("neither_witnessed_nor_recorded", every(nobody, no(recorded))),
        ("witness_without_standing", every(among(witness, NO_WITNESSES), no(recorded))),
        ("refusal_not_noted", facts.get("refusal_noted") is False and recorded is not True),
    )
    return some(among(witness, WITNESSES), recorded), faults, day


def _called_in(day: int, facts: Facts, papers: Papers) -> tuple[Truth, tuple[Fault, ...], int]:
    receipt = _receipt(facts, papers)
    return receipt, (("no_receipt", no(receipt)),), day


def _elsewhere(day: int, facts: Facts, papers: Papers) -> tuple[Truth, tuple[Fault, ...], int]:
    recorded = _recorded(facts, papers)
    return recorded, (("refusal_not_recorded", no(recorded)),), day


def _electronic(day: int, facts: Facts, papers: Papers) -> tuple[Truth, tuple[Fault, ...], int]:
    consented = True if "address_confirmation" in papers else facts.get("consented")
    sent_to = facts.get("sent_to")
    confirmed = None if sent_to is None else sent_to == "confirmed_address"
    elsewhere = None if sent_to is None else sent_to == "other_address"
    faults = (("without_consent", no(consented)), ("other_address", elsewhere))
    return every(consented, confirmed), faults, _stated_day(facts, "arrived_on", day)


def _announced(day: int, facts: Facts, papers: Papers) -> tuple[Truth, tuple[Fault, ...], int]:
    others_failed = some(
        True if "failed_service_record" in papers else facts.get("other_ways_failed"),
        facts.get("whereabouts_unknown"),
    )
    unrecorded = _recorded(facts, papers) is not True
    faults = (
        ("announced_too_soon", no(others_failed)),
        ("announcement_unexplained", facts.get("explained") is False),
        ("posting_not_recorded", facts.get("posted_at_home") is True and unrecorded),
    )
    return others_failed, faults, announced_until(day)


def announced_until(day: int) -> int:
    """Return the day on which an announcement has run its time."""
    return day + (30 if day >= THIRTY_DAYS_FROM else 60)


def _receipt(facts: Facts, papers: Papers) -> Truth:
    return True if "service_receipt" in papers else facts.get("receipt")


def _recorded(facts: Facts, papers: Papers) -> Truth:
    return True if "service_recording" in papers else facts.get("recording")


def _wrong_signer(signer: str | None, facts: Facts) -> Truth:
    if signer is None:
        return None
    if signer in NOT_ENTITLED:
        return True
    return (_is_unit(facts) is True and signer in PERSONAL) or (
        _is_person(facts) is True and signer in OF_UNIT
    )


def _is_unit(facts: Facts) -> Truth:
    kind = facts.get("addressee_kind")
    return among(facts.get("to"), UNITS) if kind is None else kind == "unit"


def _is_person(facts: Facts) -> Truth:
    kind = facts.get("addressee_kind")
    return among(facts.get("to"), PERSONS) if kind is None else kind == "person"


def _stated_day(facts: Facts, name: str, day: int) -> int:
    stated = facts.get(name)
    return stated.toordinal() if stated is not None else day


BY_METHOD = {
    "mailed": _mailed,
    "left": _left,
    "called_in": _called_in,
    "elsewhere": _elsewhere,
    "electronic": _electronic,
    "announced": _announced,
}
