"""A finding as a Chinese sentence, with its days, sums and elements written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from zhunsheng.base.chinese import day_zh, listed
from zhunsheng.base.money import yuan_zh
from zhunsheng.engine.finding import Finding
from zhunsheng.engine.sentences import SENTENCES, TRUTHS
from zhunsheng.law.procedure import Element, Leaf, Procedure, leaves

FEW = 4
SUMS = ("low", "high", "stated")
DAYS = ("due", "start", "done", "nominal", "filed", "first")


def what(finding: Finding, procedure: Procedure, as_of: date) -> str:
    """Write the finding as one sentence without its citation."""
    rule = finding.rule
    exact = rule.sentence == "sum" and finding.values["low"] == finding.values["high"]
    template = SENTENCES["sum_exact" if exact else rule.sentence]
    return template.format_map(_words(finding, procedure, as_of))


def _words(finding: Finding, procedure: Procedure, as_of: date) -> dict[str, str]:
    values = finding.values
    words = {"zh": finding.rule.zh, "act": act_zh(procedure, finding.rule.step)}
    words["today"] = day_zh(as_of)
    words.update({name: day_zh(values[name]) for name in DAYS if values.get(name)})
    words.update({name: yuan_zh(values[name]) for name in SUMS if values.get(name) is not None})
    if finding.due and finding.due_latest:
        words["due"] = _span(finding.due, finding.due_latest)
        ended = values.get("done")
        reached = date.fromordinal(ended) if ended else as_of
        words["over"] = str(abs((reached - finding.due_latest).days))
        due = finding.due if as_of <= finding.due else finding.due_latest
        words["left"] = str((due - as_of).days)
    if "to" in values:
        words["to"] = choice_zh(procedure, "to", values["to"])
    if finding.rule.detail is not None:
        words.update(_elements(finding, procedure))
    return words


def _span(earliest: date, latest: date) -> str:
    if earliest == latest:
        return day_zh(earliest)
    return f"{day_zh(earliest)}至{day_zh(latest)}之间（以尚未公布的放假安排为准）"


def act_zh(procedure: Procedure, step: str) -> str:
    """Return the Chinese name of a step; empty where the rule names none."""
    found = procedure.step(step)
    return found.zh if found else ""


def choice_zh(procedure: Procedure, fact: str, value: Any) -> str:
    """Return the Chinese name of a choice, or the value itself."""
    facts = [*procedure.facts, *(fact for step in procedure.steps for fact in step.facts)]
    for declared in facts:
        if declared.name == fact and value in declared.choices:
            return declared.choices[value]
    return "未载明的受送达人" if value is None else str(value)


def paper_zh(procedure: Procedure, name: str) -> str:
    """Return the Chinese name of a paper."""
    return next((paper.zh for paper in procedure.papers if paper.name == name), name)


# --- elements ------------------------------------------------------------------------------------


def _elements(finding: Finding, procedure: Procedure) -> dict[str, str]:
    elements, values = finding.rule.detail, finding.values
    if elements is None:
        return {}
    if not any(name.startswith("leaf:") for name in values):
        return {"proof": _proof(finding, procedure)}
    verdict = truth_of(elements.tree, values)
    return {
        "verdict": {True: "各要件成立", False: "要件不成立", None: "要件不明"}[verdict],
        "failing": listed(_failed(leaf, values) for leaf in failing(elements.tree, values)),
        "unknown": "；".join(_wanted(unknown(elements.tree, values), procedure)),
    }


def _proof(finding: Finding, procedure: Procedure) -> str:
    """Return the papers any of which would have proved the leaf a finding is about."""
    elements = finding.rule.detail
    about = [
        paper
        for leaf in (leaves(elements.tree) if elements is not None else ())
        if finding.name.endswith(f".{leaf.name}")
        for paper in leaf.proof
    ]
    return papers_zh(procedure, about)


def papers_zh(procedure: Procedure, papers: Sequence[str]) -> str:
    """Write papers any of which will do; of many only the first three."""
    names = list(dict.fromkeys(paper_zh(procedure, name) for name in papers))
    if len(names) < FEW:
        return "或者".join(names)
    return f"{listed(names[: FEW - 1])}等之一"


def _failed(leaf: Leaf, values: Mapping[str, Any]) -> str:
    """Write a leaf that decides against the tree: an exclusion there is, or a fact there is not."""
    return f"有“{leaf.zh}”的情形" if values[f"leaf:{leaf.name}"] else f"“{leaf.zh}”不成立"


def _wanted(wanted: Sequence[Leaf], procedure: Procedure) -> Iterator[str]:
    """Write the facts to be found out, those of one proof together."""
    by_proof: dict[tuple[str, ...], list[str]] = {}
    for leaf in wanted:
        by_proof.setdefault(leaf.proof, []).append(leaf.zh)
    for proof, facts in by_proof.items():
        how = f"（可由{papers_zh(procedure, proof)}查明）" if proof else ""
        yield f"{listed(dict.fromkeys(facts))}{how}"


def truth_of(element: Element, values: Mapping[str, Any]) -> bool | None:
    """Return what a tree amounts to, given the values of its leaves; Kleene's three values."""
    if isinstance(element, Leaf):
        held: bool | None = values[f"leaf:{element.name}"]
        return held
    parts = [truth_of(part, values) for part in element.of]
    if element.mode == "all":
        return False if False in parts else None if None in parts else True
    any_holds = True if True in parts else None if None in parts else False
    return any_holds if element.mode == "any" or any_holds is None else not any_holds


def unknown(element: Element, values: Mapping[str, Any]) -> list[Leaf]:
    """Return the leaves not known that could still decide the tree.

    Among alternatives only those count that are alive; where some have a fact that speaks for
    them, only these: an officer is not asked about roads nobody took.
    """
    if truth_of(element, values) is not None:
        return []
    if isinstance(element, Leaf):
        return [element]
    alive = [part for part in element.of if truth_of(part, values) is None]
    if element.mode == "any":
        alive = [part for part in alive if _spoken_for(part, values)] or alive
    return list(dict.fromkeys(leaf for part in alive for leaf in unknown(part, values)))


def failing(element: Element, values: Mapping[str, Any]) -> list[Leaf]:
    """Return the leaves that make the tree not hold."""
    return _deciding(element, values, holds=False)


def _deciding(element: Element, values: Mapping[str, Any], *, holds: bool) -> list[Leaf]:
    if isinstance(element, Leaf):
        return [element]
    wanted = holds != (element.mode == "not")
    parts = [part for part in element.of if truth_of(part, values) is wanted]
    return list(
        dict.fromkeys(leaf for part in parts for leaf in _deciding(part, values, holds=wanted))
    )


def relevant(element: Element, values: Mapping[str, Any]) -> list[Element]:
    """Return the elements a reader must look at: alternatives nobody relies on are left out.

    Alternatives of which nothing is known yet stay together as the one question they are.
    """
    if isinstance(element, Leaf):
        return [element]
    parts = list(element.of)
    if element.mode != "all":
        parts = [part for part in parts if truth_of(part, values) is True]
        if not parts and truth_of(element, values) is None:
            parts = [part for part in element.of if _spoken_for(part, values)]
            if not parts and element.mode == "any":
                return [element]
    return list(dict.fromkeys(found for part in parts for found in relevant(part, values)))


def _spoken_for(element: Element, values: Mapping[str, Any]) -> bool:
    return any(values[f"leaf:{leaf.name}"] is True for leaf in leaves(element))


def truth_zh(value: bool | None) -> str:
    """Write a truth value: 是, 否, 不明."""
    return TRUTHS[value]
