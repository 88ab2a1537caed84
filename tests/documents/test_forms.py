"""The declarations hold together: every name they use is known, every article is on hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from string import Formatter

import pytest

from tests.documents.matters import BUREAU, cases, lawful
from zhunsheng.documents.bureau import FIELDS_ZH, Bureau, number_of
from zhunsheng.documents.form import (
    Age,
    Box,
    Case,
    Course,
    Either,
    Form,
    Grid,
    Items,
    Lacking,
    Named,
    OnFile,
    Receipt,
    Remedies,
    Say,
    When,
)
from zhunsheng.documents.forms import UnknownForm, asked_of, form, forms, forms_for, forms_of
from zhunsheng.law.corpus import load_law
from zhunsheng.procedures import procedures

FORMS = list(forms().values())
RECENT = date(2026, 1, 5)
REQUIRED = {
    "立案审批表",
    "工伤认定申请受理决定书",
    "工伤认定申请不予受理决定书",
    "工伤认定申请补正材料告知书",
    "工伤认定举证通知书",
    "工伤认定时限中止通知书",
    "恢复工伤认定通知书",
    "认定工伤决定书",
    "不予认定工伤决定书",
    "调查询问通知书",
    "劳动保障监察限期改正指令书",
    "行政处罚事先告知书",
    "劳动保障监察行政处理决定书",
    "送达回证",
    "涉嫌犯罪案件移送书",
    "结案审批表",
}
every_form = pytest.mark.parametrize("one", FORMS, ids=lambda one: one.kind)


def templates(one: Form) -> Iterator[str]:
    for part in one.parts:
        match part:
            case Say(text=text) | Box(text=text):
                yield text
            case Items(of=of):
                yield f"{{{of}}}"
            case Grid(rows=rows):
                yield from (cell.text for row in rows for cell in row if isinstance(cell, Box))
            case Receipt(lines=lines):
                yield from lines
    for slot in one.slots.values():
        if isinstance(slot, Case):
            yield from (*slot.table.values(), slot.otherwise)


def slots_used(one: Form) -> Iterator[tuple[str, str]]:
    for template in templates(one):
        for _, name, spec, _ in Formatter().parse(template):
            if name is not None:
                yield name, spec or ""


def names_used(one: Form) -> Iterator[str]:
    yield from (name for name, _ in slots_used(one) if name not in ("law", "limit", "ratio"))
    conditions = [*one.when]
    for part in one.parts:
        conditions += getattr(part, "when", ())
        if isinstance(part, Remedies) and part.review_first:
            conditions.append(part.review_first)
    yield from (condition.of for condition in conditions if isinstance(condition, When))
    for slot in one.slots.values():
        match slot:
            case Case(of=of) | Named(of=of) | Lacking(stated=of):
                yield of
            case Either(of=names):
                yield from names
            case Age(born=born, on=on):
                yield from (born, on)


def known(one: Form) -> set[str]:
    names = {*one.slots, "matter", "procedure", "own.day"}
    names |= {fact.name for fact in (*one.asks, *one.particulars)}
    names |= {f"bureau.{field.name}" for field in fields(Bureau)}
    for name in one.procedures:
        procedure = procedures()[name]
        names |= {fact.name for fact in procedure.facts}
        for step in procedure.steps:
            names.add(f"{step.name}.day")
            names |= {f"{step.name}.{fact.name}" for fact in step.facts}
            names |= {fact.name for fact in step.facts}
    return names


def test_every_paper_the_office_must_make_is_there() -> None:
    assert {one.zh for one in FORMS} >= REQUIRED


@every_form
def test_a_form_belongs_to_steps_of_its_procedures(one: Form) -> None:
    for name in one.procedures:
        assert all(procedures()[name].step(step) for step in one.steps)


@every_form
def test_every_name_a_form_uses_is_known(one: Form) -> None:
    assert set(names_used(one)) - known(one) == set()


@every_form
def test_every_article_a_form_cites_is_in_force_and_confirmed(one: Form) -> None:
    law = load_law()
    for name, spec in slots_used(one):
        if name in ("law", "limit", "ratio"):
            assert law.at(spec, on=RECENT)


@every_form
def test_papers_a_form_looks_for_are_papers_of_its_procedures(one: Form) -> None:
    papers = {paper.name for name in one.procedures for paper in procedures()[name].papers}
    if one.paper:
        assert one.paper in papers
    if one.procedures == ("work_injury",):
        for slot in one.slots.values():
            if isinstance(slot, OnFile | Lacking):
                assert set(slot.papers) <= papers


@every_form
def test_a_course_names_steps(one: Form) -> None:
    steps = {step.name for name in one.procedures for step in procedures()[name].steps}
    for slot in one.slots.values():
        if isinstance(slot, Course):
            assert set(slot.steps) <= steps


@every_form
def test_what_a_form_asks_for_is_not_declared_by_its_procedure_already(one: Form) -> None:
    asked = {fact.name for fact in (*one.asks, *one.particulars)}
    for name in one.procedures:
        procedure = procedures()[name]
        stated = {fact.name for step in procedure.steps for fact in step.facts}
        assert asked & ({fact.name for fact in procedure.facts} | stated) == set()


@every_form
def test_a_document_that_is_served_is_known_to_the_step_of_service(one: Form) -> None:
    if one.document:
        for name in one.procedures:
            served = procedures()[name].step("served")
            assert served is not None
            of = next(fact for fact in served.facts if fact.name == "of")
            # 责令支付 in a referral is served under the name its procedure knows.
            assert one.document in of.choices or name == "crime_referral"


def test_each_kind_and_step_is_told_apart_by_its_mark() -> None:
    marks = [(one.mark, one.zh) for one in FORMS if one.mark]
    by_mark = {mark: {zh for other, zh in marks if other == mark} for mark, _ in marks}
    assert all(len(titles) == 1 for titles in by_mark.values())


def test_the_cases_of_these_tests_cover_every_form() -> None:
    assert {kind for kind, _ in cases().values()} == set(forms())


def test_forms_are_found_by_kind_procedure_and_act() -> None:
    assert form("determination").zh == "认定工伤决定书"
    assert form("determination") in forms_for("work_injury")
    assert forms_for("litigation") == ()
    record = lawful("work_injury")
    decided = next(event for event in record.events if event.kind == "decided")
    assert [one.kind for one in forms_of(record, decided)] == ["determination"]
    with pytest.raises(UnknownForm, match="是否指“determination”"):
        form("determinaton")


def test_what_papers_ask_beside_the_procedure_can_be_listed() -> None:
    asked = {fact.name: fact for fact in asked_of("work_injury")}
    assert asked["id_number"].personal
    assert not asked["accident_place"].personal
    assert len(asked) == len(asked_of("work_injury"))


@pytest.mark.parametrize("name", procedures())
def test_papers_of_one_procedure_call_a_fact_by_one_name(name: str) -> None:
    asked = [f for one in forms_for(name) for f in (*one.particulars, *one.asks)]
    named = {(fact.name, fact.zh, fact.kind, fact.personal) for fact in asked}
    assert len(named) == len(asked_of(name))


def test_a_number_names_organ_kind_year_and_serial() -> None:
    chosen = form("determination")
    number = number_of(chosen, 2026, 12, BUREAU)
    assert number == f"{BUREAU.mark}{chosen.mark}〔2026〕12号"
    assert number_of(form("service_receipt"), 2026, 12, BUREAU) == ""
    with pytest.raises(ValueError, match="从1起编"):
        number_of(chosen, 2026, 0, BUREAU)


def test_every_field_of_the_bureau_has_a_chinese_name() -> None:
    assert set(FIELDS_ZH) == {field.name for field in fields(Bureau)}
