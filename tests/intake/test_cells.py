"""One cell is read as what it says, or refused with what, why and what to do."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.intake.cells import (
    EMPTY,
    Read,
    Refusal,
    read_count,
    read_day,
    read_list,
    read_text,
    read_yes_no,
    read_yuan,
)

READERS = [read_count, read_day, read_list, read_text, read_yes_no, read_yuan]
FIRST = date(2025, 3, 1)
BAD_CELL = Refusal("单元格是错误值 #N/A", "公式算不出结果", "请改正公式或直接填写")

cells = st.one_of(
    st.text(),
    st.text(alphabet="0123456789年月日-./万元,上午:一 ", max_size=16),
    st.booleans(),
    st.integers(-(10**300), 10**300),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.datetimes(),
    st.times(),
    st.none(),
)


@pytest.mark.parametrize(
    "written",
    [
        "2025-03-01", "2025.3.1", "2025/3/1", "2025年3月1日", "2025年03月01日",
        "20250301", 20250301,
        "２０２５年３月１日", "２０２５－０３－０１", " 2025 年 3 月 1 日 ", "2025-03-01 10:22:03",
        "2025-03-01T10:22:03.5Z", "2025年3月1日 上午9时30分", "2025年3月1日（星期六）",
        "2025/3/1 9:05 AM",
        "2025年3月1号", datetime.fromisoformat("2025-03-01T23:59"),
    ],
)  # fmt: skip
def test_a_day_is_read_however_officers_write_it(written):
    assert read_day(written) == Read(FIRST)


@pytest.mark.parametrize("written", [45717, "45717", Decimal("45717.5")])
def test_a_serial_number_of_excel_is_read_and_said_so(written):
    note = f"“{written}”按 Excel 日期序号读作2025-03-01"
    assert read_day(written) == Read(FIRST, note)


def test_month_and_day_alone_take_the_year_given_and_say_so():
    assert read_day("3月1日", year=2025) == Read(
        FIRST, "“3月1日”没有写年份，按2025年读作2025-03-01"
    )


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("3月1日", "没有写年份"),
        ("25.3.1", "年份只有两位，不能确定是哪一年"),
        ("25年3月1日", "年份只有两位，不能确定是哪一年"),
        ("2025-02-30", "2025年2月只有28天"),
        ("2025年13月1日", "一年没有13月"),
        ("20251301", "一年没有13月"),
        ("0000-01-01", "没有0年"),
        ("3/1/2025", "月和日的先后不能确定"),
        ("2025年3月", "没有写日"),
        ("2025.3.1-2025.3.5", "一个单元格里不止一个日期"),
        ("至今", "它不是日期"),
        (True, "它不是日期"),
        (time(9), "它不是日期"),
        (12, "它是一个数，也不是1990年至2099年间的 Excel 日期序号"),
        (Decimal("3.1"), "它是一个数，也不是1990年至2099年间的 Excel 日期序号"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(written, why):
    refusal = read_day(written)
    assert isinstance(refusal, Refusal)
    assert refusal.why == why
    assert refusal.what.endswith("读不成日期")


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_spelling(day):
    spellings = [
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        (day - date(1899, 12, 30)).days,
    ]
    assert {read_day(spelling).value for spelling in spellings} == {day}


@pytest.mark.parametrize(
    "written", ["是", "有", "√", "Y", "y", "Ｙ", "1", 1, Decimal(1), True, "已"]
)
def test_yes_is_read_however_officers_write_it(written):
    assert read_yes_no(written) == Read(True)


@pytest.mark.parametrize("written", ["否", "无", "×", "N", "x", "0", 0, False, "没有"])
def test_no_is_read_however_officers_write_it(written):
    assert read_yes_no(written) == Read(False)


def test_not_known_is_neither_yes_nor_no():
    assert read_yes_no("不详") == Read(None, "“不详”读作不知道")


@pytest.mark.parametrize("written", ["也许", "部分", 2, "□"])
def test_what_is_neither_yes_nor_no_is_refused(written):
    assert read_yes_no(written) == Refusal(
        f"“{written}”不是“是”或“否”",
        "只认是/否、有/无、√/×、Y/N、1/0",
        "请改写；确实不知道的写“不详”",
    )


@pytest.mark.parametrize(
    ("written", "count"),
    [(12, 12), ("１２人", 12), ("1,234", 1234), ("1.2万", 12_000), ("30人次", 30), ("0", 0)],
)
def test_a_count_is_read_with_or_without_its_measure_word(written, count):
    assert read_count(written) == Read(count)


@pytest.mark.parametrize(
    ("written", "what"),
    [
        (Decimal("12.5"), "“12.5”不是整数"),
        (-3, "“-3”是负数"),
        ("约12", "“约12”读不成件数或人数"),
        ("1,23", "“1,23”读不成件数或人数"),
        (True, "“TRUE”读不成件数或人数"),
        ("9" * 40, f"“{'9' * 30}…”读不成件数或人数"),
    ],
)
def test_what_is_not_a_count_is_refused(written, what):
    assert read_count(written).what == what


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("1,234.50", "1234.50"),
        ("１，２３４．５元", "1234.50"),
        ("￥1234", "1234.00"),
        ("人民币1234元整", "1234.00"),
        (5, "5.00"),
        (Decimal("0.3"), "0.30"),
    ],
)
def test_a_sum_of_money_is_read_to_the_fen(written, yuan):
    read = read_yuan(written)
    assert (str(read.value), read.note) == (yuan, "")


def test_a_sum_in_ten_thousands_is_read_and_said_so():
    assert read_yuan("1.2万元") == Read(Decimal("12000.00"), "“1.2万元”读作12000.00元")
    assert read_yuan(Decimal("1.2"), unit_yuan=10_000).value == Decimal("12000.00")


def test_a_unit_in_the_cell_outweighs_the_unit_of_the_head():
    assert read_yuan("500元", unit_yuan=10_000) == Read(Decimal("500.00"))


def test_a_computed_fraction_of_a_fen_is_rounded_and_said_so():
    note = "“3333.335”四舍五入到分，读作3333.34元"
    assert read_yuan(Decimal("3333.335")) == Read(Decimal("3333.34"), note)


@pytest.mark.parametrize(
    ("written", "what"),
    [("3.333", "“3.333”不足一分"), (-1, "“-1”是负数"), ("约5万", "“约5万”读不成金额")],
)
def test_what_is_not_a_sum_of_money_is_refused(written, what):
    assert read_yuan(written).what == what


def test_a_list_is_split_at_every_mark_officers_use():
    assert read_list("张某、李某，王某; 赵某；钱某\n孙某,").value == (
        "张某", "李某", "王某", "赵某", "钱某", "孙某"
    )  # fmt: skip
    assert read_list(None) == Read(())


def test_a_number_whose_last_digits_excel_lost_is_refused_as_text():
    assert read_text(430902199001011200) == Refusal(
        "号码430902199001011200被存成了数字",
        "Excel 的数字只保留15位，末尾几位已经变成0",
        "请把该列设为文本格式后重新填写号码",
    )
    assert read_text("430902199001011234") == Read("430902199001011234")


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_hands_on_the_fault_of_the_cell(reader):
    assert reader(BAD_CELL) is BAD_CELL


@pytest.mark.parametrize("reader", [reader for reader in READERS if reader is not read_list])
@pytest.mark.parametrize("nothing", [None, "", " \u3000"])
def test_an_empty_cell_is_refused_as_empty(reader, nothing):
    assert reader(nothing) == EMPTY


@pytest.mark.parametrize("reader", READERS)
@given(cells)
def test_no_cell_makes_a_reader_fail(reader, cell):
    assert isinstance(reader(cell), Read | Refusal)
