"""Papers fill from lawful records; what the record lacks is marked, never left out in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.documents.matters import BUREAU, act, after, cases, filled, lawful
from zhunsheng.base.chinese import day_zh
from zhunsheng.base.errors import NoProvisionInForce
from zhunsheng.documents.bureau import Bureau
from zhunsheng.documents.fill import Issue, WrongForm, fill
from zhunsheng.documents.filled import Missing, Signature, digest, paragraphs
from zhunsheng.documents.form import Sign
from zhunsheng.documents.forms import form, forms
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record

CASES = cases()
every_case = pytest.mark.parametrize(("kind", "record"), CASES.values(), ids=CASES)
every_kind = pytest.mark.parametrize("kind", forms())


def text(kind: str, record: Record) -> str:
    return "\n".join(paragraphs(filled(kind, record)))


@every_case
def test_a_lawful_record_leaves_nothing_missing(kind: str, record: Record) -> None:
    paper = filled(kind, record)
    assert paper.missing == ()
    assert "【缺" not in "\n".join(paragraphs(paper))


@every_case
def test_no_word_of_the_program_stands_on_paper(kind: str, record: Record) -> None:
    written = text(kind, record)
    for word in ("None", "True", "False", "{", "}", "Decimal", "worker", "employer", "party"):
        assert word not in written


@every_case
def test_the_day_of_the_act_stands_over_the_seal(kind: str, record: Record) -> None:
    paper = filled(kind, record)
    signatures = [block for block in paper.blocks if isinstance(block, Signature)]
    signs = [part for part in form(kind).parts if isinstance(part, Sign)]
    assert [signature.day for signature in signatures] == [day_zh(paper.on) for _ in signs]


@every_kind
def test_an_empty_record_gives_a_paper_full_of_marks(kind: str) -> None:
    chosen = form(kind)
    empty = Record("甲1", chosen.procedures[0])
    paper = fill(chosen, empty, on=date(2025, 6, 20), bureau=Bureau("", ""))
    assert paper.missing
    assert len(set(paper.missing)) == len(paper.missing)
    written = "\n".join(paragraphs(paper))
    assert all(f"【缺：{missing.slot}】" in written for missing in paper.missing)
    assert all(missing.where for missing in paper.missing)


@pytest.mark.parametrize(
    ("kind", "fact", "missing"),
    [
        ("determination", "worker", Missing("职工姓名", "案件基本信息")),
        ("determination", "id_number", Missing("身份证号码", "案件基本信息")),
        ("determination", "born_on", Missing("职工出生日期", "案件基本信息")),
        ("determination", "injury_account", Missing("受伤害经过、救治基本情况和诊断结论", "办理—作出工伤认定决定")),
        ("determination", "item", Missing("认定依据", "办理—作出工伤认定决定")),
        ("proof_notice", "proof_due", Missing("举证期限届满日", "办理—通知用人单位举证")),
        ("suspension_notice", "for", Missing("中止原因", "办理—中止认定时限")),
        ("payment_order", "pay_by", Missing("支付期限", "办理—责令限期支付")),
        ("prior_notice", "statement_by", Missing("陈述申辩截止日期", "案件基本信息")),
        ("penalty_decision", "discretion_level", Missing("裁量阶次", "办理—作出处罚决定")),
        ("service_receipt", "of", Missing("送达文书", "办理—送达")),
    ],
)  # fmt: skip
def test_a_fact_taken_away_is_marked_with_the_place_where_it_is_entered(
    kind: str, fact: str, missing: Missing
) -> None:
    record = without(CASES.get(kind, ("", lawful("labor_supervision")))[1], fact)
    paper = filled(kind, record)
    assert missing in paper.missing
    assert f"【缺：{missing.slot}】" in "\n".join(paragraphs(paper))


@pytest.mark.parametrize("field", ["government", "court", "address", "phone"])
def test_a_parameter_the_bureau_has_not_set_is_marked(field: str) -> None:
    bureau = replace(BUREAU, **{field: ""})
    record = lawful("labor_supervision")
    chosen = form("payment_order")
    event = act(record, chosen)
    paper = fill(chosen, record, on=event.happened_on, bureau=bureau, issue=Issue(event=event))
    assert [missing.where for missing in paper.missing] == ["机构与人员—机构参数"]


def without(record: Record, fact: str) -> Record:
    return replace(
        record,
        about={name: value for name, value in record.about.items() if name != fact},
        events=tuple(
            replace(e, facts={name: v for name, v in e.facts.items() if name != fact})
            for e in record.events
        ),
    )


# --- which act, which day ------------------------------------------------------------------------


def test_an_old_paper_reads_as_it_did_on_its_day() -> None:
    record = lawful("work_injury")
    later = after(record, "suspended", date(2025, 6, 10), **{"for": "court"})
    chosen = form("suspension_notice")
    first = act(record, chosen)
    issue = Issue(event=first)
    papers = [
        fill(chosen, each, on=first.happened_on, bureau=BUREAU, issue=issue)
        for each in (record, later)
    ]
    assert papers[0] == papers[1]


def test_an_act_not_yet_on_record_can_be_drafted() -> None:
    record = lawful("work_injury")
    chosen = form("suspension_notice")
    draft = Event("suspended", date(2025, 6, 10), facts={"for": "court"})
    paper = fill(chosen, record, on=date(2025, 6, 10), bureau=BUREAU, issue=Issue(event=draft))
    assert paper.missing == ()
    assert day_zh(date(2025, 6, 10)) in "\n".join(paragraphs(paper))


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    record = lawful("work_injury")
    number = next(n for n, e in enumerate(record.events, 1) if e.kind == "proof_requested")
    wrong = record.events[number - 1]
    right = replace(
        wrong,
        facts={**wrong.facts, "proof_due": date(2025, 4, 30)},
        corrects=number,
        note="期限有误。",
    )
    assert day_zh(date(2025, 4, 30)) in text("proof_notice", record.append(right))


def test_simple_cases_are_told_their_shorter_time() -> None:
    record = lawful("work_injury")
    simple = replace(record, about={**record.about, "simple": True})
    assert "15日内" in text("acceptance", simple)
    assert "15日内" not in text("acceptance", record)


@pytest.mark.parametrize(
    ("by", "name", "you"),
    [("worker", "worker", "你于"), ("employer", "employer", "你单位于"), ("relative", "applicant", "你于")],
)  # fmt: skip
def test_the_applicant_is_addressed_as_who_he_is(by: str, name: str, you: str) -> None:
    record = lawful("work_injury")
    events = tuple(
        replace(e, facts={**e.facts, "by": by}) if e.kind == "applied" else e for e in record.events
    )
    record = replace(record, events=events, about={**record.about, "applicant": "何守田"})
    lines = paragraphs(filled("acceptance", record))
    assert f"{record.about[name]}：" in lines
    assert any(line.startswith(you) for line in lines)


def test_a_statement_made_or_not_made_is_told() -> None:
    record = lawful("labor_supervision")
    silent = replace(record, events=tuple(e for e in record.events if e.kind != "defended"))
    assert "未提出陈述、申辩" in text("penalty_decision", silent)
    assert "未提出陈述、申辩" not in text("penalty_decision", record)


def test_a_line_end_in_an_account_opens_a_paragraph() -> None:
    record = lawful("labor_supervision")
    told = replace(record, about={**record.about, "facts_found": "第一段。\r\n第二段。\n"})
    lines = paragraphs(filled("penalty_decision", told))
    assert lines[lines.index("第一段。") + 1] == "第二段。"


def test_a_decision_without_its_conclusion_says_that_it_is_missing() -> None:
    paper = filled("determination", without(lawful("work_injury"), "result"))
    assert Missing("认定结论", "办理—作出工伤认定决定") in paper.missing


@pytest.mark.parametrize(
    ("kind", "fact", "zh"),
    [("prior_notice", "proposed_fine", "拟罚款金额"), ("penalty_decision", "fine", "罚款金额")],
)
def test_a_fine_without_its_sum_is_marked(kind: str, fact: str, zh: str) -> None:
    paper = filled(kind, without(lawful("penalty"), fact))
    assert zh in {missing.slot for missing in paper.missing}


def test_a_sanction_that_is_no_fine_is_told_without_a_sum() -> None:
    record = lawful("penalty")
    events = tuple(
        replace(e, facts={**without_fine(e), "sanctions": ("warning",)})
        if "sanctions" in e.facts
        else e
        for e in record.events
    )
    warned = replace(record, events=events)
    for kind in ("prior_notice", "penalty_decision"):
        paper = filled(kind, warned)
        assert paper.missing == ()
        written = "\n".join(paragraphs(paper))
        assert "警告" in written
        assert "罚款人民币" not in written


def without_fine(event: Event) -> dict[str, object]:
    return {name: v for name, v in event.facts.items() if name not in ("fine", "proposed_fine")}


# --- what is refused -----------------------------------------------------------------------------


def test_a_form_of_another_procedure_is_refused() -> None:
    with pytest.raises(WrongForm, match="不是这种案件的文书"):
        fill(form("determination"), lawful("penalty"), on=date(2025, 6, 20), bureau=BUREAU)


def test_a_form_of_another_step_is_refused() -> None:
    record = lawful("work_injury")
    issue = Issue(event=record.events[0])
    with pytest.raises(WrongForm, match="不是这一步骤的文书"):
        fill(form("determination"), record, on=date(2025, 6, 20), bureau=BUREAU, issue=issue)


def test_the_paper_of_another_conclusion_is_refused() -> None:
    with pytest.raises(WrongForm, match="结论不用“不予认定工伤决定书”"):
        filled("no_determination", lawful("work_injury"))


def test_a_day_before_the_law_held_is_refused_with_the_article() -> None:
    with pytest.raises(NoProvisionInForce):
        fill(form("determination"), lawful("work_injury"), on=date(2001, 6, 20), bureau=BUREAU)


# --- number and hash -----------------------------------------------------------------------------


def test_a_paper_without_its_number_says_so() -> None:
    paper = filled("determination", lawful("work_injury"))
    assert paper.unnumbered
    assert "签发时编号" in paper.number
    numbered = filled("determination", lawful("work_injury"), number="云人社工伤认字〔2025〕7号")
    assert not numbered.unnumbered
    assert numbered.number in paragraphs(numbered)
    assert not filled("service_receipt", lawful("work_injury")).unnumbered


def test_the_hash_follows_the_content() -> None:
    record = lawful("work_injury")
    paper = filled("determination", record)
    assert digest(paper) == digest(filled("determination", record))
    assert digest(paper) != digest(filled("determination", without(record, "occupation")))
    assert len(digest(paper, "sha512")) == 2 * len(digest(paper))
