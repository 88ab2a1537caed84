"""Which papers belong to which act of a matter, how far they are, and whom they must reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from zhunsheng.documents.form import Form
from zhunsheng.documents.forms import forms, forms_for, forms_of
from zhunsheng.law.procedure import Procedure
from zhunsheng.office.standing import standing_of
from zhunsheng.record.record import Record
from zhunsheng.store.models import Document
from zhunsheng.web.documents_page.source import Source, standing
from zhunsheng.web.matter_page.addresses import part_href, step_href

TONES = {Document.State.DRAFT: "amb", Document.State.ISSUED: "grn", Document.State.VOID: ""}


@dataclass(frozen=True, slots=True)
class PaperOf:
    """A paper of an act: `seq` is the number of its event, None before the act.

    `state` is draft, issued, void, or empty for a paper not made yet; `href` opens or makes it.
    """

    kind: str
    zh: str
    step: str
    seq: int | None
    state: str
    state_zh: str
    tone: str
    number: str
    href: str


def documents_of(
    record: Record, steps: Collection[str] = (), *, made: int | None = None
) -> list[PaperOf]:
    """Return the papers of a matter: those its acts call for, and all that were made of it.

    `steps` are acts that may be done now: their papers can be prepared before the act. An act's
    paper that was made and not withdrawn is not offered again. One query; none where it is known
    that `made` is 0.
    """
    kept = [_made(one, record) for one in _documents_made(record)] if made != 0 else []
    live = {(one.kind, one.seq) for one in kept if one.state != Document.State.VOID}
    offered = [one for one in _called_for(record) if (one.kind, one.seq) not in live]
    ahead = [one for one in _ahead(record, steps) if (one.kind, None) not in live]
    return [*kept, *offered, *ahead]


def _documents_made(record: Record) -> Iterable[Document]:
    return Document.objects.filter(matter__number=record.matter).order_by("made_at", "pk")


def _made(one: Document, record: Record) -> PaperOf:
    form = forms().get(one.kind)
    event = standing(record, one.event_seq) if one.event_seq else None
    seq = _number(record, event) if event else one.event_seq
    state = Document.State(one.state)
    return PaperOf(
        one.kind,
        form.zh if form else one.kind,
        event.kind if event else (form.steps[0] if form else ""),
        seq,
        state.value,
        state.label,
        TONES[state],
        one.number,
        reverse("document", args=(one.pk,)),
    )


def _called_for(record: Record) -> Iterator[PaperOf]:
    for event in record.as_known():
        seq = _number(record, event)
        for form in forms_of(record, event):
            yield _offered(record, form, event.kind, seq)


def _ahead(record: Record, steps: Collection[str]) -> Iterator[PaperOf]:
    for form in forms_for(record.procedure):
        step = next((name for name in form.steps if name in steps), None)
        if step is not None:
            yield _offered(record, form, step, None)


def _offered(record: Record, form: Form, step: str, seq: int | None) -> PaperOf:
    href = make_href(record.matter, form.kind, seq)
    return PaperOf(form.kind, form.zh, step, seq, "", "", "", "", href)


def make_href(number: str, kind: str, seq: int | None = None) -> str:
    """Return the address of the form that makes a paper for an act, or ahead of it (None)."""
    return f"{part_href('new_document', number, kind)}?{urlencode({'di': seq or 0})}"


def _number(record: Record, event: object) -> int:
    return next(seq for seq, one in enumerate(record.events, 1) if one is event)


# --- service -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToServe:
    """One addressee of a paper: since when it is validly served, else where that is written."""

    zh: str
    since: date | None
    href: str


def to_serve(source: Source, day: date) -> list[ToServe]:
    """Return whom the law wants the paper to reach; the step of service where it names nobody."""
    found = list(_addressed(source, day))
    return found or list(_general(source))


def _addressed(source: Source, day: date) -> Iterator[ToServe]:
    record, document = source.record, source.form.document
    for one in standing_of(record, source.procedure, source.law, day).addressed:
        service = one.service
        if service.step in source.form.steps and service.document in ("", document):
            known = {"of": service.document, "to": one.to}
            href = step_href(record.matter, service.by, known)
            yield ToServe(service.to[one.to], one.effective, href)


def _general(source: Source) -> Iterator[ToServe]:
    document = source.form.document
    step = source.procedure.step("served")
    if document and step is not None and document in _documents(source.procedure):
        yield ToServe("当事人", None, step_href(source.record.matter, step.name, {"of": document}))


def _documents(procedure: Procedure) -> Collection[str]:
    step = procedure.step("served")
    return next((fact.choices for fact in (step.facts if step else ()) if fact.name == "of"), ())
