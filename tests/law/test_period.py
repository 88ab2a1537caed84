"""Counting as the law counts: the worked vectors, the words of the trace, the bounds."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.base.errors import CalendarError, UnknownCitation
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.law.period import Due, Period, count
from zhunsheng.law.provision import Limit, Unit

CALENDAR = load_calendar()
LAW = load_law()
NOTICE_2027 = "国务院办公厅关于2027年部分节假日安排的通知"


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def iso(ordinal: int | None) -> str:
    return "" if ordinal is None else date.fromordinal(ordinal).isoformat()


def counted(period: Period) -> Due:
    return count(period, calendar=CALENDAR, law=LAW)


def stretch(first: str, resumed: str) -> tuple[int, int]:
    return day(first), day(resumed)


# What is due, the trigger, the provision whose limit counts, the nominal and the last day.
WORKED = [
    ("送达处罚决定", "2026-09-24", "行政处罚法/61.1", "2026-10-12", "2026-10-12"),
    ("要求听证", "2026-02-13", "行政处罚法/64.1.1", "2026-02-27", "2026-02-27"),
    ("撤回公开的处罚", "2026-02-14", "行政处罚法/48.2", "2026-02-26", "2026-02-26"),
    ("先行登记保存", "2026-04-29", "行政处罚法/56", "2026-05-12", "2026-05-12"),
    ("作出处罚决定", "2026-07-03", "行政处罚法/60", "2026-10-01", "2026-10-08"),
    ("复议答复（新法）", "2026-04-30", "行政复议法/48:reply", "2026-05-18", "2026-05-18"),
    ("复议答复（旧法）", "2023-04-28", "行政复议法/48:reply", "2023-05-08", "2023-05-08"),
    ("答辩", "2026-09-20", "行政诉讼法/67.1:defense", "2026-10-05", "2026-10-08"),
    ("起诉", "2025-08-31", "行政诉讼法/46.1", "2026-02-28", "2026-02-28"),
    ("申请复议", "2026-08-05", "行政复议法/20.1", "2026-10-04", "2026-10-08"),
    ("缴纳罚款", "2026-04-20", "行政处罚法/67.3", "2026-05-05", "2026-05-06"),
    (
        "公示处罚",
        "2026-09-30",
        "国办发〔2018〕118号/6:license_or_penalty",
        "2026-10-15",
        "2026-10-15",
    ),
    ("催告", "2026-01-28", "行政强制法/54", "2026-02-11", "2026-02-11"),
]


@pytest.mark.parametrize(
    ("start", "under", "nominal", "last"),
    [row[1:] for row in WORKED],
    ids=[row[0] for row in WORKED],
)
def test_the_worked_vectors_come_out(start: str, under: str, nominal: str, last: str) -> None:
    written = LAW.at(under, on=date.fromisoformat(start)).written
    assert written is not None
    due = counted(Period(day(start), written, under=under))
    assert (iso(due.nominal), iso(due.day), due.needs) == (nominal, last, "")


# Thirty-three and thirty-four days late.
@pytest.mark.parametrize(("paid_on", "surcharge"), [("2026-06-08", 29_700), ("2026-06-09", 30_000)])
def test_the_surcharge_runs_from_the_rolled_payment_day_up_to_the_fine(
    paid_on: str, surcharge: int
) -> None:
    paid = date.fromisoformat(paid_on)
    rate = LAW.at("行政处罚法/72.1.1:rate", on=paid).ratio
    ceiling = LAW.at("行政处罚法/72.1.1:ceiling", on=paid).ratio
    due = counted(Period(day("2026-04-20"), Limit(15, "day"), under="行政处罚法/67.3"))
    assert rate is not None
    assert rate.low is not None
    assert ceiling is not None
    assert ceiling.high is not None
    assert iso(due.day) == "2026-05-06"
    days_late = paid.toordinal() - due.latest
    assert 30_000 * min(rate.low * days_late, ceiling.high) == surcharge


def test_a_suspension_is_left_out_and_the_clock_counts_on_the_day_of_resumption() -> None:
    pauses = (stretch("2026-03-10", "2026-04-09"),)
    due = counted(Period(day("2026-03-02"), Limit(60, "day"), pauses=pauses))
    assert iso(due.day) == "2026-06-01"
    assert iso(due.nominal) == "2026-05-31"
    paused_line = "停计：2026-03-10至2026-04-08停止计算，共30日，自2026-04-09起继续计算"
    assert paused_line in due.trace


def test_the_way_of_a_service_limit_is_told_line_by_line() -> None:
    due = counted(Period(day("2026-09-24"), Limit(7, "day"), under="行政处罚法/61.1"))
    assert due.trace == (
        "期限：《行政处罚法》第六十一条第一款，7日",
        "换算：所称7日指7个工作日（《行政处罚法》第八十五条）",
        "起算：2026-09-24（星期四）当日不计，自2026-09-25起算（《民事诉讼法》第八十五条第二款）",
        "不计：中秋节 2026-09-25至2026-09-27",
        "不计：国庆节 2026-10-01至2026-10-07",
        "不计：其他周末1日",
        "计入：2026-10-10（星期六）是国庆节调休上班日",
        "届满：满7个工作日之日为2026-10-12（星期一）",
        "截止：2026-10-12（星期一）二十四时（《民法典》第二百零三条第二款）",
    )


def test_the_way_of_a_month_limit_names_the_month_end_and_the_worked_saturday() -> None:
    due = counted(Period(day("2025-08-31"), Limit(6, "month")))
    assert due.trace[1:] == (
        "计入：2026-02-28（星期六）是春节调休上班日",
        "对应：到期月没有31日，以月末2026-02-28为准（《民法典》第二百零二条）",
        "届满：满6个月之日为2026-02-28（星期六）",
        "截止：2026-02-28（星期六）二十四时（《民法典》第二百零三条第二款）",
    )


def test_the_way_of_a_roll_over_names_the_rest_day_and_its_rule() -> None:
    due = counted(Period(day("2026-07-03"), Limit(90, "day")))
    assert (
        "顺延：2026-10-01（星期四）是休息日（国庆节），顺延至2026-10-08（星期四）"
        "（《民事诉讼法》第八十五条第三款）"
    ) in due.trace


def test_a_limit_that_does_not_roll_ends_on_the_rest_day_and_says_so() -> None:
    due = counted(Period(day("2026-03-01"), Limit(13, "day"), rolls=False))
    assert iso(due.day) == "2026-03-14"
    assert "不顺延：2026-03-14（星期六）是休息日，本期限不因此顺延" in due.trace


def test_an_old_start_day_cites_the_number_the_rule_had_then() -> None:
    due = counted(Period(day("2018-03-01"), Limit(10, "day")))
    assert due.trace[0].endswith("（《民事诉讼法》第八十二条第二款）")
    assert "（《民事诉讼法》第八十二条第三款）" in due.trace[2]


def test_an_old_provision_is_cited_under_the_number_it_had() -> None:
    due = counted(Period(day("2023-04-28"), Limit(10, "day"), under="行政复议法/48:reply"))
    assert due.trace[0] == "期限：《行政复议法》第二十三条第一款，10日"


def test_a_statute_with_a_start_rule_of_its_own_is_cited_for_it() -> None:
    due = counted(Period(day("2026-01-20"), Limit(15, "day"), under="湖南省行政程序规定"))
    assert due.trace[1].endswith("（《湖南省行政程序规定》第一百七十四条第二款）")


@pytest.mark.parametrize(
    ("under", "end", "rule"),
    [
        ("", "2026-09-26 17:30", "（《民法典》第二百零一条第二款）"),
        ("民事诉讼法", "2026-09-26 18:00", "（《民诉法解释》第一百二十五条）"),
    ],
)
def test_hours_run_over_rest_days_without_roll_over(under: str, end: str, rule: str) -> None:
    due = counted(Period(day("2026-09-25"), Limit(24, "hour"), minute=17 * 60 + 30, under=under))
    assert due.minute is not None
    assert f"{iso(due.day)} {due.minute // 60:02}:{due.minute % 60:02}" == end
    assert rule in "".join(due.trace)


def test_hours_do_not_run_through_a_suspended_day() -> None:
    pauses = (stretch("2026-03-11", "2026-03-13"),)
    due = counted(Period(day("2026-03-10"), Limit(24, "hour"), minute=600, pauses=pauses))
    assert (iso(due.day), due.minute) == ("2026-03-13", 600)


@pytest.mark.parametrize(
    ("length", "unit", "last"),
    [
        (7, "workday", "2026-10-09"),
        (7, "day", "2026-10-12"),
        (1, "month", "2026-09-19"),
        (1, "year", "2025-10-19"),
        (24, "hour", "2026-10-19"),
    ],
)
def test_a_backward_limit_leaves_its_full_length_between(
    length: int, unit: Unit, last: str
) -> None:
    due = counted(Period(day("2026-10-20"), Limit(length, unit), backward=True))
    assert iso(due.day) == last


def test_the_way_of_a_backward_limit_warns_of_the_lenient_reading() -> None:
    due = counted(
        Period(day("2026-10-20"), Limit(7, "day"), backward=True, under="行政处罚法/64.1.2")
    )
    assert due.trace[2:] == (
        "倒算：2026-10-20（星期二）当日和通知之日都不计，其间须有7个完整的工作日"
        "（《民事诉讼法》第八十五条第二款）",
        "不计：其他周末3日",
        "最迟：2026-10-09（星期五）",
        "从宽：如2026-10-20可计为末日，最迟为2026-10-11（星期日）；宜从严",
    )


def test_an_unpublished_year_gives_two_bounds_and_names_the_notice() -> None:
    due = counted(Period(day("2026-12-20"), Limit(20, "workday")))
    assert due.day is None
    assert (iso(due.earliest), iso(due.latest)) == ("2027-01-12", "2027-01-20")
    assert due.needs == NOTICE_2027
    assert due.trace[-2:] == (
        f"未定：须待{NOTICE_2027}公布",
        "范围：最早2027-01-12（星期二），最迟2027-01-20（星期三）",
    )


def test_a_last_day_on_a_coming_festival_rolls_to_two_bounds() -> None:
    due = counted(Period(day("2026-12-31"), Limit(37, "day")))
    assert iso(due.nominal) == "2027-02-06"
    assert (iso(due.earliest), iso(due.latest)) == ("2027-02-09", "2027-02-15")
    assert due.needs == NOTICE_2027


def test_an_unpublished_year_is_no_obstacle_when_both_bounds_agree() -> None:
    due = counted(Period(day("2027-07-01"), Limit(14, "day")))
    assert (iso(due.day), due.needs) == ("2027-07-15", "")


def test_a_backward_limit_in_an_unpublished_year_is_bounded_too() -> None:
    due = counted(Period(day("2027-02-15"), Limit(7, "workday"), backward=True))
    assert due.earliest < due.latest < day("2027-02-15")
    assert due.needs == NOTICE_2027


def test_an_unknown_basis_is_refused() -> None:
    with pytest.raises(UnknownCitation):
        counted(Period(day("2026-01-05"), Limit(7, "day"), under="子虚法/1"))


@pytest.mark.parametrize("unit", ["day", "workday", "hour", "year"])
def test_a_period_beyond_the_calendar_is_refused(unit: Unit) -> None:
    with pytest.raises(CalendarError):
        counted(Period(day("2026-01-05"), Limit(500_000, unit)))


@pytest.mark.parametrize(
    "fields",
    [
        {"limit": Limit(-1, "day")},
        {"limit": Limit(1, "hour"), "minute": 1440},
        {"limit": Limit(1, "day"), "backward": True, "pauses": ((1, 2),)},
    ],
)
def test_a_period_no_law_can_mean_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a "):
        Period(start=day("2026-01-05"), **fields)  # type: ignore[arg-type]


PERIODS = st.builds(
    Period,
    st.dates(date(2015, 1, 1), date(2028, 12, 31)).map(date.toordinal),
    st.builds(Limit, st.integers(0, 90), st.sampled_from(["day", "workday", "month"])),
    pauses=st.lists(
        st.tuples(st.integers(735_000, 741_000), st.integers(0, 60)).map(
            lambda pair: (pair[0], sum(pair))
        ),
        max_size=3,
    ).map(tuple),
    rolls=st.booleans(),
    under=st.sampled_from(["", "行政处罚法", "行政强制法", "行政复议法"]),
)


@given(PERIODS)
def test_bounds_are_in_order_and_doubt_always_names_its_notice(period: Period) -> None:
    due = counted(period)
    assert period.start <= due.nominal <= due.earliest <= due.latest
    assert bool(due.needs) == (due.earliest != due.latest)
    assert due.minute is None


@given(PERIODS)
def test_a_trace_cites_only_what_the_law_holds(period: Period) -> None:
    cited = re.findall(r"《([^》]+)》", "".join(counted(period).trace))
    titles = {instrument.title for instrument in LAW.instruments}
    assert cited
    assert titles.issuperset(cited)


@given(PERIODS)
def test_an_added_pause_never_brings_the_last_day_forward(period: Period) -> None:
    longer = Period(
        period.start,
        period.limit,
        pauses=(*period.pauses, (period.start + 1, period.start + 11)),
        rolls=period.rolls,
        under=period.under,
    )
    assert counted(longer).earliest >= counted(period).earliest
    assert counted(longer).latest >= counted(period).latest
