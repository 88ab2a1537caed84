"""One matter as an actor sees it on a day: everything the parts of its page are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhunsheng.engine.finding import Assessment, Finding
from zhunsheng.law.citation import cite
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Procedure
from zhunsheng.law.provision import Provision
from zhunsheng.office import Actor, Judged, Office, View
from zhunsheng.office.standing import Standing, standing_of
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record
from zhunsheng.store.beside import Beside, beside
from zhunsheng.store.directory import account_names, department_names
from zhunsheng.store.keeping import Kept
from zhunsheng.store.models import Paper
from zhunsheng.web.matter_page.addresses import provision_href
from zhunsheng.web.matter_page.words import Words


@dataclass(frozen=True)
class Sight:
    """A matter with its assessment (trace kept), how it stands, and the words to show it in."""

    office: Office
    view: View
    day: date
    acts: bool = False

    @property
    def number(self) -> str:
        """Return the matter's number."""
        return self.view.kept.record.matter

    @property
    def kept(self) -> Kept:
        """Return what is kept of it."""
        return self.view.kept

    @property
    def record(self) -> Record:
        """Return its record."""
        return self.view.kept.record

    @property
    def judged(self) -> Judged:
        """Return what was judged of it."""
        return self.view.judged

    @property
    def found(self) -> Assessment | None:
        """Return its assessment; None where the law held refuses one."""
        return self.view.judged.assessment

    @property
    def procedure(self) -> Procedure:
        """Return the law of its kind."""
        return self.view.judged.procedure

    @property
    def law(self) -> Law:
        """Return the law it is held against."""
        return self.office.law

    @cached_property
    def words(self) -> Words:
        """Return the words its facts are shown in."""
        return Words(self.procedure, self.record)

    @cached_property
    def standing(self) -> Standing:
        """Return how its elements and services stand."""
        return standing_of(self.record, self.procedure, self.law, self.day)

    @cached_property
    def seqs(self) -> Mapping[int, int]:
        """Map the identity of each event to its number."""
        return {id(event): place for place, event in enumerate(self.kept.events, start=1)}

    def seq(self, event: Event) -> int:
        """Return the number of an event."""
        return self.seqs[id(event)]

    @cached_property
    def beside(self) -> Beside:
        """Return how much lies beside its record."""
        return beside(self.number)

    @cached_property
    def files(self) -> Mapping[str, Paper]:
        """Map the digest of each file of the matter to its paper, the first where there are two."""
        if not self.beside.papers:
            return {}
        papers = Paper.objects.filter(matter__number=self.number).order_by("-added_at")
        return {paper.digest: paper for paper in papers}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Map the sign-in names of everyone who wrote to the matter to their names."""
        written = {entry.author for entry in self.kept.entries}
        written |= {entry.second for entry in self.kept.entries if entry.second}
        written |= {
            str(entry.event.facts[name])
            for entry in self.kept.entries
            for name in ("handler", "approver")
            if isinstance(entry.event.facts.get(name), str)
        }
        return account_names(written)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Map the codes of all departments to their names."""
        return department_names()

    def what(self, finding: Finding) -> str:
        """Write a finding as a sentence."""
        return self.office.what(self.judged, finding)

    def basis(self, finding: Finding) -> dict[str, str]:
        """Return what a finding rests on: citation, address, how far it was verified."""
        return {
            "law_zh": cite(finding.citation),
            "law_href": provision_href(finding.citation),
            "verified": self.office.verified(finding, self.day),
        }

    def provision(self, citation: str, on: date) -> Provision | None:
        """Return the version of a provision that applies on a day, else the nearest before."""
        versions = [one for one in self.law.versions(citation) if one.begins_on <= on]
        applied = [one for one in versions if one.in_force(on)]
        return (applied or versions or [None])[-1]  # type: ignore[list-item]


def look(office: Office, actor: Actor, number: str, day: date) -> Sight:
    """Return a matter as the actor sees it; raises `NoSuchMatter`."""
    return Sight(office, office.assess(actor, number, day), day, actor.acts)
