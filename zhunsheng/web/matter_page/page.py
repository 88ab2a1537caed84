"""The whole page of one matter, part by part; and the page of why a finding is what it is."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from zhunsheng.engine.finding import Finding
from zhunsheng.engine.sentences import GRAVITIES, GROUNDS, KINDS
from zhunsheng.store.models import Proposal
from zhunsheng.web.documents_page.of_matter import PaperOf, documents_of
from zhunsheng.web.matter_page import proof
from zhunsheng.web.matter_page.chain import chain_line
from zhunsheng.web.matter_page.cures import cure_of
from zhunsheng.web.matter_page.flaws import duties, flaws, others_late
from zhunsheng.web.matter_page.identity import identity, known_facts
from zhunsheng.web.matter_page.next_step import every_act, explained, nearest, next_block
from zhunsheng.web.matter_page.returned import open_returns
from zhunsheng.web.matter_page.service import services
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.stages import stages
from zhunsheng.web.matter_page.timeline import timeline

PREPARED = 4


def matter_page(sight: Sight) -> dict[str, Any]:
    """Return everything the template of a matter shows."""
    return {
        "identity": identity(sight),
        "number": sight.number,
        "stages": stages(sight),
        "next": next_block(sight),
        "every_act": every_act(sight) if sight.acts else [],
        "days": timeline(sight),
        "events": sight.kept.seq,
        "chain": chain_line(sight.number),
        "flaws_rows": flaws(sight),
        "duties": duties(sight),
        "others": others_late(sight),
        "elements_rows": proof.groups(sight),
        "abreast_table": proof.abreast(sight),
        "further": proof.further(sight),
        "services_rows": services(sight),
        "sums": sums(sight),
        "known": known_facts(sight),
        "documents": documents(sight),
        "proposals": open_proposals(sight),
        "returned": open_returns(sight.number) if sight.beside.returns else [],
        "as_of": sight.day,
    }


def sums(sight: Sight) -> list[dict[str, Any]]:
    """Return the sums the law bounds, each with its way."""
    return [
        {"text": sight.what(one), "why_href": reverse("why", args=(sight.number, one.name))}
        | sight.basis(one)
        for one in (sight.found.sums if sight.found else ())
    ]


def documents(sight: Sight) -> list[PaperOf]:
    """Return the papers that were made, those the acts call for, those that may be prepared."""
    steps = [step.name for step in nearest(sight)[:PREPARED]] if sight.acts else []
    found = documents_of(sight.record, steps, made=sight.beside.documents)
    return found if sight.acts else [one for one in found if one.state]


def open_proposals(sight: Sight) -> list[dict[str, Any]]:
    """Return what waits for a second person."""
    if not sight.beside.proposals:
        return []
    waiting = Proposal.objects.filter(matter__number=sight.number, state=Proposal.State.OPEN)
    return [
        {
            "zh": f"{one.get_kind_display()}：{one.reason}",
            "who": one.get_role_display(),
            "by": one.proposed_by.name,
            "href": reverse("proposal", args=(one.pk,)),
        }
        for one in waiting.select_related("proposed_by").order_by("proposed_at")
    ]


# --- why -----------------------------------------------------------------------------------------


def why_page(sight: Sight, rule: str) -> list[dict[str, Any]]:
    """Return every finding of a rule with the whole way to it; empty where there is none."""
    found = sight.found
    if found is None:
        return []
    parts = (*found.findings, *found.closed, *found.readings, *found.sums)
    return [_why(sight, one) for one in parts if one.name == rule]


def _why(sight: Sight, finding: Finding) -> dict[str, Any]:
    cure = cure_of(sight, finding) if sight.acts else None
    return {
        "text": sight.what(finding),
        "zh": finding.rule.zh,
        "kind_zh": KINDS[finding.kind],
        "gravity_zh": GRAVITIES.get(finding.gravity or "", ""),
        "ground_zh": GROUNDS.get(finding.ground or "", ""),
        "cure": finding.cure,
        "act": cure,
        "lines": nested(sight.office.why(sight.judged, finding)),
        "events": [
            {"seq": sight.seq(event), "zh": sight.words.act(event.kind), "day": event.happened_on}
            for event in finding.events
        ],
        **explained(sight, finding),
    }


def nested(lines: list[str]) -> list[dict[str, Any]]:
    """Turn lines that are indented by full-width spaces into lists within lists."""
    top: list[dict[str, Any]] = []
    open_: list[list[dict[str, Any]]] = [top]
    for line in lines:
        text = line.lstrip("　")
        depth = min(len(line) - len(text), len(open_) - 1)
        inside: list[dict[str, Any]] = []
        open_[depth].append({"text": text, "inside": inside})
        open_[depth + 1 :] = [inside]
    return top
