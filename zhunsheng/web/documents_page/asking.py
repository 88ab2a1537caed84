"""The form of a paper: the facts it needs and the record does not hold, and what fills them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zhunsheng.base.chinese import day_zh
from zhunsheng.documents.forms import forms
from zhunsheng.documents.masking import mask_day, mask_value
from zhunsheng.law.procedure import Fact
from zhunsheng.record.event import Event, Value
from zhunsheng.store.models import Document
from zhunsheng.web.documents_page.lacking import fillable, lacks
from zhunsheng.web.documents_page.source import UNFIT, Source, names_in, read_facts
from zhunsheng.web.forms.sheet import Field, Sheet, field_of, raw
from zhunsheng.web.forms.steps import DAY, FACT

SEQ = "di"
NOT_YET = "0"
FACTS_PART, DAY_PART = "记录里没有、文书要写的", "落款"
# Texts of more than a line; all others have a line of their own.
LONG = (
    "_account",
    "_found",
    "_summary",
    "_opinion",
    "_answer",
    "defence",
    "correction",
    "handling",
)
OF_ONE_PAPER = frozenset({"document_number", "service_address", "servers"})


@dataclass(frozen=True, slots=True)
class Known:
    """A value that a field may open with, and where it comes from."""

    value: Value
    source: str


def paper_sheet(
    source: Source, acts: Sequence[tuple[int, Event]], known: Mapping[str, Known]
) -> Sheet:
    """Return the form of a paper, filled with what it states already, else with what is known.

    `acts` are the events the paper may be made for, with their numbers.
    """
    fields = [_act_field(source, acts), *_facts(source, known), _day_field(source)]
    return Sheet(tuple(field for field in fields if field is not None))


def needed(source: Source) -> frozenset[str]:
    """Return the names of the facts without which the paper cannot be issued."""
    return _lacked(replace(source, facts={})) | _lacked(source)


def _lacked(source: Source) -> frozenset[str]:
    try:
        return frozenset(lack.name for lack in lacks(source, source.filled()))
    except UNFIT:
        return frozenset()


def models(sheet: Sheet, source: Source) -> list[dict[str, Any]]:
    """Return the parts of the form for the template: what is not needed says so."""
    wanted = needed(source)
    optional = {one.name: bool(one.fact) and one.fact not in wanted for one in sheet.fields}
    parts = sheet.parts()
    for part in parts:
        part["fields"] = [{**one, "optional": optional[one["name"]]} for one in part["fields"]]
    return parts


def carried(source: Source, known: Mapping[str, Known]) -> Source:
    """Return a new paper with the personal facts the matter knows: its form does not show them."""
    facts = {name: one.value for name, one in known.items() if is_hidden(source, name)}
    return replace(source, facts={**facts, **(source.facts or {})})


def facts_of(sheet: Sheet, source: Source) -> dict[str, Value]:
    """Return the facts a sent form states; a personal one left empty stays as it was."""
    kept = {
        name: value
        for name, value in (source.facts or {}).items()
        if is_hidden(source, name) and sheet.get(FACT + name) is not None
    }
    return {**kept, **sheet.facts(FACT)}


def is_hidden(source: Source, name: str) -> bool:
    """Say whether a fact is personal, so that forms do not write it out."""
    fact = source.fact(name)
    return fact is not None and source.reading.personal(fact)


# --- fields --------------------------------------------------------------------------------------


def _act_field(source: Source, acts: Sequence[tuple[int, Event]]) -> Field | None:
    """Return the choice of the act, where there is one to choose."""
    if len(acts) < 2 and not (acts and source.seq is None):
        return None
    choices = {
        str(seq): f"第 {seq} 条　{day_zh(event.happened_on)}　{source.step.zh}"
        for seq, event in acts
    }
    choices[NOT_YET] = f"下一次“{source.step.zh}”（还没有登记）"
    value = (str(source.seq or NOT_YET),)
    return Field(SEQ, "为哪一次办理制作", "choice", choices=choices, required=True, value=value)


def _day_field(source: Source) -> Field:
    hint = "印在落款处；文号按这一天的年份编"
    value = (day_zh(source.on),)
    return Field(DAY, "文书日期", "date", DAY_PART, required=True, hint=hint, value=value)


def _facts(source: Source, known: Mapping[str, Known]) -> Iterator[Field]:
    given, wanted = source.facts or {}, needed(source)
    only_papers = {fact.name for fact in (*source.form.particulars, *source.form.asks)}
    named = names_in(source.form)
    for name in fillable(source):
        fact = source.fact(name)
        asked = name in only_papers & named and not _held(source, name)
        if fact is not None and (name in given or name in wanted or asked):
            yield _fact_field(source, fact, known.get(name))


def _held(source: Source, name: str) -> bool:
    """Say whether the record itself states a fact: for an act's own facts, that very act."""
    if name in source.own_names:
        stated = source.act.facts if source.act else {}
        return name in stated or name in source.record.about
    events = source.record.as_known()
    return name in source.record.about or any(name in event.facts for event in events)


def _fact_field(source: Source, fact: Fact, known: Known | None) -> Field:
    made = field_of(fact, FACT + fact.name, FACTS_PART)
    if made.kind == "text" and fact.name.endswith(LONG):
        made = replace(made, kind="textarea")
    given = (source.facts or {}).get(fact.name)
    if given is not None and is_hidden(source, fact.name):
        return replace(made, hint=f"已填 {hidden(given)}，不改就留空")
    if given is not None:
        return replace(made, value=_written(made, given))
    if known is not None and not is_hidden(source, fact.name):
        return replace(made, value=_written(made, known.value), prefilled_from=known.source)
    return made


def _written(field: Field, value: Value) -> tuple[str, ...]:
    """Write a value as it stands in its field; a list stands line by line."""
    if isinstance(value, tuple) and field.kind != "checks":
        return ("\n".join(value),)
    return (day_zh(value),) if isinstance(value, date) else raw(value)


def hidden(value: Value) -> str:
    """Write a personal value so that it can be recognised and not read."""
    if isinstance(value, date):
        return mask_day(value)
    return "、".join(map(mask_value, value)) if isinstance(value, tuple) else mask_value(str(value))


# --- what the matter knows already ---------------------------------------------------------------


def suggestions(source: Source) -> Iterator[tuple[str, Known]]:
    """Yield what other papers of the matter, and earlier acts, state of the same facts."""
    wanted = [name for name in fillable(source) if name not in OF_ONE_PAPER]
    others = Document.objects.filter(matter__number=source.record.matter).order_by("made_at")
    for other in others.exclude(state=Document.State.VOID):
        titled = forms().get(other.kind)
        for name, value in read_facts(other.content).items():
            if name in wanted:
                yield name, Known(value, f"《{titled.zh if titled else other.kind}》")
    for seq, event in enumerate(source.record.events, 1):
        for name in wanted:
            if event.facts.get(name) is not None:
                yield name, Known(event.facts[name], f"第 {seq} 条")
    number = _number_served(source)
    if number:
        yield "document_number", Known(number, "本案制发的文书")


def _number_served(source: Source) -> str:
    """Return the number of the document that the act at hand serves."""
    of = source.act.facts.get("of") if source.act else None
    kinds = [form.kind for form in forms().values() if form.document and form.document == of]
    served = Document.objects.filter(matter__number=source.record.matter, kind__in=kinds)
    issued = served.filter(state=Document.State.ISSUED).order_by("made_at")
    return issued.values_list("number", flat=True).last() or ""
