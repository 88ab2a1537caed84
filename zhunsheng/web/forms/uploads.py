"""Files that come with a form: kept by content at once, named when the form says what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from zhunsheng.store.models import Account, Matter, Paper
from zhunsheng.store.papers import file_name, keep
from zhunsheng.web.forms.typed import clean

FILE, KEPT, MANY = "file", "file_kept", 20
NAME_MOST = 60


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who brings files to which matter, and when."""

    number: str
    account: Account
    at: datetime


def take(bearer: Bearer, files: Sequence[UploadedFile[Any]], name: str = "") -> list[Paper]:
    """Keep files and return their papers; raises `PaperRefused` for the first that is not taken."""
    matter = Matter.objects.get(number=bearer.number)
    return [_take(matter, bearer, one, name) for one in files[:MANY]]


def _take(matter: Matter, bearer: Bearer, given: UploadedFile[Any], name: str) -> Paper:
    shown = clean(given.name or "") or "文件"
    stored = keep(shown, given.chunks())
    return Paper.objects.create(
        matter=matter,
        name=name[:NAME_MOST],
        file_name=file_name(shown, stored.media_type),
        digest=stored.digest,
        size=stored.size,
        media_type=stored.media_type,
        added_by=bearer.account,
        added_at=bearer.at,
    )


def sent_files(request: HttpRequest, field: str = FILE) -> list[UploadedFile[Any]]:
    """Return the files that came in a field."""
    return [one for one in request.FILES.getlist(field) if isinstance(one, UploadedFile)]


def brought(bearer: Bearer, ids: Sequence[str], name: str = "") -> list[Paper]:
    """Return the papers a form names by their ids: only the bearer's own, of this matter.

    One that was sent ahead without a name takes `name`.
    """
    wanted = [found for one in ids[:MANY] if (found := _uuid(one)) is not None]
    own = Paper.objects.filter(pk__in=wanted, matter__number=bearer.number, added_by=bearer.account)
    papers = sorted(own, key=lambda paper: wanted.index(paper.pk))
    for paper in papers:
        if not paper.name and name:
            paper.name = name[:NAME_MOST]
            paper.save(update_fields=["name"])
    return papers


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def digests(papers: Sequence[Paper]) -> Mapping[str, str]:
    """Return the digests by the names of the papers; a second file of a name is name.2."""
    found: dict[str, str] = {}
    for paper in papers:
        if not paper.name:
            continue
        places = (paper.name, *(f"{paper.name}.{place}" for place in range(2, MANY + 1)))
        free = next((place for place in places if place not in found), None)
        if free is not None and paper.digest not in found.values():
            found[free] = paper.digest
    return found
