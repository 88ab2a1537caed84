"""Where an officer goes to mend what a finding says: the form of a step, a paper, a fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zhunsheng.engine.finding import Finding
from zhunsheng.engine.wording import unknown
from zhunsheng.law.procedure import leaves
from zhunsheng.office.snapshot import step_of
from zhunsheng.web.forms.asked import wanted, wanted_by
from zhunsheng.web.matter_page.addresses import ask_href, attach_href, step_href
from zhunsheng.web.matter_page.sight import Sight


@dataclass(frozen=True, slots=True)
class Cure:
    """What the link says and where it leads; `step` where it is a step's form."""

    text: str
    href: str
    step: str = ""


def cure_of(sight: Sight, finding: Finding) -> Cure | None:
    """Return where a finding is mended; None where no act of the bureau mends it."""
    sentence = finding.rule.sentence
    for beginning, find in _WAYS.items():
        if sentence.startswith(beginning):
            return find(sight, finding)
    return None


def to_step(sight: Sight, step: str, known: Mapping[str, str] | None = None) -> Cure | None:
    """Return the way to a step's form, where the step may be taken now."""
    found = sight.found
    if found is None or step not in found.allowed:
        return None
    return Cure(sight.words.act(step), step_href(sight.number, step, known), step)


def addressee(sight: Sight, finding: Finding) -> dict[str, str]:
    """Return which document a finding wants served on whom, as the form of 送达 takes it."""
    for service in sight.procedure.services:
        within = service.within.name if service.within else service.name
        named = finding.name.split(".")[0]
        if named not in (service.name, within):
            continue
        to = finding.values.get("to") or next(
            (
                one
                for one, zh in service.to.items()
                if finding.name.endswith(f".{one}") or finding.rule.zh.endswith(f"（{zh}）")
            ),
            "",
        )
        return {"of": service.document, "to": str(to)}
    return {}


def _clock(sight: Sight, finding: Finding) -> Cure | None:
    found = sight.found
    step = step_of(sight.procedure, finding, found.allowed if found else ())
    return to_step(sight, step, addressee(sight, finding)) if step else None


def _service(sight: Sight, finding: Finding) -> Cure | None:
    return to_step(sight, finding.rule.step or "served", addressee(sight, finding))


def _order(sight: Sight, finding: Finding) -> Cure | None:
    orders = {order.name: order for order in sight.procedure.orders}
    order = orders.get(finding.name)
    return to_step(sight, order.first) if order else None


def _paper(sight: Sight, finding: Finding) -> Cure:
    named = {one.name: one.papers for one in sight.procedure.evidence}
    return Cure("补入卷", attach_href(sight.number, named.get(finding.name, ())))


def _leaf(sight: Sight, finding: Finding) -> Cure | None:
    detail = finding.rule.detail
    if detail is None:
        return None
    about = [one for one in leaves(detail.tree) if finding.name.endswith(f".{one.name}")]
    papers = [paper for leaf in about for paper in leaf.proof]
    return Cure("补证据", attach_href(sight.number, papers))


def _elements(sight: Sight, finding: Finding) -> Cure | None:
    detail = finding.rule.detail
    if detail is None:
        return None
    facts = wanted_by(unknown(detail.tree, finding.values), sight.procedure, sight.record)
    return Cure("补记事实", ask_href(sight.number, facts)) if facts else None


def _condition(sight: Sight, finding: Finding) -> Cure | None:
    facts = wanted([finding.rule.when], sight.procedure, sight.record)
    return Cure("补记事实", ask_href(sight.number, facts)) if facts else None


_WAYS: Mapping[str, Callable[[Sight, Finding], Cure | None]] = {
    "clock": _clock,
    "backward": _clock,
    "hours": _clock,
    "service": _service,
    "order": _order,
    "paper": _paper,
    "leaf": _leaf,
    "elements": _elements,
    "gate": _condition,
    "authority": _condition,
}
