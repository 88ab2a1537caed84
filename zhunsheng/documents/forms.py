"""Every paper there is, by kind, by procedure, and by the act that makes it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.documents.catalog import (
    determination,
    enforcement,
    records,
    referral,
    sanctions,
    supervision,
    work_injury,
)
from zhunsheng.documents.fill import fits
from zhunsheng.documents.form import Form
from zhunsheng.law.procedure import Fact
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record

CATALOG = (work_injury, determination, supervision, sanctions, enforcement, referral, records)


class UnknownForm(ZhunshengError):
    """No paper of that kind."""


@functools.cache
def forms() -> Mapping[str, Form]:
    """Return every form by its kind, in the order in which the catalog names them."""
    return MappingProxyType({form.kind: form for part in CATALOG for form in part.FORMS})


def form(kind: str) -> Form:
    """Return the form of a kind; raises UnknownForm with the nearest kind."""
    found = forms().get(kind)
    if found is None:
        near = get_close_matches(kind, forms(), n=1)
        hint = f"；是否指“{near[0]}”？" if near else "；"
        raise UnknownForm(f"没有“{kind}”这种文书{hint}可选：{'、'.join(forms())}")
    return found


def forms_for(procedure_name: str) -> tuple[Form, ...]:
    """Return the forms of a procedure; none for a procedure that makes no papers."""
    return tuple(form for form in forms().values() if procedure_name in form.procedures)


def forms_of(record: Record, event: Event) -> tuple[Form, ...]:
    """Return the forms that an act makes: of 认定 and 不予认定 only the one that was decided."""
    return tuple(form for form in forms_for(record.procedure) if fits(form, record, event))


def asked_of(procedure_name: str) -> tuple[Fact, ...]:
    """Return the facts only papers need, each once: what a record may hold beside its procedure's.

    Facts with `personal=True` among them are personal data like those the procedure declares.
    """
    asked = (fact for form in forms_for(procedure_name) for fact in (*form.particulars, *form.asks))
    return tuple({fact.name: fact for fact in asked}.values())
