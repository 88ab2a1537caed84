"""One provision on one page: its versions, its article in the loaded text, where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from zhunsheng.law.changes import Side, words
from zhunsheng.law.citation import Citation, cite, parse, unit_name
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Instrument, Provision
from zhunsheng.law.telling import VERIFIED, life_zh, value_zh
from zhunsheng.store import library
from zhunsheng.store.library import TextVersion
from zhunsheng.web.law.cited import place_zh, provision_href
from zhunsheng.web.law.texts import (
    ArticleText,
    Compared,
    article_text,
    compare,
    counterpart,
    place_in,
    version_zh,
)
from zhunsheng.web.law.uses import Use, uses_of


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a provision; `stands_at` is its number at that time, where it was another."""

    gist: Side
    value: Side
    life: str
    stands_at: str
    verified: str
    verified_zh: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Value:
    """One citation of the place: a place may hold several values under labels."""

    citation: str
    versions: tuple[VersionRow, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The article in a loaded text, and beside it what it was in the text before."""

    version: TextVersion
    zh: str
    article: ArticleText
    before_zh: str = ""
    before: Compared | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    """Everything a provision's page shows."""

    title: str
    full_title: str
    at: str
    zh: str
    place_zh: str
    values: tuple[Value, ...]
    reading: Reading | None
    around: tuple[tuple[str, str, str], ...]
    citations: tuple[str, ...]


def provision_page(law: Law, title: str, at: str, day: date) -> ProvisionPage | None:
    """Return the page of a place, on a day; None where neither data nor text knows it.

    Raises `UnknownCitation` where the place is not written as one.
    """
    instrument = law.by_title.get(title)
    short = instrument.title if instrument else title
    asked = parse(f"{short}/{at}")
    citations = _citations(law, instrument, asked)
    reading = _reading(law, citations[0] if citations else f"{short}/{at}", day)
    if not citations and reading is None:
        return None
    return ProvisionPage(
        short,
        instrument.full_title if instrument else title,
        at,
        cite(f"{short}/{at}"),
        unit_name(asked),
        tuple(_value(law, citation, day) for citation in citations),
        reading,
        tuple(_around(instrument, asked, citations)) if instrument else (),
        tuple(citations),
    )


def _citations(law: Law, instrument: Instrument | None, asked: Citation) -> list[str]:
    """Return the citations of the data that mean the place, whatever their labels."""
    if instrument is None:
        return []
    found = dict.fromkeys(one.citation for one in instrument.provisions)
    return [citation for citation in found if _same_place(parse(citation), asked)]


def _same_place(one: Citation, other: Citation) -> bool:
    places = [(c.article, c.branch, c.paragraph, c.item) for c in (one, other)]
    return places[0] == places[1] and other.label in ("", one.label)


def _value(law: Law, citation: str, day: date) -> Value:
    versions = law.by_citation[citation]
    rows = []
    shown = [_told(None, versions[0]), *(_told(a, b) for a, b in pairwise(versions))]
    for version, (gist, value) in zip(versions, shown, strict=True):
        then = f"{citation.partition('/')[0]}/{version.stands_at}" if version.stands_at else ""
        rows.append(
            VersionRow(
                gist,
                value,
                life_zh(version),
                place_zh(then) if then else "",
                version.verified,
                VERIFIED[version.verified],
                version.in_force(day),
            )
        )
    return Value(citation, tuple(reversed(rows)), uses_of(citation))


def _told(before: Provision | None, version: Provision) -> tuple[Side, Side]:
    """Return gist and value of a version, with what came new against the version before marked."""
    if before is None:
        return words(version.gist, version.gist)[1], words(value_zh(version), value_zh(version))[1]
    return words(before.gist, version.gist)[1], words(value_zh(before), value_zh(version))[1]


def _reading(law: Law, citation: str, day: date) -> Reading | None:
    title = citation.partition("/")[0]
    version = library.text_on(title, day) or library.text_on(title, None)
    if version is None:
        return None
    place = place_in(law, citation, version)
    kept = library.article(version, _article(place))
    if kept is None:
        return None
    older = [one for one in library.current(title) if one.begins_on < version.begins_on]
    later = version.begins_on > day
    shown = article_text(kept, place)
    if not older:
        return Reading(version, version_zh(version), shown, later=later)
    was_at = place_in(law, citation, older[-1])
    was = library.article(older[-1], _article(was_at)) if was_at != place else None
    before = compare(was or counterpart(older[-1], version, kept.at), kept)
    return Reading(version, version_zh(version), shown, version_zh(older[-1]), before, later)


def _article(place: Citation) -> str:
    return f"{place.article}-{place.branch}" if place.branch else str(place.article)


def _around(
    instrument: Instrument, asked: Citation, own: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Return the other places of the same article that the data holds: name, address, gist."""
    found: dict[str, tuple[str, str, str]] = {}
    for one in instrument.provisions:
        place = parse(one.citation)
        if (place.article, place.branch) == (asked.article, asked.branch):
            href = provision_href(one.citation)
            if one.citation not in own:
                found[href] = (unit_name(place), href, one.gist)
    return list(found.values())
