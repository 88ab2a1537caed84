"""Ratings of a run: published once, changed by hand with another's approval, objected, answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.cast import LOCAL, actor, make_cast, office
from zhunsheng.base.errors import InputRefused
from zhunsheng.office import NotPermitted, Refused
from zhunsheng.office.wages import (
    Answer,
    Change,
    Desk,
    Measure,
    Place,
    ProjectColor,
    Run,
    answer_objection,
    change_rating,
    object_to_rating,
    publish_ratings,
    rating_number,
    standing_color,
)
from zhunsheng.record.record import Record
from zhunsheng.store.enclosing import KeptPapers
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.models import Event
from zhunsheng.wages.months import read_month

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=LOCAL)
MONTH = read_month("2026-10")
RED = ProjectColor(
    "P-001",
    "青禾安置房",
    MONTH,
    "red",
    causes=("14人工资未付", "专户余额不足"),
    points=60,
    stars=2,
    employer="云岭某建设有限公司",
    district="桃江县",
)
GREY = ProjectColor("P-002", "竹溪厂房", MONTH, "grey", grey_reason="suspended")
NUMBER = rating_number("P-001", MONTH)
RUN = Run("run-1", MONTH, date(2026, 11, 24), date(2026, 11, 23), "default", colors=(RED, GREY))


@pytest.fixture(autouse=True)
def _cast(db: None) -> None:
    make_cast()


def desk(username: str = "zhou", days: int = 0) -> Desk:
    return Desk(office(), KeptPapers(), actor(username), NOW + timedelta(days=days))


def record(number: str = NUMBER) -> Record:
    return office().store.load(number).record


def kinds(number: str = NUMBER) -> list[str]:
    return [one.kind for one in record(number).events]


def color(month: int = MONTH) -> tuple[str, bool]:
    found = standing_color(record(), month)
    assert found is not None
    return found.color, found.by_hand


def test_each_project_has_one_matter_a_year_with_color_causes_and_run() -> None:
    done = publish_ratings(desk(), RUN, {"桃江县": Place("taojiang", "ma")})
    assert done.published == [NUMBER, rating_number("P-002", MONTH)]
    assert kinds() == ["assigned", "rated", "published"]
    assert dict(record().events[1].facts) == {
        "rated_month": "2026-10",
        "color": "red",
        "causes": ("14人工资未付", "专户余额不足"),
        "points": 60,
        "stars": 2,
        "scheme": "default",
        "run": "run-1",
        "counted_on": date(2026, 11, 24),
        "data_until": date(2026, 11, 23),
    }
    assert dict(record().events[2].facts) == {
        "rated_month": "2026-10",
        "published_rating": NOW.date(),
        "run": "run-1",
    }
    line = office().store.line(NUMBER)
    assert line is not None
    assert (line.title, line.handler) == ("青禾安置房：2026年红黄绿评定", "ma")


def test_publishing_a_run_again_adds_nothing_whoever_does_it() -> None:
    publish_ratings(desk(), RUN)
    before = Event.objects.count()
    for username in ("zhou", "chen", "tang"):
        done = publish_ratings(desk(username, 3), RUN)
        assert (done.published, len(done.standing)) == ([], 2)
    assert Event.objects.count() == before


def test_a_publication_broken_off_after_the_rating_is_finished() -> None:
    publish_ratings(desk(), replace(RUN, colors=(RED,)))
    later = replace(RUN, digest="run-2", as_of=date(2026, 11, 26), colors=(RED,))
    rated = dict(record().events[1].facts) | {"run": "run-2"}
    from_there = desk(days=2)
    from_there.act(NUMBER, _rated(rated))
    assert publish_ratings(desk(days=3), later).published == [NUMBER]
    assert kinds() == ["assigned", "rated", "published", "rated", "published"]
    assert record().events[-1].facts["published_rating"] == date(2026, 11, 27)


def _rated(facts: dict[str, object]) -> Measure:
    return Measure("rated", facts)  # type: ignore[arg-type]


def test_a_later_run_of_the_month_stands_beside_the_one_that_was_published() -> None:
    publish_ratings(desk(), RUN)
    green = replace(RED, color="green", causes=(), points=100)
    publish_ratings(desk(days=5), replace(RUN, digest="run-2", colors=(green,)))
    assert kinds() == ["assigned", "rated", "published", "rated", "published"]
    assert color() == ("green", False)
    known = standing_color(replace(record(), events=record().events[:3]), MONTH)
    assert known is not None
    assert known.color == "red"


def test_months_of_a_year_share_a_matter_and_a_new_year_begins_another() -> None:
    december, january = MONTH + 2, MONTH + 3
    for place, month in enumerate((MONTH, december, january)):
        one = replace(RED, month=month, color=("red", "yellow", "green")[place])
        publish_ratings(desk(days=place), replace(RUN, digest=f"r{place}", colors=(one,)))
    assert len(kinds()) == 5
    assert color(MONTH) == ("red", False)
    assert color(december) == ("yellow", False)
    assert rating_number("P-001", january) != NUMBER
    assert len(kinds(rating_number("P-001", january))) == 3


@pytest.mark.parametrize(
    "bad", [replace(RED, color="blue"), replace(GREY, grey_reason="lazy")], ids=["color", "grey"]
)
def test_a_color_nobody_knows_is_refused(bad: ProjectColor) -> None:
    with pytest.raises(InputRefused):
        publish_ratings(desk(), replace(RUN, colors=(bad,)))


def test_a_change_by_hand_has_reason_and_another_persons_approval() -> None:
    publish_ratings(desk(), RUN)
    change_rating(desk(), "P-001", MONTH, Change("yellow", "银行退票属实", actor("tang")))
    event = record().events[-1]
    assert (event.kind, event.facts["approved_by"]) == ("changed", "唐毅")
    assert office().store.load(NUMBER).entries[-1].second == "tang"
    assert color() == ("yellow", True)


@pytest.mark.parametrize(
    ("author", "approver"), [("zhou", "zhou"), ("tang", "tang"), ("zhou", "liu"), ("zhou", "guan")]
)
def test_nobody_approves_an_own_change_nor_without_the_right_to(author: str, approver: str) -> None:
    publish_ratings(desk(), RUN)
    change = Change("green", "已付清", actor(approver))
    with pytest.raises(NotPermitted, match="经办人以外"):
        change_rating(desk(author), "P-001", MONTH, change)
    assert color() == ("red", False)


def test_a_change_without_a_reason_or_of_a_month_not_rated_is_refused() -> None:
    publish_ratings(desk(), RUN)
    with pytest.raises(Refused) as refused:
        change_rating(desk(), "P-001", MONTH, Change("green", "  ", actor("tang")))
    assert [one.name for one in refused.value.findings] == ["change_reasoned"]
    with pytest.raises(NoSuchMatter):
        change_rating(desk(), "P-001", MONTH - 1, Change("green", "x", actor("tang")))
    with pytest.raises(NoSuchMatter):
        change_rating(desk(), "P-009", MONTH, Change("green", "x", actor("tang")))


def test_an_objection_is_answered_and_a_promised_change_must_stand_first() -> None:
    publish_ratings(desk(), RUN)
    object_to_rating(desk(days=2), "P-001", MONTH, "银行退票", date(2026, 11, 26))
    assert record().events[-1].happened_on == date(2026, 11, 26)
    changed = Answer(date(2026, 11, 26), "changed", "退票不可归责于该单位")
    with pytest.raises(Refused) as refused:
        answer_objection(desk(days=3), "P-001", MONTH, changed)
    assert [one.name for one in refused.value.findings] == ["changed_if_so_answered"]
    change_rating(desk(days=3), "P-001", MONTH, Change("yellow", "退票属实", actor("chen")))
    answer_objection(desk(days=3), "P-001", MONTH, changed)
    assert kinds()[-3:] == ["objected", "changed", "answered"]
    line = office().store.line(NUMBER)
    assert line is not None
    assert (line.defects, line.has_due) == (0, False)
