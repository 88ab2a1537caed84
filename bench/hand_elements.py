"""The elements of a work injury by hand: 工伤保险条例 14, 15 and 16 as three-valued conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bench.hand_service import Truth, every, some

Facts = Mapping[str, Any]
MINUTES = 24 * 60
RESCUE = 48 * 60
INQUIRY = (
    "investigation_record",
    "witness_statement",
    "site_record",
    "attendance_record",
    "video",
    "employer_proof",
    "police_record",
    "safety_report",
    "court_judgment",
    "arbitration_award",
)
ILLNESS = ("medical_record", "death_certificate")
HURT = (*INQUIRY, "diagnosis", "medical_record")
RELATION = ("labor_relationship_proof", "arbitration_award", "court_judgment")
ROADS = (
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
)
OTHER_ITEMS = frozenset(
    {
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
    }
)
PROOFS: Mapping[str, tuple[str, ...]] = {
    "labor_relationship": RELATION,
    "at_work_time": INQUIRY,
    "at_workplace": INQUIRY,
    "hurt_at_work": HURT,
    "around_work_time": INQUIRY,
    "preparing_or_finishing": INQUIRY,
    "accident": HURT,
    "violence_suffered": ("police_record", "court_judgment", "investigation_record", "video"),
    "because_of_duty": INQUIRY,
    "has_occupational_disease": ("disease_certificate",),
    "sent_out": ("travel_order", *INQUIRY),
    "commuting_purpose": INQUIRY,
    "reasonable_time": INQUIRY,
    "reasonable_route": INQUIRY,
    "not_mainly_responsible": ("traffic_certificate", "court_judgment", "responsibility_inquiry"),
    "at_post": INQUIRY,
    "fell_ill_suddenly": ILLNESS,
    "died_at_once": ILLNESS,
    "died_within_limit": ILLNESS,
    "rescuing_for_public": ("rescue_certificate", *INQUIRY),
    "disabled_veteran": ("veteran_certificate",),
    "old_wound_relapsed": ("medical_record",),
}
EXCLUSIONS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "crime": ("intentional_crime", "crime_caused", ("criminal_document",)),
    "intoxication": (
        "intoxicated",
        "intoxication_caused",
        ("intoxication_document", "court_judgment", "appraisal_report"),
    ),
    "self_harm": (
        "self_harmed",
        "self_harm_caused",
        ("self_harm_document", "court_judgment", "police_record"),
    ),
}


class Elements:
    """The values of the elements of one matter."""

    def __init__(
        self, stated: Facts, item: str | None, filed: Mapping[str, int], rescue: Truth, seen: bool
    ) -> None:
        self.stated = stated
        self.item = item
        self.leaves = dict(stated)
        self._open_roads(rescue, seen, related=any(name in filed for name in RELATION))
        self.items = dict(self._items())

    def holds(self) -> Truth:
        """Say whether the injury is a work injury."""
        leaf, stated = self.leaves.get, self.stated.get
        answers = some(
            leaf("labor_relationship"),
            stated("unlawfully_subcontracted") is True,
            stated("affiliated") is True,
        )
        excluded = any(
            stated(state) is True and stated(cause) is True
            for state, cause, _ in EXCLUSIONS.values()
        )
        return every(answers, some(*self.items.values()), not excluded)

    def _open_roads(self, rescue: Truth, seen: bool, *, related: bool) -> None:
        leaves, stated = self.leaves, self.stated.get
        if stated("labor_relationship") is None:
            leaves["labor_relationship"] = True if related else None
        hurt = stated("accident")
        if hurt is None:
            others = any(stated(road) is True for road in ROADS) or self.item in OTHER_ITEMS
            hurt = False if others else None
        leaves["hurt_at_work"] = hurt
        self._road("around_work_time", ("preparatory_work",), ("preparing_or_finishing",))
        self._road("violence_suffered", ("violence",), ("because_of_duty",))
        self._road("has_occupational_disease", ("occupational_disease",))
        trip = ("private_activity_abroad", "missing_in_accident")
        self._road("sent_out", ("business_trip", "private_activity"), trip)
        travel = ("traffic_accident", "rail_or_ferry_accident", "reasonable_time")
        self._road(
            "commuting_purpose",
            ("commuting", "main_responsibility"),
            (*travel, "reasonable_route"),
        )
        self._road("provided_by_other_law", ("other_law",))
        illness = ("at_post", "died_at_once", "died_within_limit")
        self._road("fell_ill_suddenly", ("sudden_illness",), illness)
        self._road("rescuing_for_public", ("public_rescue",))
        self._road("disabled_veteran", ("old_wound",), ("old_wound_relapsed",))
        if stated("died_at_once") is None:
            leaves["died_at_once"] = False if seen else None
        if stated("died_within_limit") is None:
            leaves["died_within_limit"] = rescue

    def _road(self, name: str, items: tuple[str, ...], speaks: tuple[str, ...] = ()) -> None:
        stated = self.stated.get
        if stated(name) is None:
            taken = self.item in items or any(stated(other) is True for other in speaks)
            self.leaves[name] = None if taken else False

    def _items(self) -> Iterator[tuple[str, Truth]]:
        leaf, stated = self.leaves.get, self.stated.get
        other_cause, by_work = stated("non_work_cause_proved"), stated("caused_by_work")
        no_other = by_work is not False if other_cause is None else not other_cause
        if by_work is None and other_cause is True:
            by_work = False
        cause = some(by_work, no_other)
        here = every(leaf("at_work_time"), leaf("at_workplace"))
        yield "work_accident", every(here, leaf("hurt_at_work"), cause)
        yield (
            "preparatory_work",
            every(
                leaf("around_work_time"),
                leaf("at_workplace"),
                leaf("preparing_or_finishing"),
                leaf("accident"),
            ),
        )
        yield "violence", every(here, leaf("violence_suffered"), leaf("because_of_duty"))
        yield "occupational_disease", leaf("has_occupational_disease")
        by_trip = some(cause, stated("missing_in_accident") is True)
        private = stated("private_activity_abroad") is True
        yield "business_trip", every(leaf("sent_out"), by_trip, not private)
        by_road = every(leaf("traffic_accident"), leaf("not_mainly_responsible"))
        yield (
            "commuting",
            every(
                leaf("commuting_purpose"),
                leaf("reasonable_time"),
                leaf("reasonable_route"),
                some(by_road, stated("rail_or_ferry_accident") is True),
            ),
        )
        yield "other_law", leaf("provided_by_other_law")
        died = some(leaf("died_at_once"), leaf("died_within_limit"))
        post = every(leaf("at_work_time"), leaf("at_post"))
        yield "sudden_illness", every(post, leaf("fell_ill_suddenly"), died)
        yield "public_rescue", leaf("rescuing_for_public")
        yield "old_wound", every(leaf("disabled_veteran"), leaf("old_wound_relapsed"))


def rescued_too_late(diagnosed: int | None, died: int | None) -> Truth:
    """Say whether death came within 48 hours of the first diagnosis, both known by the day."""
    if diagnosed is None or died is None:
        return None
    if died * MINUTES + MINUTES - 1 <= diagnosed * MINUTES + RESCUE:
        return True
    return False if diagnosed * MINUTES + MINUTES - 1 + RESCUE < died * MINUTES else None


def element_findings(
    elements: Elements, result: str | None, filed: Mapping[str, int], decided: int | None
) -> Iterator[tuple[str, str]]:
    """Yield what the elements say of a decision, or of a matter that waits for one."""
    affirmed, denied = result in ("determined", "deemed"), result == "not_determined"
    holds = elements.holds()
    if (affirmed and holds is False) or (denied and holds is True):
        yield "defective", "work_injury"
    if (affirmed or denied or decided is None) and holds is None:
        yield "unproven", "work_injury"
    if affirmed and decided is not None:
        for name, papers in PROOFS.items():
            if elements.leaves.get(name) is True and not on_file(filed, papers, decided):
                yield "unproven", f"work_injury.{name}"
    if denied and elements.item in EXCLUSIONS:
        yield from _exclusion(elements, filed, decided)


def _exclusion(
    elements: Elements, filed: Mapping[str, int], decided: int | None
) -> Iterator[tuple[str, str]]:
    state, cause, papers = EXCLUSIONS[str(elements.item)]
    holds = every(elements.stated.get(state), elements.stated.get(cause))
    name = f"excluded_by_{elements.item}"
    if holds is not True:
        yield ("defective" if holds is False else "unproven"), name
    if (
        elements.stated.get(state) is True
        and decided is not None
        and not on_file(filed, papers, decided)
    ):
        yield "unproven", f"{name}.{state}"


def on_file(filed: Mapping[str, int], papers: tuple[str, ...], day: int) -> bool:
    """Say whether any of the papers was on file by the day."""
    return any(filed.get(paper, day + 1) <= day for paper in papers)
