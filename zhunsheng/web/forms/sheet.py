"""A form as a list of fields: filled from what is known or was typed, then read field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zhunsheng.law.procedure import Fact
from zhunsheng.record.event import Value
from zhunsheng.web.forms.typed import NOT_KNOWN, Typed, clean, read_day, read_typed

KINDS = {
    "yes_no": "yes_no",
    "choice": "choice",
    "text": "text",
    "day": "date",
    "instant": "date",
    "count": "number",
    "yuan": "money",
    "list": "list",
}
YES_NO = {"yes": "是", "no": "否"}
NOTHING = Typed()
Data = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its place in the form, what stands in it, and what that was read as.

    `shown_as` is how a personal value stands in it masked; typed back unchanged, it means the value
    it `stands_for`. `past` says that its day has come already;
    `wanted` that the law looks at it, though the form may be sent without. `accepts` are values
    taken beside the choices that are shown.
    """

    name: str
    label: str
    kind: str
    part: str = ""
    fact: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    accepts: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    hint: str = ""
    unit: str = ""
    value: tuple[str, ...] = ()
    prefilled_from: str = ""
    shown_as: str = ""
    stands_for: str = ""
    past: bool = False
    wanted: bool = False
    typed: Typed = NOTHING

    @property
    def given(self) -> bool:
        """Say whether something was typed or chosen."""
        return self.typed.given

    @property
    def read(self) -> Value:
        """Return the value that was read."""
        unchanged = bool(self.stands_for) and self.typed.value == self.shown_as
        return self.stands_for if unchanged else self.typed.value

    @property
    def error(self) -> str:
        """Return what is wrong with it, in words that say what to do."""
        if self.typed.error:
            return f"{self.label}：{self.typed.error}"
        if self.required and not self.typed.given:
            verb = "选" if self.kind in ("choice", "yes_no", "checks") else "写"
            return f"请{verb}“{self.label}”"
        return ""

    def model(self, *, judged: bool) -> dict[str, Any]:
        """Return the field as the macro `field` takes it; errors only once it was sent."""
        many = self.kind == "checks"
        single = self.value[0] if self.value else ""
        return {
            "name": self.name,
            "label": self.label,
            "kind": self.kind,
            "value": list(self.value) if many else single,
            "choices": list(self.choices.items()),
            "hint": self.hint,
            "unit": self.unit,
            "error": self.error if judged else "",
            "optional": not (self.required or self.wanted),
            "prefilled_from": "" if judged else self.prefilled_from,
            "read_as": self.typed.read_as if judged and not self.typed.error else "",
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """The fields of a form in their order; `judged` once it was sent and read."""

    fields: tuple[Field, ...]
    judged: bool = False

    def __getitem__(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)

    def get(self, name: str) -> Field | None:
        """Return a field by its name, or None."""
        return next((one for one in self.fields if one.name == name), None)

    def filled(self, data: Data) -> Sheet:
        """Return the sheet with what a draft or an address says; what it does not name stays."""
        fields = tuple(
            replace(one, value=tuple(data[one.name]), prefilled_from="")
            if one.name in data
            else one
            for one in self.fields
        )
        return Sheet(fields)

    def sent(self, data: Data, today: date) -> Sheet:
        """Return the sheet as it was sent, every field read."""
        return Sheet(tuple(_read(one, data, today) for one in self.fields), judged=True)

    @property
    def errors(self) -> list[dict[str, str]]:
        """Return what is wrong as the error summary takes it."""
        return [{"href": f"#id_{one.name}", "text": one.error} for one in self.fields if one.error]

    def facts(self, prefix: str) -> dict[str, Value]:
        """Return the facts that were given, of the fields whose names begin so."""
        return {
            one.fact: one.read
            for one in self.fields
            if one.fact and one.given and one.name.startswith(prefix)
        }

    def parts(self) -> list[dict[str, Any]]:
        """Return the fields under their headings, in order."""
        parts: dict[str, list[dict[str, Any]]] = {}
        for one in self.fields:
            parts.setdefault(one.part, []).append(one.model(judged=self.judged))
        return [{"zh": zh, "fields": fields} for zh, fields in parts.items()]

    def typed(self) -> Iterator[tuple[str, str]]:
        """Yield what stands in the fields, as hidden inputs carry it on."""
        for one in self.fields:
            yield from ((one.name, value) for value in one.value)


def _read(one: Field, data: Data, today: date) -> Field:
    texts = tuple(data.get(one.name, ()))
    if one.past and texts and clean(texts[0]):
        return replace(one, value=texts, typed=read_day(clean(texts[0]), today, past=True))
    return replace(
        one, value=texts, typed=read_typed(one.kind, texts, {**one.choices, **one.accepts}, today)
    )


def field_of(fact: Fact, name: str, part: str = "") -> Field:
    """Return the field that asks for a fact."""
    kind = KINDS[fact.kind]
    choices: Mapping[str, str] = {}
    if fact.choices:
        choices = fact.choices
        kind = "checks" if fact.kind == "list" else "choice"
    elif kind == "yes_no":
        choices = YES_NO
    hint = HINTS.get(kind, "")
    return Field(name, fact.zh, kind, part=part, fact=fact.name, choices=choices, hint=hint)


def question(fact: Fact, name: str, part: str) -> Field:
    """Return the field that asks for a fact and takes “not clear yet” for an answer."""
    asked = field_of(fact, name, part)
    if asked.kind == "yes_no":
        return replace(asked, choices={**YES_NO, NOT_KNOWN: "尚不清楚"})
    return asked


HINTS = {
    "date": "可写 20251216、2025.12.16 或 12月16日",
    "list": "一行一个，或用顿号隔开",
    "time": "可写 9:30、下午3点",
}


def raw(value: Value) -> tuple[str, ...]:
    """Write a value as it would stand in its field."""
    if value is None:
        return (NOT_KNOWN,)
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    if isinstance(value, tuple):
        return value
    if isinstance(value, date):
        return (value.isoformat(),)
    return (str(value),)
