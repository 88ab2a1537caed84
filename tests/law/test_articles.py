"""A statute's own text is cut into its articles word for word, and what looks wrong has its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.law.articles import cut, words_at
from zhunsheng.law.citation import parse

STATUTES = Path(__file__).parents[2].parent / "shared" / "statutes"
TEXTS = sorted(path for path in STATUTES.glob("*.md") if not path.name.startswith("_"))

TEXT = """<!-- 标题: 试验条例 | 施行日期: 2021-07-15 | 来源: 某处 -->
# 试验条例
目录
第一章　总则

**第一条** 应当在六十日内决定。

遇有特殊情况，可以延长３０日。

### 第二条

有下列情形之一的，处２０００元以上罚款：
（一）十五日内不报告的；
(二)拒不改正，情节
严重的；

前款规定的，由两名执法人员处理。
第二条之一 每月发放一次。
附 则
第三条　自公布之日起施行。
""".splitlines()


def articles(*lines: str) -> dict[str, tuple[str, ...]]:
    return {article.at: article.paragraphs for article in cut(lines).articles}


def test_articles_keep_their_words_lines_and_items() -> None:
    found = cut(TEXT)
    assert (found.title, found.begins_on) == ("试验条例", date(2021, 7, 15))
    assert [article.at for article in found.articles] == ["1", "2", "2-1", "3"]
    assert [article.line for article in found.articles] == [6, 10, 18, 20]
    assert found.articles[0].paragraphs == (
        "应当在六十日内决定。",
        "遇有特殊情况，可以延长３０日。",
    )
    assert found.articles[1].paragraphs == (
        "有下列情形之一的，处２０００元以上罚款：\n（一）十五日内不报告的；\n(二)拒不改正，情节严重的；",
        "前款规定的，由两名执法人员处理。",
    )
    assert found.troubles == ()
    assert found.usable


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2.1.2", "(二)拒不改正，情节严重的；"),
        ("2.2", "前款规定的，由两名执法人员处理。"),
        ("2.3", None),
        ("2.1.9", None),
    ],
)
def test_a_place_of_an_article_is_found(at: str, words: str | None) -> None:
    article = cut(TEXT).articles[1]
    assert words_at(article.paragraphs, parse(f"试验条例/{at}")) == words


def test_the_whole_article_is_its_paragraphs() -> None:
    article = cut(TEXT).articles[0]
    assert words_at(article.paragraphs, parse("试验条例/1")) == "\n".join(article.paragraphs)


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        (("第一条 甲。", "第三条 乙。"), 2, "缺少第二条"),
        (("第一条 甲。", "第五条 乙。"), 2, "缺少第二条至第四条"),
        (("第七条 甲。",), 1, "从第七条开始，前面的条没有"),
        (("第一条 甲。", "", "第一条 乙。"), 3, "又出现第一条，按上一条的内容处理；请核对条号"),
        (("第二条 甲。", "第一条 乙。"), 2, "第一条排在第二条之后，条号倒退"),
        (("第一条", "第二条 乙。"), 1, "第一条没有内容"),
    ],
)
def test_what_looks_wrong_is_said_with_its_line(
    lines: tuple[str, ...], line: int, what: str
) -> None:
    found = cut(lines)
    assert (line, what) in [(trouble.line, trouble.what) for trouble in found.troubles]
    assert found.usable


@pytest.mark.parametrize("lines", [(), ("只是一段话。",), ("第一章 总则",)])
def test_a_text_without_articles_is_not_usable(lines: tuple[str, ...]) -> None:
    found = cut(lines)
    assert not found.usable
    assert found.articles == ()


def test_characters_lost_in_reading_bar_the_text() -> None:
    found = cut(["第一条 应当在六十日内决\ufffd。"])
    assert not found.usable
    assert found.troubles[0].line == 1


def test_numbers_without_a_space_behind_them_are_read_where_none_has_one() -> None:
    assert articles(
        "第一条为了试验，制定本条例。", "第二条的规定除外。", "第二条本条例自公布之日起施行。"
    ) == {
        "1": ("为了试验，制定本条例。", "第二条的规定除外。"),
        "2": ("本条例自公布之日起施行。",),
    }


def test_a_document_is_cut_at_its_parts_and_keeps_their_marks() -> None:
    assert articles("各局：", "一、总体要求", "按照规定办理。", "二、抓紧落实。", "1.分工。") == {
        "1": ("一、总体要求\n按照规定办理。",),
        "2": ("二、抓紧落实。", "1.分工。"),
    }
    running = articles(
        "一、总体要求", "（一）指导思想。坚持。", "二、措施", "（二）公示。公开。", "执行。"
    )
    assert running == {"1": ("（一）指导思想。坚持。",), "2": ("（二）公示。公开。", "执行。")}


@pytest.mark.skipif(not TEXTS, reason="the folder of statute texts is not on this machine")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_real_text_is_cut_into_articles_in_order(path: Path) -> None:
    found = cut(path.read_text(encoding="utf-8").splitlines())
    assert found.usable
    places = [(article.number, article.branch) for article in found.articles]
    assert places == sorted(places)
    assert len(set(places)) == len(places)


@given(
    st.lists(
        st.sampled_from(
            [
                *TEXT,
                "第一条",
                "第2三条 甲",
                "第零条 乙",
                "第十〇百条 丙",
                "（2三）",
                "（一）",
                "一、",
                "第九条 ",
                "\ufffd",
                "#",
                "**",
            ]
        )
    )
)
def test_no_text_breaks_the_cut_and_no_word_is_invented(lines: list[str]) -> None:
    whole = "".join(lines)
    for article in cut(lines).articles:
        for paragraph in article.paragraphs:
            for line in paragraph.split("\n"):
                assert set(line) <= set(whole)
