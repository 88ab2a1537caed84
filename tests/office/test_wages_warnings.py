"""Warnings of a run: raised once, offered for clearing when gone, and handled by the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.cast import LOCAL, actor, make_cast, office
from tests.office.sheets import cells
from zhunsheng.base.errors import InputRefused
from zhunsheng.office import Doing, NewMatter, NotPermitted, Refused
from zhunsheng.office.wages import (
    Desk,
    Extract,
    Fault,
    Measure,
    Place,
    Run,
    raise_warnings,
    warning_number,
)
from zhunsheng.record.administrative import WITHDRAWN
from zhunsheng.record.event import Event
from zhunsheng.store.enclosing import KeptPapers
from zhunsheng.store.keeping import Line, Overtaken
from zhunsheng.store.models import Event as EventRow
from zhunsheng.store.models import Paper
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.months import read_month

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=LOCAL)
LATER = NOW + timedelta(days=6)
MONTH = read_month("2026-10")
UNPAID, BOARD = "unpaid_by_pay_day", "notice_board_missing"


def fault(project: str = "P-001", check: str = UNPAID, **changes: object) -> Fault:
    plain = Fault(
        project,
        "青禾安置房",
        check,
        "未按约定日足额发放工资",
        "保障农民工工资支付条例/11",
        MONTH,
        workers=14,
        fen=8_640_050,
        sentence="14人2026年10月工资至11月20日未付，共86,400.50元",
        level="red",
        employer="云岭某建设有限公司",
        district="桃江县",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


ONE, TWO, THREE = fault(), fault("P-002"), fault(check=BOARD, workers=0, fen=0, level="yellow")
NUMBER = warning_number("P-001", UNPAID, MONTH)


def run(*faults: Fault, digest: str = "run-1", as_of: date = date(2026, 11, 24)) -> Run:
    return Run(
        digest,
        MONTH,
        as_of,
        known_on=as_of,
        scheme="default",
        faults=faults,
        covered=frozenset({"P-001", "P-002"}),
        evaluated=frozenset({UNPAID, BOARD}),
    )


def again(*faults: Fault, **changes: object) -> Run:
    """The next run of the same month, six days later."""
    later = run(*faults, digest="run-2", as_of=date(2026, 11, 30))
    return replace(later, **changes)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _cast(db: None) -> None:
    make_cast()


def desk(username: str = "zhou", now: datetime = NOW) -> Desk:
    return Desk(office(), KeptPapers(), actor(username), now)


def kinds(number: str = NUMBER) -> list[str]:
    return [one.kind for one in office().store.load(number).events]


def line(number: str = NUMBER) -> Line:
    found = office().store.line(number)
    assert found is not None
    return found


def test_each_fault_of_a_project_and_month_is_one_warning() -> None:
    done = raise_warnings(desk(), run(ONE, TWO, THREE, ONE))
    assert done.raised == [
        NUMBER,
        warning_number("P-002", UNPAID, MONTH),
        warning_number("P-001", BOARD, MONTH),
    ]
    assert kinds() == ["assigned", "raised"]
    assert line().title == "青禾安置房：未按约定日足额发放工资（2026年10月）"
    assert (line().people, line().amount_fen, line().project) == (14, ONE.fen, "青禾安置房")
    assert line().due_rule == "check"
    raised = office().store.load(NUMBER).events[-1]
    assert raised.happened_on == NOW.date()
    assert dict(raised.facts) == {
        "level": "red",
        "run": "run-1",
        "counted_on": date(2026, 11, 24),
        "sentence": ONE.sentence,
    }


def test_raising_a_run_again_adds_nothing_whoever_does_it() -> None:
    raise_warnings(desk(), run(ONE, TWO))
    before = EventRow.objects.count()
    for username in ("zhou", "liu", "ma"):
        done = raise_warnings(desk(username, LATER), run(ONE, TWO))
        assert (done.raised, done.offered, done.again) == ([], [], [])
        assert len(done.standing) == 2
    assert EventRow.objects.count() == before


def test_a_warning_goes_to_the_place_of_its_district() -> None:
    raise_warnings(desk(), run(ONE), {"桃江县": Place("taojiang", "ma")})
    assert (line().department, line().handler) == ("taojiang", "ma")
    assert raise_warnings(desk(now=LATER), again()).offered == [NUMBER]
    raise_warnings(desk(), run(TWO), {"南县": Place("taojiang", "ma")})
    assert line(warning_number("P-002", UNPAID, MONTH)).handler == "zhou"


def test_a_number_taken_by_a_withdrawn_import_is_left_alone() -> None:
    new = NewMatter(NUMBER, "wage_warning", events=(Event("raised", NOW.date()),))
    office().open(actor("zhou"), new, NOW)
    office().append(actor("zhou"), NUMBER, Doing(Event(WITHDRAWN, NOW.date()), 2, "w"), NOW)
    done = raise_warnings(desk(), run(ONE))
    assert (done.raised, done.standing) == ([], [NUMBER])
    assert kinds() == ["assigned", "raised", "import_withdrawn"]


def test_a_fault_gone_in_a_later_run_is_offered_for_clearing_with_its_proof() -> None:
    raise_warnings(desk(), run(ONE, TWO))
    receipts = Extract(
        "clearance_extract",
        "银行发放回单",
        ("回单编号", "到账日期"),
        (("H-1", date(2026, 11, 27)),),
    )
    gone = again(TWO, proofs={("P-001", UNPAID): receipts})
    done = raise_warnings(desk(now=LATER), gone)
    assert done.offered == [NUMBER]
    assert kinds() == ["assigned", "raised", "clearing_offered"]
    entry = office().store.load(NUMBER).entries[-1]
    assert entry.event.papers == ("clearance_extract",)
    paper = Paper.objects.get(digest=entry.files["clearance_extract"])
    assert (paper.matter.number, paper.added_by.username) == (NUMBER, "zhou")
    rows = cells(paper.digest)
    assert rows[1:3] == [["回单编号", "到账日期"], ["H-1", date(2026, 11, 27)]]
    before = EventRow.objects.count()
    assert raise_warnings(desk("liu", LATER), gone).offered == []
    assert EventRow.objects.count() == before


def test_without_rows_the_proof_names_the_run_that_does_not_find_it() -> None:
    raise_warnings(desk(), run(ONE))
    raise_warnings(desk(now=LATER), again())
    digest = office().store.load(NUMBER).entries[-1].files["clearance_extract"]
    told = {str(row[0]): row[1] for row in cells(digest) if row[0]}
    assert told["预警编号"] == NUMBER
    assert told["监控批次"] == "run-2"
    assert told["核算日期"] == date(2026, 11, 30)
    assert told["核对结果"] == "监控不再发现"


@pytest.mark.parametrize(
    "silent",
    [
        again(covered=frozenset({"P-002"})),
        again(evaluated=frozenset({BOARD})),
        again(as_of=date(2026, 11, 20)),
        again(month=MONTH + 1),
    ],
    ids=["no data", "not evaluated", "earlier day", "another month"],
)
def test_a_run_that_cannot_tell_offers_nothing(silent: Run) -> None:
    raise_warnings(desk(), run(ONE))
    assert raise_warnings(desk(now=LATER), silent).offered == []
    assert kinds() == ["assigned", "raised"]


def test_what_is_found_again_after_an_offer_can_no_longer_be_cleared_as_paid() -> None:
    raise_warnings(desk(), run(ONE))
    raise_warnings(desk(now=LATER), again())
    third = run(ONE, digest="run-3", as_of=date(2026, 12, 2))
    done = raise_warnings(desk(now=LATER + timedelta(days=2)), third)
    assert done.again == [NUMBER]
    assert kinds()[-1] == "found_again"
    assert raise_warnings(desk(now=LATER + timedelta(days=2)), third).again == []
    paid = Measure("cleared", {"how": "paid"}, papers=("payment_proof",))
    with pytest.raises(Refused) as refused:
        desk(now=LATER + timedelta(days=3)).act(NUMBER, paid)
    assert [one.name for one in refused.value.findings] == ["no_longer_found"]


def test_an_ended_warning_that_is_found_is_told_and_left_alone() -> None:
    raise_warnings(desk(), run(ONE))
    raise_warnings(desk(now=LATER), again())
    with pytest.raises(Refused) as refused:  # that nothing is found any more proves no payment
        desk(now=LATER).act(NUMBER, Measure("cleared", {"how": "paid"}))
    assert [one.name for one in refused.value.findings] == ["paid_proved"]
    paid = Measure("cleared", {"how": "paid"}, papers=("payment_proof",))
    desk(now=LATER).act(NUMBER, paid)
    assert line().ended
    done = raise_warnings(desk(now=LATER), run(ONE, digest="run-3", as_of=date(2026, 12, 2)))
    assert (done.ended, done.raised, done.again) == ([NUMBER], [], [])
    assert kinds()[-1] == "cleared"


def test_a_warning_is_handled_by_the_offices_own_verbs() -> None:
    raise_warnings(desk(), run(ONE))
    desk("chen").assign(NUMBER, "injury", "liu")
    assert line().handler == "liu"
    at_work = desk("liu", LATER)
    steps = (
        Measure("checked", {"result": "confirmed"}, papers=("check_record",)),
        Measure("urged", {"contact": "项目经理", "pay_by": date(2026, 12, 5)}),
        Measure("talked", {"pay_by": date(2026, 12, 5)}),
        Measure("ordered", {"order_number": "益人社监令〔2026〕1号", "pay_by": date(2026, 12, 8)}),
        Measure("case_opened", {"case_number": "益人社监立〔2026〕1号"}),
        Measure("referred", {"to": "industry"}),
        Measure("upgraded", {"to_level": "red", "upgrade_reason": "逾期未付"}),
        Measure("cleared", {"how": "handed_over"}, papers=("opening_approval",)),
    )
    for step in steps:
        at_work.act(NUMBER, step)
    assert kinds()[3:] == [step.step for step in steps]
    assert line().ended


@pytest.mark.parametrize(
    ("measure", "rule"),
    [
        (Measure("cleared", {"how": "paid"}, papers=("payment_proof",)), "checked_or_offered"),
        (Measure("ordered", {"pay_by": date(2026, 12, 8)}), "ordered_on_confirmed"),
        (Measure("checked", {"result": "unfounded"}), "reason_named"),
    ],
)
def test_what_has_no_ground_is_refused(measure: Measure, rule: str) -> None:
    raise_warnings(desk(), run(ONE))
    with pytest.raises(Refused) as refused:
        desk().act(NUMBER, measure)
    assert rule in [one.name for one in refused.value.findings]
    assert kinds() == ["assigned", "raised"]


def test_a_warning_is_not_cleared_as_paid_without_a_proof() -> None:
    raise_warnings(desk(), run(ONE))
    desk().act(NUMBER, Measure("checked", {"result": "confirmed"}))
    with pytest.raises(Refused) as refused:
        desk().act(NUMBER, Measure("cleared", {"how": "paid"}))
    assert [one.name for one in refused.value.findings] == ["paid_proved"]


def test_an_act_on_what_someone_else_changed_meanwhile_is_refused() -> None:
    raise_warnings(desk(), run(ONE))
    desk().act(NUMBER, Measure("urged", seen=2))
    with pytest.raises(Overtaken):
        desk("liu").act(NUMBER, Measure("talked", seen=2))
    assert desk().act(NUMBER, Measure("urged", seen=2)).repeated


@pytest.mark.parametrize("username", ["guan", "shen"])
def test_who_only_administers_or_audits_raises_nothing(username: str) -> None:
    with pytest.raises(NotPermitted):
        raise_warnings(desk(username), run(ONE))
    assert office().store.line(NUMBER) is None


def test_a_level_nobody_knows_is_refused_before_anything_is_written() -> None:
    with pytest.raises(InputRefused):
        raise_warnings(desk(), run(fault(level="purple")))
    assert office().store.line(NUMBER) is None


@pytest.mark.parametrize("code", ["P/1", "a b", "工" * 60, "..", "", "x\ny", "P?1"])
def test_a_code_that_cannot_stand_in_an_address_still_has_its_own_number(code: str) -> None:
    number = warning_number(code, UNPAID, MONTH)
    assert number == warning_number(code, UNPAID, MONTH)
    assert number != warning_number(code + "1", UNPAID, MONTH)
    assert len(number) <= 60
    assert not set(number) & set("/?# \n")
    assert raise_warnings(desk(), run(fault(code))).raised == [number]


def test_the_number_of_a_warning_says_what_is_wrong_in_chinese() -> None:
    assert CHECKS[UNPAID].zh in NUMBER
    assert UNPAID not in NUMBER
