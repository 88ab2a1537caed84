"""The form of a step, made from its declaration: its facts, what its rules ask for, its papers."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from zhunsheng.base.chinese import day_zh
from zhunsheng.base.masking import mask_name
from zhunsheng.engine.assess import assessor
from zhunsheng.engine.wording import unknown
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Fact, Method, Paper, Procedure, Step, leaves
from zhunsheng.law.rule import Node
from zhunsheng.office.certificates import FACT as BY_REGISTER
from zhunsheng.office.certificates import OFFICERS
from zhunsheng.office.standing import Standing, standing_of
from zhunsheng.procedures.service.facts import PERSONS, UNITS
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record
from zhunsheng.store.models import Certificate
from zhunsheng.web.forms.asked import open_facts, own_facts, papers_of, times_of, wanted, wanted_by
from zhunsheng.web.forms.sheet import Field, Sheet, field_of, question, raw
from zhunsheng.web.matter_page.identity import officers_of
from zhunsheng.web.matter_page.sight import Sight

NOTED = Step("noted", "记事", repeats=True)
FACT, DAY, TIME, PAPERS, MORE, OTHERS, NOTE = (
    "f-", "day", "time", "papers", "papers_more", "officers_more", "note",
)  # fmt: skip
FILE, FILE_OF = "file", "file_of"
# Without these a step says nothing: a service on nobody, a decision without an outcome.
DECISIVE = frozenset(
    {"result", "item", "to", "of", "method", "for", "by", "outcome", "approved_by"}
    | {"opening_result", "reconsideration_result", "refused_because", "terminated_because"}
)
# What every step of a kind of matter that asks for it must say (its gates hold it to that).
DEMANDED: Mapping[str, frozenset[str]] = {
    "wage_warning": frozenset({"how"}),
    "project_rating": frozenset({"rated_month", "color", "reason", "answer"}),
}
CARRIED = (OFFICERS, "for", "violation")
ALWAYS = frozenset({"to", "of", "method"})
KNOWN_KINDS = frozenset({*PERSONS, *UNITS})
QUESTIONS, OTHER_FACTS, PAPERS_PART, END = "要件和相关事实", "其他事实", "随附材料", "说明"


def step_named(procedure: Procedure, name: str) -> Step | None:
    """Return a step by its name; 记事 is one that every procedure knows."""
    return NOTED if name == NOTED.name else procedure.step(name)


def step_sheet(
    sight: Sight, step: Step, asked: Sequence[str], method: str = "", *, old: Event | None = None
) -> Sheet:
    """Return the empty form of a step, filled from the record.

    `asked` are facts of the matter asked for beside the step's own; for a correction of an `old`
    event no fact is left out.
    """
    declared = {fact.name: fact for fact in sight.procedure.facts}
    own = facts_of(sight.procedure, step, "" if old else method)
    part = step.form or step.zh
    fields: list[Field] = [when(step, part, sight.day)]
    if is_timed(sight, step.name):
        fields.append(Field(TIME, "时刻", "time", part=part, hint="法律按小时计算，可写 9:30"))
    looked_at = looks_at(sight, step, method)
    for fact in own:
        fields += [
            replace(one, wanted=one.fact in looked_at) for one in _fact_fields(sight, fact, part)
        ]
    fields += [question(declared[name], FACT + name, QUESTIONS) for name in asked]
    if step is NOTED:
        rest = [fact for name, fact in declared.items() if name not in asked]
        fields += [question(fact, FACT + fact.name, OTHER_FACTS) for fact in rest]
    fields += paper_fields(sight, step, method, old.papers if old else ())
    fields.append(Field(NOTE, "备注", "textarea", part=END))
    return Sheet(tuple(fields))


def when(step: Step, part: str, today: date, name: str = DAY) -> Field:
    """Return the field of the day of a step."""
    return Field(
        name,
        f"{step.zh}日期",
        "date",
        part=part,
        required=True,
        hint="可写 20251216、2025.12.16 或 12月16日",
        value=(day_zh(today),),
        prefilled_from="今天的日期",
        past=True,
    )


def facts_of(procedure: Procedure, step: Step, method: str = "") -> list[Fact]:
    """Return the facts a form asks for: of a service only those its method looks at."""
    facts = [fact for fact in step.facts if fact.name != BY_REGISTER or not _by_officers(step)]
    chosen = methods(procedure, step).get(method)
    if chosen is None:
        return facts
    looked_at = own_facts(_nodes(chosen)) | ALWAYS
    to = next((fact for fact in facts if fact.name == "to"), None)
    if to is not None and set(to.choices) <= KNOWN_KINDS:
        looked_at -= {"addressee_kind"}
    return [fact for fact in facts if fact.name in looked_at]


def looks_at(sight: Sight, step: Step, method: str) -> set[str]:
    """Return the facts of a step without which its rules have no answer."""
    chosen = methods(sight.procedure, step).get(method)
    if chosen is not None:
        return own_facts([chosen.valid, chosen.effective])
    rules = sight.office.assessor(sight.procedure.name).compiled.rules
    mine = [rule.when for rule in rules if rule.each == step.name]
    return {str(one.data[0]) for node in mine for one in open_facts(node) if one.op == "own"}


def _by_officers(step: Step) -> bool:
    return any(fact.name == OFFICERS for fact in step.facts)


def methods(procedure: Procedure, step: Step) -> Mapping[str, Method]:
    """Return the ways in which a step serves a document; empty for a step that serves none."""
    served = (one for one in procedure.services if one.by == step.name)
    return {method.name: method for service in served for method in service.methods}


def _nodes(method: Method) -> list[Node]:
    return [method.valid, method.effective, *(check.faulty for check in method.checks)]


def is_timed(sight: Sight, step: str) -> bool:
    """Say whether any rule looks at the time of day of a step."""
    return step in _timed(sight.procedure, sight.law)


@functools.cache
def _timed(procedure: Procedure, law: Law) -> set[str]:
    rules = assessor(procedure, law).compiled.rules
    return times_of(node for rule in rules for node in (rule.when, *rule.shows.values()))


# --- fields of facts -----------------------------------------------------------------------------


def _fact_fields(sight: Sight, fact: Fact, part: str) -> Iterator[Field]:
    if fact.name == OFFICERS:
        yield from officer_fields(sight, part, fact.zh)
        return
    made = field_of(fact, FACT + fact.name, part)
    if fact.name == "to":
        made = replace(made, choices=dict(_addressees(sight, fact)))
    if fact.name in DECISIVE and fact.choices:
        made = replace(made, required=True)
    if fact.name in DEMANDED.get(sight.procedure.name, ()):
        made = replace(made, required=True)
    carried = _carried(sight, fact.name) if fact.name in CARRIED else None
    if carried is not None:
        made = replace(made, value=raw(carried[0]), prefilled_from=carried[1])
    yield made


def _addressees(sight: Sight, fact: Fact) -> Iterator[tuple[str, str]]:
    for name, zh in fact.choices.items():
        named = sight.record.about.get(name)
        who = mask_name(named) if isinstance(named, str) else ""
        yield name, f"{zh}（{who}）" if who else zh


def _carried(sight: Sight, name: str) -> tuple[Value, str] | None:
    """Return what the record last stated under a name, and where it stands."""
    for event in reversed(sight.record.as_known()):
        if event.facts.get(name) is not None:
            return event.facts[name], f"第 {sight.seq(event)} 条"
    return None


def officer_fields(sight: Sight, part: str, zh: str) -> Iterator[Field]:
    """Yield the officers to tick, with their certificates, and a line for others."""
    held = dict(certified(sight.view.line.department, sight.day))
    acting = officers_of(sight)
    choices = {**{name: held.get(name, name) for name in acting}, **held}
    yield Field(
        FACT + OFFICERS,
        zh,
        "checks",
        part=part,
        fact=OFFICERS,
        choices=choices,
        value=tuple(acting),
        prefilled_from="上一次办理的人员" if acting else "",
    )
    yield Field(OTHERS, "其他人员", "list", part=part, hint="不在上面的人员，一行一个")


def certified(department: str, day: date) -> Iterator[tuple[str, str]]:
    """Yield the officers of a department whose certificates are valid on a day."""
    valid = Certificate.objects.filter(
        account__department__code=department,
        account__is_active=True,
        valid_from__lte=day,
        valid_to__gte=day,
    )
    for one in valid.select_related("account").order_by("account__name"):
        yield one.account.name, f"{one.account.name}（证号 {one.number}）"


# --- what the step's rules ask for ---------------------------------------------------------------


def questions(sight: Sight, step: Step) -> list[str]:
    """Return the facts of the matter that the step's conditions and elements still ask for."""
    return asked_in(sight, step, sight.record, sight.standing)


def asked_after(sight: Sight, step: Step, record: Record, day: date) -> list[str]:
    """Return what the step would still ask for once it is in the record as given."""
    standing = standing_of(record, sight.procedure, sight.law, day)
    return asked_in(sight, step, record, standing)


def asked_in(sight: Sight, step: Step, record: Record, standing: Standing) -> list[str]:
    """Return the facts that conditions and elements of a step ask for in a record."""
    if step is NOTED:
        return []
    rules = sight.office.assessor(sight.procedure.name).compiled.rules
    mine = [one for one in rules if step.name in (one.step, one.each) and one.detail is None]
    names = wanted([one.when for one in mine], sight.procedure, record)
    for reading in standing.readings:
        detail = reading.rule.detail
        if detail is not None and detail.step == step.name:
            open_ = unknown(detail.tree, reading.values)
            names += wanted_by(open_, sight.procedure, record)
    return list(dict.fromkeys(names))


# --- papers --------------------------------------------------------------------------------------


def paper_fields(
    sight: Sight, step: Step, method: str = "", held: Sequence[str] = ()
) -> Iterator[Field]:
    """Yield the papers that may come with a step: `held` and likely ones first, then all others."""
    names = {paper.name: paper.zh for paper in sight.procedure.papers}
    first = [*held, *likely_papers(sight, step, method)]
    likely = {name: names[name] for name in first if name in names}
    others = {name: zh for name, zh in names.items() if name not in likely}
    shown = ((PAPERS, "随这一步入卷的材料", likely), (MORE, "其他材料", others))
    for name, zh, choices in shown:
        if choices:
            # Which papers are likely changes with the record: a form sent later may mix them.
            yield Field(name, zh, "checks", part=PAPERS_PART, choices=choices, accepts=names)


def likely_papers(sight: Sight, step: Step, method: str = "") -> list[str]:
    """Return the papers a step's rules look at, its own form first."""
    procedure = sight.procedure
    own = [one.name for one in procedure.papers if step.form and _is_form(one, step.form)]
    chosen = methods(procedure, step).get(method)
    if chosen is not None:
        return [*own, *papers_of(_nodes(chosen))]
    rules = sight.office.assessor(procedure.name).compiled.rules
    named = papers_of(one.when for one in rules if one.each == step.name)
    filed = {name for event in sight.record.as_known() for name in event.papers}
    for evidence in procedure.evidence:
        if evidence.before == step.name and filed.isdisjoint(evidence.papers):
            named += evidence.papers
    return list(dict.fromkeys([*own, *named, *_unproved(sight, step)]))


def _is_form(paper: Paper, form: str) -> bool:
    return any(name in form or form in name for name in (paper.zh, *paper.also))


def _unproved(sight: Sight, step: Step) -> Iterator[str]:
    """Yield what would prove the elements of a step that hold without proof so far."""
    for reading in sight.standing.readings:
        detail = reading.rule.detail
        if detail is None or detail.step != step.name or detail.holder != "bureau":
            continue
        for leaf in leaves(detail.tree):
            held = reading.values[f"leaf:{leaf.name}"] is True
            if held and leaf.proof and reading.values.get(f"paper:{leaf.name}") is None:
                yield from leaf.proof


# --- the event -----------------------------------------------------------------------------------


def event_of(sheet: Sheet, step: str, prefix: str = "") -> Event:
    """Return the event that a sheet without errors tells of."""
    day = sheet[prefix + DAY].read
    assert isinstance(day, date)
    at = sheet.get(prefix + TIME)
    note = sheet.get(prefix + NOTE)
    return Event(
        step,
        day,
        happened_at=at.typed.at if at else None,
        facts=facts_given(sheet, prefix),
        papers=papers_given(sheet, prefix),
        note=str(note.read) if note and note.given else "",
    )


def facts_given(sheet: Sheet, prefix: str = "") -> dict[str, Value]:
    """Return the facts of a sheet; officers ticked and written beside are one list."""
    facts = sheet.facts(prefix + FACT)
    others = sheet.get(prefix + OTHERS)
    if others is not None and others.given:
        ticked, more = facts.get(OFFICERS), others.read
        named = [*(ticked if isinstance(ticked, tuple) else ())]
        named += more if isinstance(more, tuple) else ()
        facts[OFFICERS] = tuple(dict.fromkeys(named))
    return facts


def papers_given(sheet: Sheet, prefix: str = "") -> tuple[str, ...]:
    """Return the papers that were ticked."""
    found: list[str] = []
    for name in (prefix + PAPERS, prefix + MORE):
        ticked = sheet.get(name)
        if ticked is not None and isinstance(ticked.read, tuple):
            found += ticked.read
    return tuple(dict.fromkeys(found))


def filled_from(sheet: Sheet, event: Event, mask: Iterable[str], shown: Mapping[str, str]) -> Sheet:
    """Return the sheet holding what an event states; facts in `mask` stand in it masked."""
    fields = [_filled(one, event, set(mask), shown) for one in sheet.fields]
    return Sheet(tuple(fields))


def _filled(one: Field, event: Event, mask: set[str], shown: Mapping[str, str]) -> Field:
    if one.name == DAY:
        return replace(one, value=(day_zh(event.happened_on),), prefilled_from="")
    if one.name == TIME and event.happened_at is not None:
        return replace(one, value=(f"{event.happened_at:%H:%M}",))
    if one.name in (PAPERS, MORE):
        return replace(one, value=tuple(name for name in event.papers if name in one.choices))
    if one.fact not in event.facts:
        return replace(one, value=(), prefilled_from="")
    value = event.facts[one.fact]
    if one.fact in mask and isinstance(value, str) and shown[one.fact] != value:
        hidden = shown[one.fact]
        return replace(one, value=(hidden,), shown_as=hidden, stands_for=value)
    if one.fact == OFFICERS and isinstance(value, tuple):
        choices = {**{name: one.choices.get(name, name) for name in value}, **one.choices}
        one = replace(one, choices=choices)
    return replace(one, value=raw(value), prefilled_from="")
