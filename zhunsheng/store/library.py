"""Keeps the full texts of law that an administrator loads; every version stays.

A text applies from a day. Loading another text for the same day adds a revision of it: what was
loaded before stays to be compared, and the latest revision is the one that is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby, islice

from django.db import transaction
from django.db.models import Count, Max, Min

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.law.articles import Article
from zhunsheng.store.models import LoadedText

# Document numbers are typed with whatever brackets are at hand.
BRACKETS = str.maketrans("〔〕【】", "[][]")


class AlreadyLoaded(ZhunshengError):
    """The very same text is already the one that is read for that day."""

    def __init__(self, title: str, begins_on: date) -> None:
        super().__init__(
            f"《{title}》自{begins_on.isoformat()}起的文本与已存的完全相同，没有重复存入；"
            "要更正的，请先改文件"
        )
        self.title = title


@dataclass(frozen=True, slots=True)
class Loading:
    """A text to be kept: of which instrument, since when it applies, from which file, by whom."""

    title: str
    begins_on: date
    articles: Sequence[Article]
    source: str
    digest: str
    account: int
    at: datetime


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One text of an instrument as it was loaded; `revision` counts from 1 for each day."""

    title: str
    name: str
    begins_on: date
    revision: int
    articles: int
    source: str
    digest: str
    loaded_by: str
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """One article of a kept text; its paragraphs as `law.articles` cuts them."""

    title: str
    version: str
    at: str
    paragraphs: tuple[str, ...]


def load(loading: Loading) -> TextVersion:
    """Keep a text whole; raises `AlreadyLoaded` where it changes nothing."""
    with transaction.atomic():
        same_day = [v for v in versions(loading.title) if v.begins_on == loading.begins_on]
        if same_day and same_day[-1].digest == loading.digest:
            raise AlreadyLoaded(loading.title, loading.begins_on)
        name = _name(loading.begins_on, len(same_day) + 1)
        LoadedText.objects.bulk_create(
            LoadedText(
                title=loading.title,
                version=name,
                article=article.at,
                place=place,
                paragraphs=list(article.paragraphs),
                source=loading.source,
                digest=loading.digest,
                loaded_by_id=loading.account,
                loaded_at=loading.at,
            )
            for place, article in enumerate(loading.articles)
        )
    return next(v for v in versions(loading.title) if v.name == name)


def versions(title: str) -> list[TextVersion]:
    """Return every text of an instrument by the day it applies from, revisions in order."""
    return sorted(_versions(title), key=lambda version: (version.begins_on, version.revision))


def current(title: str) -> list[TextVersion]:
    """Return the texts that are read: of each day the latest revision."""
    days = groupby(versions(title), key=lambda version: version.begins_on)
    return [list(revisions)[-1] for _, revisions in days]


def titles() -> Mapping[str, int]:
    """Return the instruments with a text, each with the number of days it has a text for."""
    found: dict[str, set[str]] = {}
    for title, version in LoadedText.objects.values_list("title", "version").distinct():
        found.setdefault(title, set()).add(version.partition("/")[0])
    return {title: len(days) for title, days in sorted(found.items())}


def text_on(title: str, day: date | None) -> TextVersion | None:
    """Return the text that applies on a day (the newest for None); None where there is none."""
    fitting = [v for v in current(title) if day is None or v.begins_on <= day]
    return fitting[-1] if fitting else None


def whole(version: TextVersion) -> list[KeptArticle]:
    """Return the articles of a text in order."""
    rows = LoadedText.objects.filter(title=version.title, version=version.name)
    return list(_kept(rows.order_by("place")))


def article(version: TextVersion, at: str) -> KeptArticle | None:
    """Return one article of a text by its place (`20`, `276-1`), or None."""
    rows = LoadedText.objects.filter(title=version.title, version=version.name, article=at)
    return next(_kept(rows), None)


def matching(words: Sequence[str], limit: int) -> list[KeptArticle]:
    """Return the articles of texts now read in which all the words stand, by title and place.

    The words are given as `folded` writes them.
    """
    texts = _all(_state())
    found = (one for one, text in texts if all(word in text for word in words))
    return list(islice(found, limit))


def folded(text: str) -> str:
    """Return a text in the form in which words are looked for: one width, one case of brackets."""
    return unicodedata.normalize("NFKC", text).casefold().translate(BRACKETS)


def _name(begins_on: date, revision: int) -> str:
    return begins_on.isoformat() if revision == 1 else f"{begins_on.isoformat()}/{revision}"


def _versions(title: str) -> Iterator[TextVersion]:
    rows = (
        LoadedText.objects.filter(title=title)
        .values_list("version")
        .annotate(
            Count("id"),
            Min("source"),
            Min("digest"),
            Min("loaded_by__name"),
            Min("loaded_at"),
        )
    )
    for name, count, source, digest, by, at in rows:
        day, _, revision = name.partition("/")
        begins_on = date.fromisoformat(day)
        yield TextVersion(
            title, name, begins_on, int(revision or 1), count, source, digest, by or "", at
        )


def _kept(rows: Iterable[LoadedText]) -> Iterator[KeptArticle]:
    for row in rows:
        yield KeptArticle(row.title, row.version, row.article, tuple(row.paragraphs))


def _state() -> tuple[object, ...]:
    """Return what changes whenever a text is added, so that a process may keep them at hand."""
    newest = LoadedText.objects.order_by("-id").values_list("id", "digest", "loaded_at").first()
    counted = LoadedText.objects.aggregate(Count("id"), Max("id"))
    return (newest, *counted.values())


@lru_cache(maxsize=1)
def _all(state: tuple[object, ...]) -> tuple[tuple[KeptArticle, str], ...]:
    """Return every article of the texts now read, and its folded words, under their state."""
    wanted = {(v.title, v.name) for title in titles() for v in current(title)}
    rows = LoadedText.objects.order_by("title", "version", "place")
    read = (one for one in _kept(rows) if (one.title, one.version) in wanted)
    return tuple((one, folded("\n".join(one.paragraphs))) for one in read)
