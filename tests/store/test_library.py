"""Full texts of law are kept by the day they apply from; every one that was loaded stays."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from tests.cast import make_cast
from zhunsheng.law.articles import cut
from zhunsheng.store import library
from zhunsheng.store.library import AlreadyLoaded, Loading, TextVersion
from zhunsheng.store.models import Account, LoadedText

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 1, tzinfo=UTC)
FIRST, LATER = date(2004, 1, 1), date(2011, 1, 1)


@pytest.fixture(autouse=True)
def cast() -> None:
    make_cast()


def load(text: str, day: date = LATER, title: str = "试验条例") -> TextVersion:
    account = Account.objects.get(username="guan").pk
    articles = cut(text.splitlines()).articles
    digest = hashlib.sha256(text.encode()).hexdigest()
    return library.load(Loading(title, day, articles, "条例.md", digest, account, AT))


def test_a_text_is_kept_as_it_was_cut() -> None:
    kept = load("第一条 甲。\n（一）乙；\n（二）丙。\n丁。\n第二条之一 戊。")
    assert (kept.name, kept.articles, kept.loaded_by, kept.loaded_at) == (
        "2011-01-01",
        2,
        "管琳",
        AT,
    )
    assert [one.at for one in library.whole(kept)] == ["1", "2-1"]
    article = library.article(kept, "1")
    assert article is not None
    assert article.paragraphs == ("甲。\n（一）乙；\n（二）丙。", "丁。")
    assert library.article(kept, "9") is None


def test_the_text_of_a_day_is_the_last_that_began() -> None:
    load("第一条 旧。", FIRST)
    load("第一条 新。", LATER)
    found = [
        library.text_on("试验条例", day) for day in (date(2003, 1, 1), FIRST, date(2010, 12, 31))
    ]
    assert [one and one.begins_on for one in found] == [None, FIRST, FIRST]
    newest = library.text_on("试验条例", None)
    assert newest is not None
    assert newest.begins_on == LATER
    assert library.text_on("别的条例", None) is None


def test_a_revision_is_read_and_the_first_stays() -> None:
    load("第一条 错字。")
    revised = load("第一条 正字。")
    assert (revised.name, revised.revision) == ("2011-01-01/2", 2)
    assert [one.name for one in library.versions("试验条例")] == ["2011-01-01", "2011-01-01/2"]
    assert [one.name for one in library.current("试验条例")] == ["2011-01-01/2"]
    assert library.titles() == {"试验条例": 1}
    assert library.matching(["错字"], 9) == []
    assert len(library.matching(["正字"], 9)) == 1


def test_ten_revisions_stand_in_the_order_they_came() -> None:
    for number in range(12):
        load(f"第一条 第{number}稿。")
    assert [one.revision for one in library.versions("试验条例")] == list(range(1, 13))
    assert library.current("试验条例")[0].revision == 12


def test_the_same_text_again_is_refused_and_changes_nothing() -> None:
    load("第一条 甲。")
    with pytest.raises(AlreadyLoaded, match="没有重复存入"):
        load("第一条 甲。")
    assert LoadedText.objects.count() == 1
    load("第一条 乙。")
    load("第一条 甲。")
    assert library.current("试验条例")[0].revision == 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["工伤"], ["1"]),
        (["工伤", "认定"], ["1"]),
        (["工伤", "处罚"], []),
        (["(一)"], ["2"]),
        (["法释[2014]9号"], ["3"]),
        (["abc"], ["3"]),
        (["。"], ["1", "2", "3"]),
    ],
)
def test_words_are_found_in_one_form(words: list[str], found: list[str]) -> None:
    load("第一条 工伤的认定。\n第二条 下列：\n（一）处罚。\n第三条 见法释〔2014〕9号ＡＢＣ。")
    assert [one.at for one in library.matching(words, 9)] == found


def test_what_another_process_loaded_is_found_too() -> None:
    load("第一条 甲。")
    assert library.matching(["乙"], 9) == []
    load("第一条 乙。", FIRST)
    assert [one.version for one in library.matching(["乙"], 9)] == ["2004-01-01"]


def test_no_more_are_found_than_asked_for() -> None:
    load("\n".join(f"第{number}条 同样的话。" for number in range(1, 30)))
    assert len(library.matching(["同样"], 5)) == 5
