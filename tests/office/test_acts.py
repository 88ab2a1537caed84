"""What the office writes, what it refuses and why, and who may do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.cast import LOCAL, OPEN_INJURY, actor, make_cast, office, open_text
from zhunsheng.base.errors import InputRefused
from zhunsheng.office import Doing, NewMatter, NotPermitted, Refused
from zhunsheng.office.acting import NotAnAct
from zhunsheng.record.administrative import EXCEPTED
from zhunsheng.record.event import Event
from zhunsheng.record.record import CorrectionRefused
from zhunsheng.store.keeping import MatterExists, NoSuchMatter, Overtaken, Spot, Wanted
from zhunsheng.store.models import Certificate

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=LOCAL)
TODAY = NOW.date()
INVESTIGATED = {"officers": ("周敏", "刘志远"), "certificate_shown": True}


@pytest.fixture
def number(db: None) -> str:
    make_cast()
    return open_text(OPEN_INJURY, "zhou")


def do(number: str, username: str, event: Event, seen: int, key: str = "k") -> int:
    return office().append(actor(username), number, Doing(event, seen, key), NOW).seq


def test_an_opened_matter_is_kept_with_its_handler_and_its_next_day(number: str) -> None:
    view = office().assess(actor("zhou"), number, TODAY)
    assert (view.line.handler, view.line.department) == ("zhou", "injury")
    assert view.line.title == "曹××（松坡某物流有限公司）"
    assert view.line.due_rule == "decided_in_time"
    assert view.kept.events[0].kind == "assigned"
    assert view.kept.entries[-1].author == "zhou"
    recorded = view.kept.events[-1].recorded_at
    assert recorded is not None
    assert recorded.date() == TODAY


def test_an_act_moves_the_snapshot_with_it(number: str) -> None:
    event = Event("suspended", TODAY, facts={"for": "traffic_police", "noticed": True})
    do(number, "zhou", replace(event, papers=("suspension_notice",)), 4)
    line = office().store.line(number)
    assert line is not None
    assert (line.waiting, line.phase, line.seq) == ("paused", "中止认定时限", 5)


def test_a_gate_the_law_closes_stays_closed_and_says_why(number: str) -> None:
    event = Event("decided", TODAY, facts={"result": "determined"}, papers=("decision",))
    with pytest.raises(Refused) as refused:
        do(number, "zhou", event, 4)
    assert "举证" in str(refused.value)
    assert {"工伤认定办法/17:notice", "工伤认定办法/9"} <= {
        finding.citation for finding in refused.value.findings
    }
    assert office().store.load(number).seq == 4


def test_an_exception_is_an_event_of_its_own_before_the_act(number: str) -> None:
    event = Event("decided", TODAY, facts={"result": "determined"}, papers=("decision",))
    why = Event(EXCEPTED, TODAY, facts={"step": "decided", "approver": "tang"}, note="如实补记")
    office().append(actor("zhou"), number, Doing(event, 4, "k", excepted=why), NOW)
    kept = office().store.load(number)
    assert [one.kind for one in kept.events[-2:]] == [EXCEPTED, "decided"]
    defects = office().assess(actor("zhou"), number, TODAY).judged.assessment
    assert defects is not None
    assert any(finding.gravity == "revoke" for finding in defects.findings)


def test_two_officers_at_once_one_wins_and_the_other_is_told(number: str) -> None:
    first = Event("noted", TODAY, note="电话联系单位")
    do(number, "zhou", first, 4, "a")
    with pytest.raises(Overtaken) as overtaken:
        do(number, "liu", first, 4, "b")
    assert (overtaken.value.seen, overtaken.value.stands) == (4, 5)
    assert do(number, "liu", first, 5, "b") == 6


def test_a_repeated_submission_is_one_event(number: str) -> None:
    event = Event("noted", TODAY, note="电话联系单位")
    assert do(number, "zhou", event, 4, "once") == 5
    assert do(number, "zhou", event, 4, "once") == 5
    assert office().store.load(number).seq == 5


def test_the_key_of_one_officer_is_not_that_of_another(number: str) -> None:
    event = Event("noted", TODAY, note="电话联系单位")
    do(number, "zhou", event, 4, "k")
    assert do(number, "liu", event, 5, "k") == 6


def test_a_correction_needs_a_second_officer_and_keeps_the_first_event(number: str) -> None:
    event = Event("accepted", date(2026, 11, 4), corrects=4, note="日期以送批单为准")
    doing = Doing(event, 4, "c")
    with pytest.raises(NotPermitted):
        office().correct(actor("zhou"), number, doing, NOW)
    with pytest.raises(NotPermitted):
        office().correct(actor("zhou"), number, replace(doing, second="zhou"), NOW)
    office().correct(actor("zhou"), number, replace(doing, second="liu"), NOW)
    kept = office().store.load(number)
    assert (kept.seq, kept.entries[-1].second) == (5, "liu")
    assert kept.events[3].happened_on == date(2026, 11, 3)
    standing = [one.happened_on for one in kept.record.as_known() if one.kind == "accepted"]
    assert standing == [date(2026, 11, 4)]


def test_a_correction_without_a_reason_is_refused(number: str) -> None:
    doing = Doing(Event("accepted", TODAY, corrects=4), 4, "c", second="liu")
    with pytest.raises(CorrectionRefused):
        office().correct(actor("zhou"), number, doing, NOW)


@pytest.mark.parametrize(
    ("event", "error"),
    [
        (Event("flown", TODAY), NotAnAct),
        (Event("suspended", TODAY, facts={"for": "weather"}), InputRefused),
        (Event("suspended", TODAY, facts={"colour": "red"}), InputRefused),
        (Event("noted", TODAY, papers=("napkin",)), InputRefused),
    ],
)
def test_words_the_procedure_does_not_know_are_refused(
    number: str, event: Event, error: type[Exception]
) -> None:
    with pytest.raises(error):
        do(number, "zhou", event, 4)
    assert office().store.load(number).seq == 4


@pytest.mark.parametrize("username", ["guan", "shen"])
def test_who_only_administers_or_audits_writes_nothing(number: str, username: str) -> None:
    with pytest.raises(NotPermitted):
        do(number, username, Event("noted", TODAY), 4)


def test_another_place_does_not_even_know_of_the_matter(number: str) -> None:
    for ask in (
        lambda: office().kept(actor("ma"), number),
        lambda: office().assess(actor("ma"), number, TODAY),
        lambda: do(number, "ma", Event("noted", TODAY), 4),
    ):
        with pytest.raises(NoSuchMatter):
            ask()
    wanted = Wanted(actor("ma").scope, TODAY, words="松坡")
    assert office().search(actor("ma"), wanted, Spot()).lines == ()
    assert office().count(actor("ma"), wanted, 10) == 0


def test_a_sealed_matter_is_seen_by_its_handler_and_few_others(number: str) -> None:
    do(number, "zhou", Event("sealed", TODAY, note="涉及未成年人"), 4)
    seen = {name for name in ("zhou", "liu", "chen", "he", "tang", "shen") if _sees(name, number)}
    assert seen == {"zhou", "he", "tang", "shen"}


def _sees(username: str, number: str) -> bool:
    wanted = Wanted(actor(username).scope, TODAY)
    found = [line.number for line in office().search(actor(username), wanted, Spot()).lines]
    within = office().store.within(number, actor(username).scope)
    assert within == (number in found)
    return within


def test_a_number_is_opened_once(number: str) -> None:
    new = NewMatter(number, "work_injury", {"worker": "何秋实"}, key="another")
    with pytest.raises(MatterExists):
        office().open(actor("zhou"), new, NOW)


def test_certificates_are_those_of_the_day_of_the_act(number: str) -> None:
    Certificate.objects.filter(account__username="liu").update(valid_to=date(2026, 6, 30))
    text = "益人社罚〔2026〕9号 penalty\n  party 竹溪某化工有限公司\n2026-03-02 discovered\n"
    penalty = open_text(text, "zhou")
    on_the_last_day = Event("investigated", date(2026, 6, 30), facts=INVESTIGATED)
    do(penalty, "zhou", on_the_last_day, 2)
    assert office().store.load(penalty).events[-1].facts["certificates_valid"] is True
    with pytest.raises(Refused) as refused:
        do(penalty, "zhou", replace(on_the_last_day, happened_on=date(2026, 7, 1)), 3, "later")
    assert [finding.name for finding in refused.value.findings] == ["qualified_officers"]


def test_the_worklist_is_in_the_order_of_days_and_filtered_by_them(number: str) -> None:
    later = OPEN_INJURY.replace("1号", "2号").replace("11-03 accepted", "11-10 accepted")
    open_text(later, "zhou")
    wanted = Wanted(actor("zhou").scope, TODAY)
    lines = office().worklist(actor("zhou"), wanted, Spot()).lines
    assert [line.due_on for line in lines] == sorted(line.due_on for line in lines)
    assert len(lines) == 2
    assert office().count(actor("zhou"), replace(wanted, due="over"), 10) == 0
    assert office().count(actor("zhou"), replace(wanted, due="later"), 10) == 2
    on_the_day = replace(wanted, day=lines[0].due_on)
    assert office().count(actor("zhou"), replace(on_the_day, due="today"), 10) == 1


def test_a_snapshot_made_again_is_the_same_and_a_day_that_changes_it_is_known(number: str) -> None:
    before = office().store.line(number)
    assert before is not None
    assert office().refresh(number, TODAY)
    assert office().store.line(number) == before
    assert office().refresh_stale(TODAY, 10) == 0
    after_due = date(2027, 2, 1)
    assert office().refresh_stale(after_due, 10) == 1
    again = office().store.line(number)
    assert again is not None
    assert "逾期" in again.due_zh
