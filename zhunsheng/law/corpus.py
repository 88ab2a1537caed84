"""The law the project holds: statute files read once, answered by citation and day."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path

from zhunsheng.base.errors import (
    ConflictingProvisions,
    MalformedStatute,
    NoProvisionInForce,
    UnconfirmedProvision,
    UnknownCitation,
)
from zhunsheng.law.provision import Counting, Instrument, Limit, Provision
from zhunsheng.law.statute import read_statute

STATUTES = Path(__file__).parent / "statutes"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """All instruments, and an index of every version of every provision by its citation."""

    instruments: tuple[Instrument, ...]
    by_title: dict[str, Instrument]
    by_citation: dict[str, tuple[Provision, ...]]

    def at(self, citation: str, *, on: date) -> Provision:
        """Give the version in force on the day.

        Raises UnknownCitation, NoProvisionInForce, ConflictingProvisions, or
        UnconfirmedProvision where the version is only known from memory.
        """
        versions = [version for version in self.versions(citation) if version.in_force(on)]
        if not versions:
            raise NoProvisionInForce(citation, on)
        if len(versions) > 1:
            raise ConflictingProvisions(citation, on)
        if versions[0].verified == "memory":
            raise UnconfirmedProvision(citation)
        return versions[0]

    def versions(self, citation: str) -> tuple[Provision, ...]:
        """Give every version by its first day, those from memory included."""
        title, _, place = citation.partition("/")
        instrument = self.by_title.get(title)
        canonical = f"{instrument.title}/{place}" if instrument else citation
        found = self.by_citation.get(canonical)
        if found is None:
            raise UnknownCitation(citation, nearest=self._nearest(canonical))
        return found

    def instrument(self, title: str) -> Instrument:
        """Give the instrument of a short title, a full title or another name it goes by."""
        found = self.by_title.get(title)
        if found is None:
            near = get_close_matches(title, self.by_title, n=1)
            raise UnknownCitation(title, nearest=near[0] if near else "")
        return found

    def unit_of(self, title: str, limit: Limit, *, on: date) -> Limit:
        """Give the limit in the unit the instrument means on the day (日 may be working days)."""
        instrument = self.instrument(title)
        return _meant(limit, _clause_on(instrument.countings, on))

    def _nearest(self, canonical: str) -> str:
        near = get_close_matches(canonical, self.by_citation, n=1)
        return near[0] if near else ""


@functools.cache
def load_law(folder: Path = STATUTES) -> Law:
    """Read every statute file of the folder; raise MalformedStatute at the first fault."""
    instruments = tuple(_counted(read_statute(path)) for path in sorted(folder.glob("*.toml")))
    by_citation: defaultdict[str, list[Provision]] = defaultdict(list)
    for instrument in instruments:
        for provision in instrument.provisions:
            by_citation[provision.citation].append(provision)
    return Law(
        instruments=instruments,
        by_title=_titles(instruments),
        by_citation={
            citation: tuple(sorted(versions, key=lambda version: version.begins_on))
            for citation, versions in by_citation.items()
        },
    )


def _titles(instruments: Iterable[Instrument]) -> dict[str, Instrument]:
    by_title: dict[str, Instrument] = {}
    for instrument in instruments:
        for name in {instrument.title, instrument.full_title, *instrument.also}:
            if name in by_title:
                other = by_title[name].title
                raise MalformedStatute(
                    f"名称“{name}”同时属于“{other}”和“{instrument.title}”；"
                    f"引用将无法确定所指，请从其中一个文件的 title、full_title 或 also 中删去"
                )
            by_title[name] = instrument
    return by_title


def _counted(instrument: Instrument) -> Instrument:
    """Apply the counting clauses: each provision is cut where a clause begins or ends."""
    if not instrument.countings:
        return instrument
    pieces = (
        piece
        for provision in instrument.provisions
        for piece in _pieces(provision, instrument.countings)
    )
    return replace(instrument, provisions=tuple(pieces))


def _pieces(provision: Provision, countings: tuple[Counting, ...]) -> list[Provision]:
    """Cut a provision at the days on which a clause changes the unit of its limit."""
    written = provision.written
    if written is None:
        return [provision]
    starts = {clause.begins_on for clause in countings}
    stops = {clause.ends_on + ONE_DAY for clause in countings if clause.ends_on is not None}
    changes = sorted(day for day in starts | stops if day > provision.begins_on)
    pieces: list[Provision] = []
    for first in [provision.begins_on, *filter(provision.in_force, changes)]:
        limit = _meant(written, _clause_on(countings, first))
        if pieces and pieces[-1].limit == limit:
            continue
        if pieces:
            pieces[-1] = replace(pieces[-1], ends_on=first - ONE_DAY)
        pieces.append(replace(provision, begins_on=first, limit=limit))
    return pieces


def _clause_on(countings: tuple[Counting, ...], day: date) -> Counting | None:
    for clause in countings:
        if clause.begins_on <= day and (clause.ends_on is None or day <= clause.ends_on):
            return clause
    return None


def _meant(limit: Limit, clause: Counting | None) -> Limit:
    if clause is None or limit.unit != "day" or not clause.means_workdays(limit.length):
        return limit
    return Limit(limit.length, "workday")
