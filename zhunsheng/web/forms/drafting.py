"""Drafts of forms: kept while typing and when a session ends, given back, dropped once sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.utils import timezone

from zhunsheng.store.models import Account, Draft
from zhunsheng.web.forms.typed import clean, read_day

DAY = "day"
PAPERS = ("papers", "papers_more")  # which of the two shows a paper changes with the record
ADDRESS_MOST, FIELDS_MOST, TEXT_MOST = 200, 400, 60_000
UNKEPT = frozenset({"csrfmiddlewaretoken", "key", "seen", "act", "asked"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was last kept: its fields and when."""

    fields: Mapping[str, Sequence[str]]
    saved_at: datetime


def keep(account: Account, address: str, data: QueryDict, at: datetime) -> bool:
    """Keep what was typed into the form at an address; False where it is too much for a draft."""
    fields = {
        name: [clean(text) for text in data.getlist(name)] for name in data if name not in UNKEPT
    }
    size = sum(len(text) for texts in fields.values() for text in texts)
    if len(fields) > FIELDS_MOST or size > TEXT_MOST or len(address) > ADDRESS_MOST:
        return False
    Draft.objects.update_or_create(
        account=account, address=address, defaults={"fields": fields, "saved_at": at}
    )
    return True


def find(account: Account, address: str) -> Kept | None:
    """Return the draft of a form, or None."""
    found = Draft.objects.filter(account=account, address=address[:ADDRESS_MOST]).first()
    if found is None:
        return None
    fields = {
        str(name): [str(text) for text in (texts if isinstance(texts, list) else [texts])]
        for name, texts in found.fields.items()
        if name not in UNKEPT
    }
    if _says_today(fields.get(DAY, []), timezone.localdate(found.saved_at)):
        del fields[DAY]
    papers = [one for name in PAPERS for one in fields.get(name, [])]
    return Kept({**fields, **(dict.fromkeys(PAPERS, papers) if papers else {})}, found.saved_at)


def _says_today(texts: Sequence[str], saved_on: date) -> bool:
    """Say whether a draft holds the day it was kept on: the form's own “today”, which moves on."""
    return bool(texts) and read_day(texts[0], saved_on).value == saved_on


def drop(account: Account, address: str) -> None:
    """Forget the draft of a form."""
    Draft.objects.filter(account=account, address=address[:ADDRESS_MOST]).delete()
