"""How citations are read and how an officer sees them."""

import pytest

from zhunsheng.base.errors import UnknownCitation
from zhunsheng.law.citation import Citation, cite, numeral, parse

CHINESE = [
    ("工伤保险条例/17.2", "《工伤保险条例》第十七条第二款"),
    ("工伤保险条例/14.1.6", "《工伤保险条例》第十四条第一款第（六）项"),
    ("行政处罚法/85", "《行政处罚法》第八十五条"),
    ("刑法/276-1.1", "《刑法》第二百七十六条之一第一款"),
    ("刑法/276-1", "《刑法》第二百七十六条之一"),
    ("法释〔2013〕3号/3.1", "法释〔2013〕3号第三条第一款"),
    ("法释〔2013〕3号/3.1:one_worker", "法释〔2013〕3号第三条第一款"),
    ("公安机关办理刑事案件程序规定/170", "《公安机关办理刑事案件程序规定》第一百七十条"),
]


@pytest.mark.parametrize(("citation", "chinese"), CHINESE)
def test_a_citation_is_written_as_officers_write_it(citation: str, chinese: str) -> None:
    assert cite(citation) == chinese


NUMERALS = [
    (1, "一"),
    (10, "十"),
    (12, "十二"),
    (20, "二十"),
    (100, "一百"),
    (105, "一百零五"),
    (110, "一百一十"),
    (276, "二百七十六"),
    (1010, "一千零一十"),
    (1260, "一千二百六十"),
]


@pytest.mark.parametrize(("number", "written"), NUMERALS)
def test_article_numbers_are_written_as_in_statutes(number: int, written: str) -> None:
    assert numeral(number) == written


def test_every_part_of_a_citation_is_read() -> None:
    assert parse("刑法/276-1.2.3:fine") == Citation("刑法", 276, 1, 2, 3, "fine")
    assert parse("行政处罚法/85") == Citation("行政处罚法", 85)


MALFORMED = [
    "工伤保险条例",
    "工伤保险条例/",
    "/17",
    "工伤保险条例/17.0",
    "工伤保险条例/017",
    "工伤保险条例/十七",
    "工伤保险条例/17.1.1.1",
    "工伤保险条例/17.1:",
    "工伤保险条例/17.1:2",
    "工伤保险条例/17 .1",
]


@pytest.mark.parametrize("citation", MALFORMED)
def test_a_citation_of_another_form_is_unknown(citation: str) -> None:
    with pytest.raises(UnknownCitation, match="未收录的引用"):
        parse(citation)
