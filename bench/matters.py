"""Synthetic work-injury matters: about twelve events each, every kind of defect in some of them.

All persons, units and numbers are invented. The same seed gives the same matters, one by one, so
that any number of them streams through without being held.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record

AS_OF = date(2026, 6, 30)
FIRST_INJURY, LAST_INJURY = date(2023, 1, 2).toordinal(), date(2026, 6, 20).toordinal()
SEED = 20260630
Facts = Mapping[str, Value]

NOTHING: Facts = {}
STATES = ("employer", "identity", "injury", "basis", "remedies", "date", "seal")
STORIES: Sequence[tuple[int, str, str, Facts, tuple[str, ...]]] = (
    (
        62,
        "determined",
        "work_accident",
        {"accident": True, "at_work_time": True, "at_workplace": True, "caused_by_work": True},
        ("witness_statement",),
    ),
    (
        14,
        "determined",
        "commuting",
        {
            "commuting_purpose": True,
            "reasonable_time": True,
            "reasonable_route": True,
            "traffic_accident": True,
            "not_mainly_responsible": True,
        },
        ("traffic_certificate", "witness_statement"),
    ),
    (
        4,
        "not_determined",
        "main_responsibility",
        {
            "commuting_purpose": True,
            "reasonable_time": True,
            "reasonable_route": True,
            "traffic_accident": True,
            "not_mainly_responsible": False,
        },
        ("traffic_certificate", "witness_statement"),
    ),
    (
        5,
        "deemed",
        "sudden_illness",
        {"fell_ill_suddenly": True, "at_work_time": True, "at_post": True, "died_at_once": True},
        ("medical_record", "witness_statement"),
    ),
    (
        4,
        "determined",
        "business_trip",
        {"sent_out": True, "caused_by_work": True, "at_work_time": False},
        ("travel_order",),
    ),
    (
        4,
        "determined",
        "occupational_disease",
        {"has_occupational_disease": True},
        ("disease_certificate",),
    ),
    (
        3,
        "not_determined",
        "intoxication",
        {
            "accident": True,
            "at_work_time": True,
            "at_workplace": True,
            "intoxicated": True,
            "intoxication_caused": True,
        },
        ("intoxication_document", "investigation_record"),
    ),
    (
        4,
        "not_determined",
        "no_item",
        {"accident": True, "at_work_time": False, "at_workplace": False},
        ("witness_statement",),
    ),
)
WEIGHTS = [story[0] for story in STORIES]
CAUSES: Mapping[str, tuple[str, ...]] = {
    "traffic_police": ("traffic_certificate",),
    "court": ("court_judgment",),
    "arbitration": ("arbitration_award",),
    "health": ("disease_certificate",),
    "other_authority": (),
}
SOUND: Mapping[str, tuple[Facts, tuple[str, ...]]] = {
    "direct": ({"receipt_signed_by": "self"}, ("service_receipt",)),
    "mailed": ({"receipt_signed_by": "agent", "mail_result": "signed"}, ("mail_receipt",)),
    "left": (
        {"witness": "residents_committee", "refused": True},
        ("service_receipt", "service_recording"),
    ),
    "electronic": ({"sent_to": "confirmed_address"}, ("address_confirmation",)),
    "announced": ({"whereabouts_unknown": True, "explained": True}, ("service_announcement",)),
}
FAULTY: Mapping[str, Sequence[tuple[Facts, tuple[str, ...]]]] = {
    "direct": (
        ({"receipt_signed_by": "colleague"}, ("service_receipt",)),
        ({"receipt_signed_by": "self", "undated": True}, ("service_receipt",)),
        ({"receipt_signed_by": "self", "receipt": False}, ()),
        ({"receipt_signed_by": "self"}, ()),
        ({}, ("service_receipt",)),
    ),
    "mailed": (
        ({"mail_result": "nobody"}, ("mail_receipt",)),
        ({"receipt_signed_by": "neighbor", "mail_result": "signed"}, ("mail_receipt",)),
        ({"receipt_signed_by": "agent"}, ()),
    ),
    "left": (
        ({"witness": "none", "recording": False}, ("service_receipt",)),
        ({"witness": "neighbor", "recording": False, "at_residence": False}, ()),
        ({"refusal_noted": False}, ("service_receipt",)),
    ),
    "electronic": (({"consented": False, "sent_to": "other_address"}, ()), ({}, ())),
    "announced": (
        ({"other_ways_failed": False, "whereabouts_unknown": False, "explained": False}, ()),
        ({"whereabouts_unknown": True, "posted_at_home": True, "recording": False}, ()),
    ),
}
METHODS = ("direct", "mailed", "left", "electronic", "announced")
METHOD_WEIGHTS = (60, 20, 10, 6, 4)


def matters(count: int, seed: int = SEED) -> Iterator[Record]:
    """Yield `count` matters."""
    source = random.Random(seed)
    for number in range(count):
        yield _Matter(source).record(f"虚构{number + 1}号")


class _Matter:
    """One matter as it grows, day by day; what lies after the day of the benchmark is cut off."""

    def __init__(self, source: random.Random) -> None:
        self.source = source
        self.events: list[tuple[int, Event]] = []
        self.day = source.randint(FIRST_INJURY, LAST_INJURY)

    def record(self, name: str) -> Record:
        story = self.source.choices(STORIES, WEIGHTS)[0]
        about = {"worker": "虚构职工", "employer": "虚构公司"}
        if self.chance(0.15):
            about["simple"] = True
        if self.chance(0.1):
            about["employer_denies"] = self.chance(0.6)
        self.file(story[3])
        if self.examine():
            self.inquire(story[4])
            if self.chance(0.93):
                self.decide(story, simple="simple" in about)
        ordered = sorted(self.events, key=lambda event: event[0])
        last = AS_OF.toordinal()
        return Record(name, "work_injury", about, tuple(e for day, e in ordered if day <= last))

    # --- words ----------------------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        return self.source.random() < share

    def add(
        self, kind: str, day: int, facts: Facts = NOTHING, papers: tuple[str, ...] = ()
    ) -> None:
        happened = date.fromordinal(day)
        self.events.append((day, Event(kind, happened, None, None, facts, papers)))

    def passed(self, low: int, high: int) -> int:
        self.day += self.source.randint(low, high)
        return self.day

    def kept(self, *papers: str) -> tuple[str, ...]:
        """Return the papers, of which one is lost now and then."""
        return tuple(paper for paper in papers if not self.chance(0.03))

    # --- filing ---------------------------------------------------------------------------------

    def file(self, facts: Facts) -> None:
        injured = self.day
        known = {name: value for name, value in facts.items() if not self.chance(0.03)}
        self.add("injured", injured, known)
        if self.chance(0.4):
            self.add("first_diagnosed", injured)
        if "fell_ill_suddenly" in known:
            self.add("died", injured)
            self.add("reported", injured + self.source.randint(1, 12))
        by = self.source.choices(("worker", "relative", "employer"), (60, 8, 32))[0]
        if by == "employer":
            self.passed(3, 28) if self.chance(0.85) else self.passed(29, 70)
        else:
            self.passed(10, 200) if self.chance(0.94) else self.passed(330, 420)
        if self.chance(0.02):
            ended = self.day - self.source.randint(1, 5)
            self.add("labor_dispute_filed", injured + 2)
            self.add("labor_dispute_ended", max(ended, injured + 3))
        papers = self.kept("application_form", "labor_relationship_proof", "diagnosis")
        self.add("applied", self.day, {"by": by} if self.chance(0.99) else NOTHING, papers)

    def examine(self) -> bool:
        """Ask for what is missing, accept or refuse; say whether the matter goes on."""
        if self.chance(0.18):
            written = ("supplement_notice",) if self.chance(0.9) else ()
            asked: Facts = {"beyond_law": True} if self.chance(0.04) else NOTHING
            for _ in range(2 if self.chance(0.05) else 1):
                self.add("supplement_requested", self.passed(1, 12), asked, written)
            self.add("supplemented", self.passed(2, 20), {"all_supplied": self.chance(0.95)})
        if self.chance(0.03):
            reasons = ("out_of_time", "incomplete", "third_party_claim", "other_area")
            because = self.source.choice(reasons)
            facts = {"refused_because": because, "delay_examined": self.chance(0.5)}
            self.add("acceptance_refused", self.passed(2, 17), facts, self.kept("refusal_decision"))
            if self.chance(0.8):
                self.serve("refusal", "worker", self.day + self.source.randint(1, 15))
            return False
        self.passed(1, 14) if self.chance(0.93) else self.passed(16, 30)
        if self.chance(0.97):
            facts = {"interested": True} if self.chance(0.005) else NOTHING
            self.add("accepted", self.day, facts, self.kept("acceptance_decision"))
        return True

    # --- inquiry --------------------------------------------------------------------------------

    def inquire(self, proofs: tuple[str, ...]) -> None:
        accepted = self.day
        if self.chance(0.88):
            notified = accepted + self.source.randint(1, 5)
            due = date.fromordinal(notified + 15)
            facts: Facts = {"proof_due": due} if self.chance(0.95) else NOTHING
            self.add("proof_requested", notified, facts, self.kept("proof_notice"))
            if self.chance(0.93):
                self.serve("proof_notice", "employer", notified + self.source.randint(0, 4))
            if self.chance(0.7):
                self.add("proof_submitted", notified + self.source.randint(3, 18), NOTHING, proofs)
        for number in range(self.source.choices((0, 1, 2, 3, 4), (3, 12, 35, 35, 15))[0]):
            day = accepted + self.source.randint(2, 20) if self.chance(0.98) else accepted - 1
            papers = ("investigation_record", *proofs) if number == 0 else self.kept(*proofs)
            self.add("investigated", day, self.officers(), papers)
        self.day = accepted + 8
        if self.chance(0.12):
            self.suspend()

    def officers(self) -> Facts:
        if self.chance(0.9):
            return {"officers": ("A001", "A002"), "certificate_shown": True}
        facts: dict[str, Value] = {}
        if self.chance(0.8):
            facts["officers"] = ("A001",) if self.chance(0.6) else ("A001", "A002")
        if self.chance(0.7):
            facts["certificate_shown"] = self.chance(0.5)
        if self.chance(0.1):
            facts["interested"] = True
        return facts

    def suspend(self) -> None:
        cause = self.source.choice(tuple(CAUSES))
        facts: dict[str, Value] = {"for": cause} if self.chance(0.95) else {}
        if self.chance(0.04):
            facts["noticed"] = False
        if cause == "arbitration" and self.chance(0.7):
            facts["told_to_arbitrate"] = True
        notice = ("suspension_notice",) if self.chance(0.9) else ()
        self.add("suspended", self.passed(1, 10), facts, notice)
        self.passed(10, 120)
        if self.chance(0.9):
            self.add("conclusion_received", self.day, {"for": cause}, CAUSES[cause])
        if self.chance(0.8):
            self.add("resumed", self.passed(0, 6), NOTHING, ("resumption_notice",))

    # --- decision -------------------------------------------------------------------------------

    def decide(self, story: tuple[int, str, str, Facts, tuple[str, ...]], *, simple: bool) -> None:
        quick = simple and self.chance(0.7)
        if quick:
            self.passed(2, 7)
        else:
            self.passed(12, 44) if self.chance(0.9) else self.passed(45, 100)
        result, item = story[1], story[2]
        if self.chance(0.03):
            result = "not_determined" if result != "not_determined" else "determined"
        facts: dict[str, Value] = {"result": result}
        if self.chance(0.97):
            facts["item"] = item
        if self.chance(0.8):
            facts["states"] = STATES if self.chance(0.9) else self.kept(*STATES[:-2])
        if self.chance(0.004):
            facts["interested"] = True
        self.add("decided", self.day, facts, self.kept("decision"))
        decided = self.day
        for party in ("worker", "employer"):
            if self.chance(0.96):
                self.serve("decision", party, decided + self.service_days())
        if self.chance(0.9):
            self.add("copied", decided + self.service_days())
        self.dispute(decided)
        if self.chance(0.4):
            self.add("archived", decided + self.source.randint(60, 120))

    def service_days(self) -> int:
        return self.source.randint(1, 18) if self.chance(0.94) else self.source.randint(19, 50)

    def dispute(self, decided: int) -> None:
        by = {"by": self.source.choice(("worker", "employer"))}
        if self.chance(0.04):
            self.add("reconsideration_requested", decided + self.source.randint(10, 90), by)
        if self.chance(0.03):
            self.add("sued", decided + self.source.randint(20, 240), by)

    def serve(self, document: str, to: str, day: int) -> None:
        method = self.source.choices(METHODS, METHOD_WEIGHTS)[0]
        how, papers = SOUND[method]
        if self.chance(0.08):
            how, papers = self.source.choice(FAULTY[method])
        facts: dict[str, Value] = {"of": document, "to": to, "method": method, **how}
        if to == "employer" and how.get("receipt_signed_by") == "self":
            facts["receipt_signed_by"] = "mail_receiver"
        if method == "direct" and self.chance(0.1):
            facts["signed_on"] = date.fromordinal(day + 1)
        for name in ("of", "to", "method"):
            if self.chance(0.01):
                del facts[name]
        self.add("served", day, facts, papers)
