"""The list of instruments, and one instrument with its provisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from zhunsheng.law.citation import Citation, parse
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Instrument, Provision, Rank
from zhunsheng.law.telling import RANKS, VERIFIED, life_zh, value_zh
from zhunsheng.web.law.cited import on_day, place_zh, provision_href
from zhunsheng.web.law.uses import Use, uses_of

USES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """One instrument of the list; `texts` counts the versions whose full text is loaded."""

    title: str
    full_title: str
    rank_zh: str
    number: str
    href: str
    provisions: int
    levels: tuple[tuple[str, str, int], ...]
    texts: int


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One provision of an instrument as it stands on a day; `older` counts its other versions."""

    place: str
    href: str
    gist: str
    value: str
    life: str
    verified: str
    verified_zh: str
    in_force: bool
    older: int
    uses: tuple[Use, ...]

    @property
    def uses_shown(self) -> tuple[Use, ...]:
        """Return the first uses, as many as a row has room for."""
        return self.uses[:USES_SHOWN]


def instruments(
    law: Law, texts: Mapping[str, int], day: date, rank: str = ""
) -> list[InstrumentRow]:
    """Return the instruments by rank, those whose text alone is loaded last."""
    order = {name: place for place, name in enumerate(RANKS)}
    chosen = [one for one in law.instruments if rank in ("", one.rank)]
    rows = [
        _row(one, texts.get(one.title, 0), day)
        for one in sorted(chosen, key=lambda one: (order[one.rank], one.title))
    ]
    if not rank:
        rows += [_text_only(title, n) for title, n in texts.items() if title not in law.by_title]
    return rows


def ranks(law: Law) -> list[tuple[Rank, str, int]]:
    """Return the ranks with the number of instruments of each."""
    counted = Counter(one.rank for one in law.instruments)
    return [(rank, zh, counted[rank]) for rank, zh in RANKS.items() if counted[rank]]


def provisions(
    law: Law, instrument: Instrument, day: date, verified: str = ""
) -> Iterator[ProvisionRow]:
    """Yield the provisions of an instrument in the order of its articles."""
    citations = dict.fromkeys(one.citation for one in instrument.provisions)
    for citation in sorted(citations, key=order_of):
        row = _provision(law.by_citation[citation], day)
        if verified in ("", row.verified):
            yield row


def levels(provisions_: Sequence[Provision], day: date) -> tuple[tuple[str, str, int], ...]:
    """Count provisions, as they stand on a day, by how far they are verified."""
    grouped: dict[str, list[Provision]] = {}
    for one in provisions_:
        grouped.setdefault(one.citation, []).append(one)
    counted = Counter(on_day(_by_day(versions), day).verified for versions in grouped.values())
    return tuple((name, zh, counted[name]) for name, zh in VERIFIED.items() if counted[name])


def order_of(citation: str) -> tuple[int, int, int, int, str]:
    """Return what orders provisions as the text does."""
    place: Citation = parse(citation)
    return place.article, place.branch, place.paragraph, place.item, place.label


def _row(one: Instrument, texts: int, day: date) -> InstrumentRow:
    return InstrumentRow(
        one.title,
        one.full_title,
        RANKS[one.rank],
        one.number,
        reverse("instrument", args=[one.title]),
        len({provision.citation for provision in one.provisions}),
        levels(one.provisions, day),
        texts,
    )


def _text_only(title: str, texts: int) -> InstrumentRow:
    return InstrumentRow(
        title, title, "只载有全文", "", reverse("instrument", args=[title]), 0, (), texts
    )


def _provision(versions: tuple[Provision, ...], day: date) -> ProvisionRow:
    shown = on_day(versions, day)
    return ProvisionRow(
        place_zh(shown.citation),
        provision_href(shown.citation),
        shown.gist,
        value_zh(shown),
        life_zh(shown),
        shown.verified,
        VERIFIED[shown.verified],
        shown.in_force(day),
        len(versions) - 1,
        uses_of(shown.citation),
    )


def _by_day(versions: Sequence[Provision]) -> tuple[Provision, ...]:
    return tuple(sorted(versions, key=lambda version: version.begins_on))
