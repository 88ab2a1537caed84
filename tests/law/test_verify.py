"""A number is proved only by the cited unit of the statute's own text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zhunsheng.law.corpus import load_law
from zhunsheng.law.verify import Proof, read_articles, verify

TEXT = """<!-- 标题: 试验条例 | 施行日期: 2021-07-15 -->

> 来源: 第一条 这不是条文

# 试验条例

第一章　总则

**第一条** 应当在六十日内决定。

遇有特殊情况，可以延长30日。第九十条规定的除外。

## 第二章 程序

### 第二条

有下列情形之一的，处２０００元以上２万元以下的罚款：

（一）十五日内不报告的；

(二)拒不改正，情节
严重的；

1.在两年内再犯的；

（三）使用不满十六周岁的人的。

前款规定的，由两名以上执法人员处理，处骗取金额二倍以上五倍以下的罚款。

第二条之一　按日加收万分之五的滞纳金，不得超出滞纳金本金的数额。

第三条 四十八小时内或者五个工作日内报告；自2021年7月15日起施行。

第八十五条 本条例中“三日”、“五日”的规定是指工作日。
"""

HEAD = """title = "试验条例"
english = "Trial Regulation"
rank = "regulation"
text = "trial"
"""


def _prove(folder: Path, entry: str, *, text: str = TEXT, begins_on: str = "2021-07-15") -> Proof:
    statutes, texts = folder / "statutes", folder / "texts"
    statutes.mkdir()
    texts.mkdir()
    (texts / "trial.md").write_text(text, encoding="utf-8")
    provision = f'[[provision]]\ngist = "要旨"\nbegins_on = {begins_on}\n{entry}\n'
    if "verified" not in entry:
        provision += 'verified = "text"\n'
    (statutes / "trial.toml").write_text(HEAD + provision, encoding="utf-8")
    (proof,) = verify(load_law(statutes), texts)
    return proof


PROVED = [
    'at = "1.1"\nlimit = { length = 60, unit = "day" }',
    'at = "1"\nlimit = { length = 30, unit = "day" }',
    'at = "1.2"\nlimit = { length = 30, unit = "day" }',
    'at = "2.1"\namount = { low = 2000, high = 20000 }',
    'at = "2.1.1"\nlimit = { length = 15, unit = "day" }',
    'at = "2.1"\nlimit = { length = 15, unit = "day" }',
    'at = "2.1.2"\nlimit = { length = 2, unit = "year" }',
    'at = "2.1.3"\ncount = { number = 16, of = "year of age" }',
    'at = "2.2"\ncount = { number = 2, of = "officer" }',
    'at = "2.2:fine"\nratio = { low = "2", high = "5" }',
    'at = "2-1"\nratio = { exact = "0.0005" }',
    'at = "2-1:ceiling"\nratio = { high = "1" }',
    'at = "3"\nlimit = { length = 48, unit = "hour" }',
    'at = "3"\nlimit = { length = 5, unit = "workday" }',
    'at = "2.1.3"',
    'at = "9"\nstands_at = "1.2"\nlimit = { length = 30, unit = "day" }',
]


@pytest.mark.parametrize("entry", PROVED)
def test_a_value_that_stands_in_the_cited_unit_is_proved(tmp_path: Path, entry: str) -> None:
    proof = _prove(tmp_path, entry)
    assert (proof.outcome, proof.why[:3]) == ("proved", "见于第")


FAILED = [
    # entry, why
    ('at = "1.1"\nlimit = { length = 30, unit = "day" }', "第一条第一款中没有期限 30 day"),
    ('at = "1.1"\nlimit = { length = 60, unit = "month" }', "第一条第一款中没有期限 60 month"),
    ('at = "1.1"\nlimit = { length = 6, unit = "day" }', "第一条第一款中没有期限 6 day"),
    ('at = "1.2"\nlimit = { length = 90, unit = "day" }', "第一条第二款中没有期限 90 day"),
    ('at = "1.3"', "原文“trial”中没有第一条第三款"),
    ('at = "2.1.4"', "原文“trial”中没有第二条第一款第（四）项"),
    ('at = "2.2.1"', "原文“trial”中没有第二条第二款第（一）项"),
    ('at = "2-2"', "原文“trial”中没有第二条之二"),
    ('at = "90"', "原文“trial”中没有第九十条"),
    (
        'at = "2.1.2"\nlimit = { length = 15, unit = "day" }',
        "第二条第一款第（二）项中没有期限 15 day",
    ),
    (
        'at = "2.1"\namount = { low = 2000, high = 50000 }',
        "第二条第一款中没有金额 2000 至 50000 元",
    ),
    ('at = "2.2"\nratio = { low = "1", high = "5" }', "第二条第二款中没有比例或倍数 1 至 5"),
    ('at = "2-1"\nratio = { exact = "0.05" }', "第二条之一中没有比例或倍数 0.05"),
    ('at = "2.2"\ncount = { number = 5, of = "officer" }', "第二条第二款中没有数目 5（officer）"),
    ('at = "3"\nlimit = { length = 5, unit = "day" }', "第三条中没有期限 5 day"),
    ('at = "3"\nlimit = { length = 15, unit = "day" }', "第三条中没有期限 15 day"),
    (
        'at = "1.1"\nstands_at = "3"\nlimit = { length = 60, unit = "day" }',
        "第三条中没有期限 60 day",
    ),
]


@pytest.mark.parametrize(("entry", "why"), FAILED)
def test_a_value_that_does_not_stand_there_fails(tmp_path: Path, entry: str, why: str) -> None:
    proof = _prove(tmp_path, entry)
    assert (proof.outcome, proof.why) == ("failed", why)


UNPROVABLE = [
    ('at = "1.1"\nverified = "excerpt"', "只见摘录，没有原文"),
    ('at = "1.1"\nverified = "local"', "本地参数，不出自条文"),
    ('at = "1.1"\nverified = "memory"', "仅凭记忆收录"),
    ('at = "1.1"\ntext = "nowhere"', "文件夹中没有“nowhere.md”"),
]


@pytest.mark.parametrize(("entry", "why"), UNPROVABLE)
def test_what_rests_on_no_text_is_not_provable(tmp_path: Path, entry: str, why: str) -> None:
    proof = _prove(tmp_path, entry)
    assert (proof.outcome, proof.why) == ("not_provable", why)


def test_the_ends_of_a_range_must_stand_together(tmp_path: Path) -> None:
    apart = "第一条 情节轻的处1000元罚款；情节重的处5000元罚款。\n"
    proof = _prove(tmp_path, 'at = "1"\namount = { low = 1000, high = 5000 }', text=apart)
    assert proof.outcome == "failed"


def test_a_line_broken_inside_an_item_is_one_item() -> None:
    articles = read_articles(
        "第一条 标准如下：\n（一）按\n150%支付；\n（二）按200%支付。\n另有规定的除外。"
    )
    paragraphs = articles[1, 0]
    assert [list(paragraph.items) for paragraph in paragraphs] == [[1, 2], []]
    assert paragraphs[0].items[1] == "按150%支付;"


def test_an_article_that_begins_like_a_reference_is_not_an_article() -> None:
    articles = read_articles("第一条 依照下列规定。\n第二条规定的情形除外。\n第三条 完。")
    assert sorted(articles) == [(1, 0), (3, 0)]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("通知如下：\n一、期限\n五日内报告。\n二、附件\n无。", (1, 0), "五日内报告。"),
        ("一、总则\n(一)甲。\n二、分则\n(二)十日内办结。", (2, 0), "十日内办结。"),
    ],
)
def test_a_document_without_articles_is_cut_at_its_sections(
    text: str, key: tuple[int, int], words: str
) -> None:
    assert read_articles(text)[key][0].whole.strip() == words


COUNTINGS = [
    ("workdays = [3, 5]", "proved"),
    ("workdays = [3, 5, 7]", "failed"),
    ("workdays_up_to = 10", "failed"),
    ("workdays_all = true", "proved"),
]


@pytest.mark.parametrize(("line", "outcome"), COUNTINGS)
def test_a_counting_clause_must_name_its_lengths(tmp_path: Path, line: str, outcome: str) -> None:
    (tmp_path / "trial.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "trial.toml").write_text(
        f'{HEAD}[[counting]]\nat = "85"\nbegins_on = 2021-07-15\nverified = "text"\n{line}\n'
        '[[provision]]\nat = "1.1"\ngist = "要旨"\nbegins_on = 2021-07-15\nverified = "text"\n',
        encoding="utf-8",
    )
    proofs = verify(load_law(tmp_path), tmp_path)
    assert [one.outcome for one in proofs if one.citation == "试验条例/85"] == [outcome]


STATUTE_TEXTS = Path(__file__).parents[2].parent / "shared" / "statutes"


@pytest.fixture(scope="module")
def proofs() -> list[Proof]:
    if not STATUTE_TEXTS.is_dir():
        pytest.skip(f"the statute texts are kept outside the repository: no {STATUTE_TEXTS.name}")
    return verify(load_law(), STATUTE_TEXTS)


def test_every_shipped_number_stands_in_its_text(proofs: list[Proof]) -> None:
    assert [proof for proof in proofs if proof.outcome == "failed"] == []


def test_every_provision_verified_in_text_is_proved(proofs: list[Proof]) -> None:
    proved = {(proof.citation, proof.begins_on) for proof in proofs if proof.outcome == "proved"}
    claimed: set[tuple[str, date]] = {
        (version.citation, version.begins_on)
        for instrument in load_law().instruments
        for version in instrument.provisions
        if version.verified == "text"
    }
    assert claimed <= proved


def test_the_law_is_wide_enough_to_work_with(proofs: list[Proof]) -> None:
    assert len(proofs) >= 250
