"""Ratings as published: each month's color of a project, its change, objection and answer.

A project's ratings of one year are one matter of kind `project_rating`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.office import NewMatter
from zhunsheng.office.actor import LEADER, LEGAL, ROLES_ZH, SECTION_HEAD, Actor, NotPermitted
from zhunsheng.office.wages.desk import Desk, Measure, key_of
from zhunsheng.office.wages.handed import Place, ProjectColor, Run, stated
from zhunsheng.office.wages.numbers import rating_number
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record
from zhunsheng.store.keeping import NoSuchMatter, Written
from zhunsheng.wages.months import MONTHS, write_month

RATING = "project_rating"
RATED, PUBLISHED, CHANGED = "rated", "published", "changed"
APPROVERS = frozenset({SECTION_HEAD, LEGAL, LEADER})


@dataclass(slots=True)
class Published:
    """What publishing a run did, by the numbers of the matters: new there, or there already."""

    published: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """The color of a month that stands: as last rated or changed, by which event."""

    color: str
    event: Event

    @property
    def by_hand(self) -> bool:
        """Say whether it was changed by hand."""
        return self.event.kind == CHANGED


def publish_ratings(desk: Desk, run: Run, places: Mapping[str, Place] | None = None) -> Published:
    """Write every color of a run as rated and published; the same run again adds nothing.

    A later run of the same month is rated and published beside the earlier one, which stays.
    Raises `NotPermitted`, `InputRefused`.
    """
    done, desk = Published(), desk.of_the_monitor()
    for one in run.colors:
        place = (places or {}).get(one.district)
        fresh = _publish(desk, run, one, place)
        number = rating_number(one.project, one.month)
        (done.published if fresh else done.standing).append(number)
    return done


def _publish(desk: Desk, run: Run, one: ProjectColor, place: Place | None) -> bool:
    """Write what is missing of a color; say whether anything was."""
    number = rating_number(one.project, one.month)
    record = _record(desk, number)
    if record is None:
        _open(desk, run, one, place)
        record = desk.office.store.load(number).record
    elif _of_run(record, RATED, run, one.month) is None:
        desk.act(number, Measure(RATED, _rating(run, one), key=_key(run, one)))
        record = desk.office.store.load(number).record
    if _of_run(record, PUBLISHED, run, one.month) is not None:
        return False
    rated = _of_run(record, RATED, run, one.month)
    facts: dict[str, Value] = {
        "rated_month": write_month(one.month),
        "published_rating": rated.happened_on if rated else desk.day,
        "run": run.digest,
    }
    desk.act(number, Measure(PUBLISHED, facts, key=_key(run, one)))
    return True


def _key(run: Run, one: ProjectColor) -> str:
    return f"{run.digest}/{one.month}"


def _record(desk: Desk, number: str) -> Record | None:
    if desk.office.store.line(number) is None:
        return None
    return desk.office.store.load(number).record


def _of_run(record: Record, kind: str, run: Run, month: int) -> Event | None:
    """Return the standing event of a kind that a run made for a month, or None."""
    wanted = (kind, run.digest, write_month(month))
    return next(
        (
            one
            for one in reversed(record.as_known())
            if (one.kind, one.facts.get("run"), one.facts.get("rated_month")) == wanted
        ),
        None,
    )


def _open(desk: Desk, run: Run, one: ProjectColor, place: Place | None) -> None:
    number = rating_number(one.project, one.month)
    year = one.month // MONTHS
    about: dict[str, Value] = {
        "heading": f"{one.project_name}：{year}年红黄绿评定",
        "project": one.project_name,
        "project_code": one.project,
        "employer": one.employer,
        "district": one.district,
        "year": year,
    }
    new = NewMatter(
        number,
        RATING,
        stated(about),
        department=place.department if place else "",
        handler=place.handler if place else "",
        events=(Event(RATED, desk.day, facts=_rating(run, one)),),
        key=key_of(number),
    )
    desk.office.open(desk.actor, new, desk.now)


def _rating(run: Run, one: ProjectColor) -> dict[str, Value]:
    return stated(
        {
            "rated_month": write_month(one.month),
            "color": one.color,
            "grey_reason": one.grey_reason,
            "causes": one.causes,
            "points": one.points,
            "stars": one.stars,
            "scheme": run.scheme,
            "run": run.digest,
            "counted_on": run.as_of,
            "data_until": run.known_on,
        }
    )


# --- change, objection, answer -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """A change by hand: the month's new color, the reason, and who approved it.

    `files` are the digests of papers that come with it (change_approval).
    """

    color: str
    reason: str
    approver: Actor
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to an objection of a day: upheld or changed, with its reason and papers."""

    objected_on: date
    answer: str
    reason: str
    files: Mapping[str, str] = field(default_factory=dict)


def change_rating(desk: Desk, project: str, month: int, change: Change) -> Written:
    """Change a month's color; the approver is another person with the right to approve.

    Raises `NotPermitted` for one's own approval, `Refused` without a reason, `NoSuchMatter` where
    the project was not rated.
    """
    approver = change.approver
    if approver.username == desk.actor.username or approver.role not in APPROVERS:
        needed = "、".join(ROLES_ZH[role] for role in (SECTION_HEAD, LEGAL, LEADER))
        raise NotPermitted("自行批准调整评定结果", f"经办人以外的{needed}批准")
    facts: dict[str, Value] = {
        "rated_month": write_month(month),
        "color": change.color,
        "reason": change.reason.strip(),
        "approved_by": approver.name,
    }
    measure = Measure(CHANGED, facts, files=change.files, second=approver.username)
    return _acted(desk, project, month, measure)


def object_to_rating(
    desk: Desk, project: str, month: int, objection: str, day: date | None = None
) -> Written:
    """Write down the contractor's objection to a month's rating, made on a day (or today)."""
    facts: dict[str, Value] = {"rated_month": write_month(month), "objection": objection.strip()}
    return _acted(desk, project, month, Measure("objected", facts, day=day))


def answer_objection(desk: Desk, project: str, month: int, answer: Answer) -> Written:
    """Answer an objection; where the answer is a change, the change must stand before it."""
    facts: dict[str, Value] = {
        "rated_month": write_month(month),
        "objection_day": answer.objected_on,
        "answer": answer.answer,
        "reason": answer.reason.strip(),
    }
    return _acted(desk, project, month, Measure("answered", facts, files=answer.files))


def standing_color(record: Record, month: int) -> Standing | None:
    """Return the color of a month that stands in a rating's record; None where it was not rated."""
    written = write_month(month)
    for event in reversed(record.as_known()):
        color = event.facts.get("color")
        if event.kind in (RATED, CHANGED) and event.facts.get("rated_month") == written:
            return Standing(str(color), event)
    return None


def _acted(desk: Desk, project: str, month: int, measure: Measure) -> Written:
    number = rating_number(project, month)
    kept = desk.office.kept(desk.actor, number)
    if standing_color(kept.record, month) is None:
        raise NoSuchMatter(number)
    return desk.act(number, measure)
