"""法规库: search, provisions, full texts from files, versions beside, and what hostile files come to."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.cast import OPEN_INJURY, ROLES, make_cast, open_text
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedures
from zhunsheng.store import library
from zhunsheng.store.models import Account, Draft, FindingRow, LoadedText
from zhunsheng.web.law.asked import citation_in, search, words_in
from zhunsheng.web.law.cited import provision_href
from zhunsheng.web.law.loading import known_title
from zhunsheng.web.matters.filters import PARAMETERS
from zhunsheng.web.rules.placed import citations

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
STATUTES = Path(__file__).parents[2].parent / "shared" / "statutes"
TEXTS = sorted(path for path in STATUTES.glob("*.md") if not path.name.startswith("_"))
needs_texts = pytest.mark.skipif(
    not TEXTS, reason="the folder of statute texts is not on this machine"
)
OLD = """工伤保险条例
第一章 总则
第一条 为了保障职工，制定本条例。
第十九条 应当自受理申请之日起30日内作出决定。

（一）事实清楚的，应当在10日内作出；

（二）其他的，从其规定。
第二十条 旧的一条。
"""
NEW = """工伤保险条例
第一章 总则
第一条 为了保障职工，制定本条例。
第十九条 新的一条。
第二十条 应当自受理申请之日起60日内作出决定。

（一）事实清楚的，应当在15日内作出；

（二）其他的，从其规定。
"""


@pytest.fixture(autouse=True)
def cast() -> None:
    make_cast()


def signed_in(username: str = "guan") -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def read_in(client: Client, file: str | bytes, name: str = "条例.md", **fields: str) -> str:
    """Hand a file in and return the page that follows."""
    content = file.encode() if isinstance(file, str) else file
    upload = SimpleUploadedFile(name, content)
    answer = client.post("/fagui/daoru/", {"action": "read", "file": upload, **fields}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def confirm(client: Client, page: str, **fields: str) -> str:
    """Answer the check page and return what follows."""
    given = {"action": "confirm", "digest": value(page, "digest")}
    given |= {name: value(page, name) for name in ("title", "begins_on")} | fields
    answer = client.post("/fagui/daoru/", given, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def loaded(client: Client, text: str, day: str, title: str = "工伤保险条例") -> str:
    return confirm(client, read_in(client, text, title=title, begins_on=day))


def word(text: str) -> bytes:
    made = Document()
    for line in text.splitlines():
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


# --- reading the library --------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_the_library_and_the_administrator_alone_loads(role: str) -> None:
    client = signed_in(ROLES[role])
    for address in ("/fagui/", "/fagui/工伤保险条例/", "/fagui/工伤保险条例/20.1/"):
        text = client.get(address).content.decode()
        assert ("/fagui/daoru/" in text) == (role == "administrator")
    expected = 200 if role == "administrator" else 403
    assert client.get("/fagui/daoru/").status_code == expected
    assert client.post("/fagui/daoru/", {"action": "read"}).status_code == expected


def test_the_list_has_every_instrument_and_its_figures_are_doors_to_as_many() -> None:
    client = signed_in("zhou")
    text = client.get("/fagui/").content.decode()
    for one in load_law().instruments:
        assert one.full_title in text
    for href, count in re.findall(r'class="door" href="([^"]*hedui=[^"]*)">(\d+)</a>', text)[:25]:
        rows = client.get(href.replace("&amp;", "&")).content.decode().count("<tr data-row>")
        assert rows == int(count), href


def test_the_list_by_rank_holds_as_many_as_its_door_says() -> None:
    client = signed_in("zhou")
    text = client.get("/fagui/").content.decode()
    doors = re.findall(r'<a href="([^"]*dengji=[^"]*)">\S+ (\d+)</a>', text)
    assert doors
    for href, count in doors:
        assert client.get(href).content.decode().count("<tr data-row>") == int(count)


@pytest.mark.parametrize(
    ("asked", "citation"),
    [
        ("工伤保险条例/20.1", "工伤保险条例/20.1"),
        ("工伤保险条例第二十条", "工伤保险条例/20"),
        ("《工伤保险条例》第二十条第一款", "工伤保险条例/20.1"),
        ("《工伤保险条例》第十四条第（六）项", "工伤保险条例/14.1.6"),
        ("工伤保险条例 第20条第1款", "工伤保险条例/20.1"),
        ("刑法第二百七十六条之一第一款", "刑法/276-1.1"),
        ("法释[2014]9号第七条", "法释〔2014〕9号/7"),
        ("中华人民共和国行政处罚法第六十条", "行政处罚法/60"),
        ("工伤保险条例", ""),
        ("第二十条", ""),
        ("无此条例第一条", ""),
        ("工伤保险条例/0", ""),
        ("工伤保险条例第零条", ""),
        ("工伤保险条例第2十三条", ""),
        ("工伤保险条例第十百千百十百千百十百千条", ""),
        ("/", ""),
        ("第" * 500 + "条", ""),
    ],
)
def test_citations_are_read_in_either_form(asked: str, citation: str) -> None:
    assert citation_in(load_law(), asked) == citation


def test_a_citation_goes_straight_to_its_provision() -> None:
    client = signed_in("zhou")
    answer = client.get("/fagui/", {"q": "工伤保险条例第二十条第一款"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == provision_href("工伤保险条例/20.1")
    assert "60日" in client.get(answer.headers["Location"]).content.decode()
    chinese = client.get("/fagui/工伤保险条例/第二十条第一款/")
    assert chinese.headers["Location"] == provision_href("工伤保险条例/20.1")


@pytest.mark.parametrize("words", ["停工", "工伤 认定", "听证", "（"])
def test_words_are_found_in_gists_and_marked(words: str) -> None:
    found = search(load_law(), words_in(words))
    for provision in found.provisions:
        versions = load_law().versions(provision.citation)
        text = cite(provision.citation) + "".join(version.gist for version in versions)
        assert all(word in words_in(text)[0] or word in text for word in words.split())
    assert found.provisions_in_all >= len(found.provisions)
    page = signed_in("zhou").get("/fagui/", {"q": words}).content.decode()
    assert "<mark>" in page or found.nothing or words == "（"


@pytest.mark.parametrize(
    "asked",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE store_loadedtext; --",
        "\x00",
        "%",
        "第" * 999,
        "/" * 99,
    ],
)
def test_hostile_words_find_nothing_and_break_nothing(asked: str) -> None:
    answer = signed_in("zhou").get("/fagui/", {"q": asked})
    assert answer.status_code == (400 if "\x00" in asked else 200)
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/fagui/无此条例/",
        "/fagui/工伤保险条例/999/",
        "/fagui/工伤保险条例/20.99/",
        "/fagui/工伤保险条例/abc/",
        "/fagui/工伤保险条例/20.1:nolabel/",
        "/fagui/无此条例/quanwen/",
        "/fagui/无此条例/duibi/",
        "/fagui/%2e%2e/",
    ],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert signed_in("zhou").get(address).status_code == 404


@pytest.mark.parametrize("name", sorted(procedures()))
def test_every_citation_of_every_rule_opens(name: str) -> None:
    client = signed_in("zhou")
    for href in dict.fromkeys(
        provision_href(one.citation) for one in citations(procedures()[name])
    ):
        assert client.get(href).status_code == 200, href


def test_a_provision_shows_every_version_and_the_number_it_had() -> None:
    law = load_law()
    citation, versions = next(
        (c, v) for c, v in law.by_citation.items() if len(v) > 1 and v[0].stands_at and ":" not in c
    )
    text = signed_in("zhou").get(provision_href(citation)).content.decode()
    assert text.count("现行有效") + text.count("今日无效") >= len(versions)


def test_values_under_labels_share_the_page_of_their_place() -> None:
    text = signed_in("zhou").get("/fagui/行政强制法/25.1/").content.decode()
    assert "第 1 个数值" in text
    assert "第 2 个数值" in text


def test_a_provision_leads_to_the_rules_that_use_it() -> None:
    client = signed_in("zhou")
    text = client.get("/fagui/工伤保险条例/20.1/").content.decode()
    href = re.search(r'href="(/guize/work_injury/#[^"]+)"', text)
    assert href is not None
    anchor = href[1].partition("#")[2]
    assert f'id="{anchor}"' in client.get("/guize/work_injury/").content.decode()


def test_the_door_to_matters_counts_those_one_may_see() -> None:
    if "citation" not in PARAMETERS:
        pytest.skip("the list of matters has no filter by citation")
    open_text(OPEN_INJURY, "zhou")
    citation = FindingRow.objects.values_list("citation", flat=True).first()
    assert citation is not None
    page = signed_in("zhou").get(provision_href(citation)).content.decode()
    door = re.search(r'class="door" href="(/ban/\?[^"]*)">(\d+)</a>', page)
    assert door is not None
    assert door[2] == "1"
    assert "益人社工伤〔2026〕1号" in signed_in("zhou").get(door[1]).content.decode()
    assert re.search(
        r'href="/ban/\?[^"]*">0</a>', signed_in("ma").get(provision_href(citation)).content.decode()
    )
    assert "/ban/?" not in signed_in("guan").get(provision_href(citation)).content.decode()


# --- loading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["md", "docx", "pasted"])
def test_a_text_is_read_checked_kept_and_opened_by_its_citation(kind: str) -> None:
    client = signed_in()
    assert "还没有载入" in client.get("/fagui/工伤保险条例/20.1/").content.decode()
    if kind == "pasted":
        given = {"action": "read", "pasted": NEW, "begins_on": "2011年1月1日"}
        page = client.post("/fagui/daoru/", given, follow=True).content.decode()
    else:
        file = word(NEW) if kind == "docx" else NEW.encode()
        page = read_in(client, file, f"条例.{kind}", begins_on="2011-01-01")
    assert value(page, "title") == "工伤保险条例"
    assert "缺少第二条至第十八条" in page
    assert not LoadedText.objects.exists()
    kept = confirm(client, page)
    assert "已存入" in kept
    assert 'id="t20"' in kept
    assert LoadedText.objects.count() == 3
    article = client.get("/fagui/工伤保险条例/20.1/").content.decode()
    assert "应当自受理申请之日起60日内作出决定。" in article
    assert 'class="is-cited"' in article
    assert "总则" not in article


def test_the_cited_item_alone_is_marked() -> None:
    client = signed_in()
    loaded(client, NEW, "2011-01-01")
    text = client.get("/fagui/工伤保险条例/20.1.2/").content.decode()
    assert re.findall(r'<p class="is-cited">([^<]*)</p>', text) == ["（二）其他的，从其规定。"]


def test_words_of_a_loaded_text_are_found() -> None:
    client = signed_in()
    assert "从其规定" not in client.get("/fagui/", {"q": "从其 规定"}).content.decode()
    loaded(client, NEW, "2011-01-01")
    found = client.get("/fagui/", {"q": "受理 60日内"}).content.decode()
    assert "<mark>60日内</mark>" in found
    assert "/fagui/%E5%B7%A5%E4%BC%A4%E4%BF%9D%E9%99%A9%E6%9D%A1%E4%BE%8B/20/" in found


def test_two_texts_stand_side_by_side_with_what_changed_marked() -> None:
    client = signed_in()
    assert client.get("/fagui/工伤保险条例/duibi/").status_code == 302
    loaded(client, NEW, "2011-01-01")
    loaded(client, OLD, "2004-01-01")
    text = client.get("/fagui/工伤保险条例/duibi/").content.decode()
    assert "<del>30</del>" in text
    assert "<ins>60</ins>" in text
    assert "为了保障职工" not in text
    assert "为了保障职工" in client.get("/fagui/工伤保险条例/duibi/?kan=quan").content.decode()


def test_the_article_before_stands_beside_whatever_its_number_was() -> None:
    client = signed_in()
    loaded(client, OLD, "2004-01-01")
    loaded(client, NEW, "2011-01-01")
    text = client.get("/fagui/工伤保险条例/20.1/").content.decode()
    assert "<h2>第十九条</h2>" in text
    assert "<del>30</del>" in text
    then = client.get("/fagui/工伤保险条例/19/?ri=2005-01-01").content.decode()
    assert "应当自受理申请之日起30日内作出决定。" in then


def test_a_second_text_of_a_day_is_a_revision_and_the_first_stays() -> None:
    client = signed_in()
    loaded(client, NEW, "2011-01-01")
    again = loaded(client, NEW.replace("15日", "16日"), "2011-01-01")
    assert "第2次载入" in again
    versions = library.versions("工伤保险条例")
    assert [version.revision for version in versions] == [1, 2]
    assert [version.name for version in library.current("工伤保险条例")] == ["2011-01-01/2"]
    assert "16日" in client.get("/fagui/工伤保险条例/20/").content.decode()
    first = client.get("/fagui/工伤保险条例/quanwen/?ban=2011-01-01").content.decode()
    assert "15日" in first


def test_the_same_text_is_kept_once_and_a_repeated_confirmation_does_nothing() -> None:
    client = signed_in()
    page = read_in(client, NEW, begins_on="2011-01-01")
    confirm(client, page)
    assert "已经处理过" in confirm(client, page)
    assert "完全相同" in loaded(client, NEW, "2011-01-01")
    assert len(library.versions("工伤保险条例")) == 1


def test_a_text_read_on_another_page_meanwhile_is_not_kept_unseen() -> None:
    client = signed_in()
    first = read_in(client, NEW, begins_on="2011-01-01")
    read_in(client, OLD, begins_on="2004-01-01")
    assert "另一个文本" in confirm(client, first)
    assert not LoadedText.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "a/b"}, "title"),
        ({"title": "长" * 121}, "title"),
        ({"begins_on": ""}, "begins_on"),
        ({"begins_on": "2011-02-30"}, "begins_on"),
        ({"begins_on": "去年"}, "begins_on"),
    ],
)
def test_answers_that_do_not_do_are_said_and_nothing_is_kept(
    fields: dict[str, str], field: str
) -> None:
    client = signed_in()
    page = confirm(client, read_in(client, NEW, begins_on="2011-01-01"), **fields)
    assert "<title>错误：" in page
    assert f'href="#id_{field}"' in page
    assert not LoadedText.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "空.md"),
        (b"%PDF-1.7", "条例.pdf"),
        (b"\xd0\xcf\x11\xe0", "条例.doc"),
        (b"PK\x03\x04", "条例.docx"),
        (b"\0\0", "条例.txt"),
        (b"x" * (5 << 20), "大.md"),
        ("没有条号的一段话。".encode(), "<script>.md"),
        ("第一条 \ufffd".encode(), "坏.md"),
    ],
)
def test_files_that_are_no_statute_are_refused_with_a_way_out(content: bytes, name: str) -> None:
    client = signed_in()
    page = read_in(client, content, name, begins_on="2011-01-01", title="工伤保险条例")
    if "digest" in page:
        page = confirm(client, page)
    assert "<title>错误：" in page
    assert "请" in page
    assert "<script>.md" not in page
    assert not LoadedText.objects.exists()


def test_a_text_may_be_given_up() -> None:
    client = signed_in()
    page = read_in(client, NEW, begins_on="2011-01-01")
    confirm(client, page, action="drop")
    assert not Draft.objects.exists()
    assert not LoadedText.objects.exists()


def test_an_instrument_without_data_is_kept_and_opened() -> None:
    client = signed_in()
    loaded(client, NEW, "2022-01-01", title="中华人民共和国工会法")
    assert "工会法" in client.get("/fagui/").content.decode()
    assert client.get("/fagui/工会法/", follow=True).status_code == 200
    assert "60日" in client.get("/fagui/工会法/20/").content.decode()


def test_words_of_a_hostile_text_are_shown_as_words() -> None:
    client = signed_in()
    loaded(client, "第一条 <script>alert(1)</script><b>甲</b>", "2011-01-01")
    for address in ("quanwen/", "1/", "../?q=alert"):
        assert "<script>alert" not in client.get(f"/fagui/工伤保险条例/{address}").content.decode()


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("中华人民共和国行政处罚法(2021年修订)", "行政处罚法"),
        ("中华人民共和国行政复议法(2017年修正, 旧版)", "行政复议法"),
        ("中华人民共和国民法典 第一编 总则", "民法典"),
        ("工伤保险条例", "工伤保险条例"),
        ("不认识的条例", ""),
    ],
)
def test_the_instrument_is_known_by_what_the_text_calls_itself(stated: str, title: str) -> None:
    assert known_title(load_law(), stated) == title


@needs_texts
@pytest.mark.parametrize("path", TEXTS[::7], ids=lambda path: path.stem)
def test_real_texts_go_in_and_every_article_opens(path: Path) -> None:
    client = signed_in()
    page = read_in(client, path.read_bytes(), path.name)
    fields = {} if value(page, "begins_on") else {"begins_on": "2017-09-01"}
    assert "已存入" in confirm(client, page, **fields)
    title = LoadedText.objects.values_list("title", flat=True)[0]
    version = library.current(title)[0]
    for one in library.whole(version)[:40]:
        assert client.get(f"/fagui/{title}/{one.at}/").status_code == 200


@needs_texts
def test_the_data_stand_in_the_real_texts() -> None:
    client = signed_in()
    for stem in ("work-injury-insurance-regulation", "administrative-penalty-law"):
        page = read_in(client, (STATUTES / f"{stem}.md").read_bytes(), f"{stem}.md")
        assert "收录的条款项都在文本里" in page
