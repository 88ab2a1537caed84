"""办件: search, filters, pages by place, views, print, export and handing over."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.cast import actor, make_cast, office
from tests.web.lists import (
    MATTERS,
    counted,
    days_ahead,
    number_of,
    open_all,
    shown,
    signed_in,
    text_of,
)
from zhunsheng.office import Doing
from zhunsheng.record.administrative import SEALED
from zhunsheng.record.event import Event
from zhunsheng.store.keeping import Wanted
from zhunsheng.store.models import Account, Job, MatterRow, ReturnedFile, SavedView
from zhunsheng.web.clock import today
from zhunsheng.web.jobs.desk import run_job
from zhunsheng.web.matter_page.lines import BEGINNINGS
from zhunsheng.web.matters import export, filters
from zhunsheng.web.matters.export import COLUMNS, export_rows
from zhunsheng.web.views import matters as matters_view

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
HOSTILE = (
    "' OR 1=1 --",
    '"*" NEAR(a',
    "AND OR NOT",
    "\x00\x01",
    "<script>alert(1)</script>",
    "：*&|!():<->",
    "%s %(x)s {0}",
    "字" * 5000,
    "𠮷𠮷",
    "ＡＢＣ１２３",
)


@pytest.fixture(autouse=True)
def numbers() -> list[str]:
    make_cast()
    return open_all()


@pytest.fixture
def zhou() -> Client:
    return signed_in("zhou")


def places(page: str) -> set[int]:
    """Return which of `MATTERS` are on a page."""
    return {int(re.findall(r"〕(\d+)号", number)[0]) for number in shown(page)}


# --- search --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        number_of(3),
        f"  {number_of(3)} ",
        "益人社工伤[2026]3号",
        "益人社工伤（2026）3号",
        "益人社工伤【2026】3号",
    ],
)
def test_a_whole_number_opens_its_matter_at_once(zhou: Client, typed: str) -> None:
    answer = zhou.get("/ban/", {"q": typed})
    assert answer.status_code == 302
    assert unquote(answer.url) == f"/ban/{number_of(3)}/"
    asked_by_script = zhou.get("/ban/", {"q": typed}, headers={"HX-Request": "true"})
    assert asked_by_script.headers["HX-Redirect"] == answer.url


def test_a_number_of_another_department_is_not_opened(zhou: Client) -> None:
    assert places(text_of(zhou, f"/ban/?q={number_of(9)}")) == set()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("曹小满", {1}),
        ("小满", {1}),
        ("造船", {7}),
        ("松坡", {1}),
        ("有限公司 纺织", {5}),
        ("2026", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("船", {7}),
        ("没有这个词", set()),
    ],
)
def test_words_of_two_characters_find_number_person_and_employer(
    zhou: Client, words: str, found: set[int]
) -> None:
    assert places(text_of(zhou, f"/ban/?q={words}")) == found


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_find_nothing_and_break_nothing(zhou: Client, words: str) -> None:
    answer = zhou.get("/ban/", {"q": words})
    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.content.decode()


# --- filters -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("chengban=zhou", {1, 2, 3, 4, 5, 6}),
        ("chengban=liu", {7, 8}),
        ("chengban=nobody", set()),
        ("yewu=work_injury", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("yewu=litigation", set()),
        ("danwei=injury", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("danwei=taojiang", set()),
        ("danwei=atlantis", set()),
        ("dao=over", {1, 7}),
        ("dao=today", {2}),
        ("dao=soon", {3, 8}),
        ("dao=week", {4}),
        ("dao=later", {5}),
        ("dao=near", {1, 2, 3, 4, 7, 8}),
        ("dao=ahead", {2, 3, 4, 8}),
        ("dao=none", {6}),
        ("dao=gestern", set()),
        ("dao=9999-99-99", set()),
        ("deng=others", set()),
        ("deng=bureau&dao=over", {1, 7}),
        ("jieduan=受理工伤认定申请&dao=over", {1, 7}),
        ("jieduan=没有这一步", set()),
        ("shixiang=decided_in_time&dao=over", {1, 7}),
        ("shixiang=*&dao=today", {2}),
        ("shixiang=decided_in_time&dao=later&chengban=zhou", {5}),
        ("shixiang=decided_in_time&dao=over&lei=missing", set()),
        ("lei=nothing", set()),
        ("lei=lost", set()),
        ("yuanyin=*", set()),
        ("yuanyin=procedure&chengdu=void", set()),
        ("yiju=工伤保险条例/20.1&dao=over", {1, 7}),
        ("yiju=工伤保险条例/99", set()),
        ("yiju=x", set()),
        ("qiye=竹溪某化工有限公司", {4}),
        ("pici=none", set()),
        ("zhuang=jie", set()),
        ("zhuang=quan&dao=week", {4}),
        ("zhuang=unbekannt", {1, 2, 3, 4, 5, 6, 7, 8}),
    ],
)
def test_a_filter_in_the_address_narrows_the_list_and_an_unknown_one_shows_nothing(
    zhou: Client, query: str, found: set[int]
) -> None:
    assert places(text_of(zhou, f"/ban/?{query}")) == found


def test_a_single_day_is_a_filter(zhou: Client) -> None:
    assert places(text_of(zhou, f"/ban/?dao={days_ahead(6)}")) == {4}


def test_lists_are_in_the_order_of_the_days(zhou: Client) -> None:
    assert [int(number[-2]) for number in shown(text_of(zhou, "/ban/"))] == [7, 1, 2, 8, 3, 4, 5, 6]


def test_every_chip_drops_its_filter_and_nothing_else(zhou: Client) -> None:
    page = text_of(zhou, "/ban/?chengban=zhou&dao=over")
    assert "承办人：周敏" in page
    assert "届满：已超期" in page
    dropped = re.findall(r'href="(/ban/\?[^"]*)"><span class="sr">去掉', page)
    assert dropped == ["/ban/?dao=over", "/ban/?chengban=zhou"]


def test_a_provision_is_named_in_its_chip(zhou: Client) -> None:
    assert "依据：《工伤保险条例》第二十条第一款" in text_of(zhou, "/ban/?yiju=工伤保险条例/20.1")


def test_an_empty_list_offers_to_drop_each_filter(zhou: Client) -> None:
    page = text_of(zhou, "/ban/?chengban=liu&dao=week")
    assert "没有符合筛选的办件" in page
    assert page.count("去掉“") == 2


def test_each_sees_the_own_subtree_only_and_a_sealed_matter_only_its_officer(zhou: Client) -> None:
    assert places(text_of(signed_in("ma"), "/ban/")) == {9, 10}
    assert places(text_of(signed_in("he"), "/ban/")) == set(range(1, 11))
    seal = Doing(Event(SEALED, today()), 4, "seal-1")
    office().append(actor("liu"), number_of(7), seal, AT)
    assert 7 not in places(text_of(zhou, "/ban/"))
    assert zhou.get("/ban/", {"q": number_of(7)}).status_code == 200
    assert 7 in places(text_of(signed_in("liu"), "/ban/"))


def test_files_that_were_given_back_are_a_filter(zhou: Client) -> None:
    row = MatterRow.objects.get(number=number_of(5))
    given = ReturnedFile.objects.create(
        matter=row.matter,
        returned_by=Account.objects.get(username="he"),
        reason="缺送达影像",
        returned_at=AT,
    )
    assert places(text_of(zhou, "/ban/?deng=returned")) == {5}
    given.mended_at = AT
    given.save()
    assert places(text_of(zhou, "/ban/?deng=returned")) == set()


# --- pages ---------------------------------------------------------------------------------------


def test_pages_go_forward_and_back_over_every_line_once(
    monkeypatch: pytest.MonkeyPatch, zhou: Client
) -> None:
    monkeypatch.setattr(filters, "ROWS", 3)
    assert counted(zhou, "/ban/") == 8
    first = text_of(zhou, "/ban/?chengban=zhou")
    assert "共 6 件" in first
    assert 'rel="prev"' not in first
    after = re.search(r'href="([^"]+)" rel="next"', first)
    assert after is not None
    second = text_of(zhou, after[1].replace("&amp;", "&"))
    before = re.search(r'href="([^"]+)" rel="prev"', second)
    assert before is not None
    assert shown(text_of(zhou, before[1].replace("&amp;", "&"))) == shown(first)
    assert 'rel="next"' not in second


@pytest.mark.parametrize(
    "mark",
    ["x", "2026-01-01", "2026-01-01.x", "2026-13-01.1", f"2026-01-01.{'9' * 40}", ".", "１.１"],
)
def test_a_place_that_cannot_be_read_is_the_first(zhou: Client, mark: str) -> None:
    assert len(shown(text_of(zhou, f"/ban/?hou={mark}"))) in (0, 8)


def test_a_page_asks_few_questions_however_many_lines_it_has(
    zhou: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    text_of(zhou, "/ban/")
    with django_assert_max_num_queries(9):
        text_of(zhou, "/ban/?yewu=work_injury")


# --- views ---------------------------------------------------------------------------------------


def test_a_view_is_kept_under_a_name_opened_and_dropped(zhou: Client) -> None:
    form = text_of(zhou, "/ban/shitu/?dao=over&chengban=zhou&evil=1")
    assert 'name="query" value="chengban=zhou&amp;dao=over"' in form
    answer = zhou.post(
        "/ban/shitu/", {"name": " 我的 超期 ", "query": "dao=over&evil=1"}, follow=True
    )
    page = answer.content.decode()
    assert "已存为视图“我的 超期”" in page
    assert '<a href="/ban/?dao=over">我的 超期</a>' in page
    kept = SavedView.objects.get()
    signed_in("liu").post("/ban/shitu/", {"drop": kept.pk})
    assert SavedView.objects.exists()
    assert "我的 超期" not in text_of(signed_in("liu"), "/ban/")
    zhou.post("/ban/shitu/", {"drop": kept.pk})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "名" * 41, "a\x00b"])
def test_a_view_without_a_proper_name_is_not_kept(zhou: Client, name: str) -> None:
    answer = zhou.post("/ban/shitu/", {"name": name, "query": "dao=over"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>错误：" in page
    assert page.count('href="#id_name"') == 1
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("which", ["x", "-1", "9" * 40, "１"])
def test_dropping_what_is_no_view_drops_nothing(zhou: Client, which: str) -> None:
    assert zhou.post("/ban/shitu/", {"drop": which}).status_code == 302


# --- print and export ----------------------------------------------------------------------------


def sheet_of(content: bytes) -> list[list[object]]:
    """Return the cells of a workbook, row by row."""
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_list_is_printed_with_its_filters_and_whose_it_is(zhou: Client) -> None:
    page = text_of(zhou, "/ban/dayin/?dao=over")
    assert "筛选：届满：已超期；打印时间：" in page
    assert "打印人：周敏" in page
    assert number_of(1) in page
    assert number_of(2) not in page
    assert "checkbox" not in page


def test_an_export_has_the_lines_of_the_list_masked_with_a_footer(zhou: Client) -> None:
    answer = zhou.get("/ban/daochu/?chengban=zhou")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    rows = sheet_of(b"".join(answer.streaming_content))
    names = [name for name, _, _ in COLUMNS]
    assert rows[0] == names
    assert [row[names.index("案号")] for row in rows[1:7]] == shown(
        text_of(zhou, "/ban/?chengban=zhou")
    )
    assert rows[1][names.index("当事人")] == "曹××（松坡某物流有限公司）"
    assert rows[1][0] == datetime.combine(days_ahead(-2), datetime.min.time())
    assert str(rows[-1][0]).startswith("共 6 件；筛选：承办人：周敏；导出时间：")
    assert "曹小满" not in str(rows)


def test_texts_of_an_export_stay_texts(zhou: Client) -> None:
    MatterRow.objects.filter(number=number_of(1)).update(
        title='=HYPERLINK("http://x","y")', employer="+1", project="@sum", phase="-2"
    )
    content = b"".join(zhou.get("/ban/daochu/?dao=over&chengban=zhou").streaming_content)
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    line = {str(head.value): cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    for name in ("案号", "当事人", "单位", "工程项目", "阶段"):
        assert line[name].data_type == "s", name
        assert line[name].number_format == "@", name
        assert line[name].quotePrefix, name
    assert line["当事人"].value == '=HYPERLINK("http://x","y")'
    assert line["届满日"].is_date
    assert sheet.column_dimensions["T"].hidden


def test_an_export_reads_on_to_the_end_and_stays_within_the_scope(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export, "PART", 3)
    assert len(list(export_rows(Wanted(actor("ma").scope, today()), actor("zhou")))) == 8
    assert len(list(export_rows(Wanted(actor("zhou").scope, today()), actor("tang")))) == 10


def test_a_long_list_is_exported_in_the_background(
    monkeypatch: pytest.MonkeyPatch, zhou: Client
) -> None:
    monkeypatch.setattr(matters_view, "AT_ONCE", 3)
    page = text_of(zhou, "/ban/daochu/?chengban=zhou")
    assert "在后台导出" in page
    assert not Job.objects.exists()
    answer = zhou.post("/ban/daochu/?chengban=zhou")
    job = Job.objects.get()
    assert answer.url == f"/renwu/{job.pk}/"
    run_job.func(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.message, job.done) == ("done", "共导出 6 件", 6)
    content = b"".join(zhou.get(reverse("job_result", args=(job.pk,))).streaming_content)
    assert len(sheet_of(content)) == 1 + 6 + 2


# --- several at once -----------------------------------------------------------------------------


def test_ticked_matters_are_printed_or_exported_and_no_others(zhou: Client) -> None:
    ticked = {"ban": [number_of(1), number_of(4), number_of(9)]}
    page = zhou.post("/ban/piliang/", {**ticked, "act": "print"}).content.decode()
    assert number_of(1) in page
    assert number_of(4) in page
    assert number_of(2) not in page
    assert number_of(9) not in page
    rows = sheet_of(
        b"".join(zhou.post("/ban/piliang/", {**ticked, "act": "export"}).streaming_content)
    )
    assert len(rows) == 1 + 2 + 2


@pytest.mark.parametrize("next_", ["", "/", "/ban/?dao=over", "//evil.example/", "https://evil/"])
def test_without_a_tick_one_is_told_and_stays_on_this_site(zhou: Client, next_: str) -> None:
    answer = zhou.post("/ban/piliang/", {"act": "export", "next": next_})
    assert answer.status_code == 302
    assert answer.url == (next_ if next_ in ("/", "/ban/?dao=over") else "/ban/")
    assert "没有勾选办件" in text_of(zhou, "/ban/")


def test_ticked_matters_are_handed_to_another_officer_each_by_an_event(zhou: Client) -> None:
    asked = {"ban": [number_of(1), number_of(2)], "act": "assign", "next": "/"}
    form = zhou.post("/ban/piliang/", asked).content.decode()
    key = re.search(r'name="key" value="(\w+)"', form)
    assert key is not None
    assert "转办 2 件" in form
    sent = {**asked, "handler": "liu", "reason": "周敏休假", "key": key[1]}
    answer = zhou.post("/ban/zhuanban/", sent)
    assert answer.url == "/"
    assert MatterRow.objects.get(number=number_of(1)).handler.username == "liu"
    kept = office().store.load(number_of(1))
    assert kept.events[-1].note == "周敏休假"
    zhou.post("/ban/zhuanban/", sent)
    assert office().store.load(number_of(1)).seq == kept.seq


def test_an_officer_may_not_hand_over_the_matter_of_another(zhou: Client) -> None:
    sent = {"ban": [number_of(7), number_of(1)], "handler": "zhou", "key": "k"}
    page = zhou.post("/ban/zhuanban/", {**sent, "next": "/ban/"}, follow=True).content.decode()
    assert f"{number_of(7)}没有转办" in page
    assert MatterRow.objects.get(number=number_of(7)).handler.username == "liu"


@pytest.mark.parametrize("handler", ["", "nobody", "ma", "guan"])
def test_a_matter_is_handed_to_officers_of_the_own_subtree_only(zhou: Client, handler: str) -> None:
    answer = zhou.post("/ban/zhuanban/", {"ban": [number_of(1)], "handler": handler, "key": "k"})
    assert answer.status_code == 422
    assert "请从名单中选择承办人" in answer.content.decode()
    assert MatterRow.objects.get(number=number_of(1)).handler.username == "zhou"


def test_who_only_reads_is_not_offered_to_register_or_to_hand_over() -> None:
    page = text_of(signed_in("shen"), "/ban/")
    assert len(shown(page)) == len(MATTERS)
    assert "新登记" not in page
    assert 'value="assign"' not in page


def test_one_chooses_what_to_register(zhou: Client) -> None:
    page = text_of(zhou, "/ban/xin/")
    assert page.count("data-open") == len(BEGINNINGS)
    assert 'href="/ban/xin/work_injury/"' in page
