"""Evidence by legal element: what holds, what proves it, what is still wanted; readings abreast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhunsheng.engine.finding import Finding
from zhunsheng.engine.wording import papers_zh, relevant, truth_of
from zhunsheng.law.citation import cite
from zhunsheng.law.procedure import Branch, Element, Leaf, leaves
from zhunsheng.web.forms.asked import wanted_by
from zhunsheng.web.matter_page.addresses import ask_href, attach_href, provision_href
from zhunsheng.web.matter_page.sight import Sight

VERDICTS = {True: "成立", False: "不成立", None: "尚待查明"}
OK, PART, NONE = "ok", "part", "none"
STATES_ZH = {OK: "有", PART: "缺证据", NONE: "缺"}


def groups(sight: Sight) -> list[dict[str, Any]]:
    """Return every element tree without a second reading, part by part."""
    readings = sight.standing.readings
    own = [one for one in readings if one.rule.detail and not one.rule.detail.reader]
    return [_tree(sight, one) for one in own]


def _tree(sight: Sight, finding: Finding) -> dict[str, Any]:
    detail = finding.rule.detail
    assert detail is not None
    parts = detail.tree.of if detail.tree.mode == "all" else (detail.tree,)
    return {
        "zh": finding.rule.zh,
        "verdict": VERDICTS[truth_of(detail.tree, finding.values)],
        "law_zh": cite(detail.per),
        "law_href": provision_href(detail.per),
        "parts": [
            {
                "title": part.zh,
                "note": VERDICTS[truth_of(part, finding.values)],
                "rows": rows(sight, part, finding.values),
            }
            for part in parts
        ],
    }


def rows(sight: Sight, part: Element, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the elements of a part that a reader must look at, each with its state and proof."""
    shown = relevant(part, values)
    if not shown and isinstance(part, Branch) and part.mode == "not":
        return [{"state": OK, "zh": part.zh, "text": "没有记载", "href": ""}]
    negated = isinstance(part, Branch) and part.mode == "not"
    if not negated and truth_of(part, values) is not False:
        shown = [one for one in shown if truth_of(one, values) is not False]
    return [row(sight, one, values, negated=negated) for one in shown]


def row(
    sight: Sight, element: Element, values: Mapping[str, Any], *, negated: bool = False
) -> dict[str, Any]:
    """Return one element: it holds with proof, holds without, or is not shown."""
    truth = truth_of(element, values)
    if not isinstance(element, Leaf):
        facts = wanted_by(leaves(element), sight.procedure, sight.record)
        href = ask_href(sight.number, facts) if facts and sight.acts else ""
        return {"state": NONE, "zh": element.zh, "text": "去补记" if href else "不明", "href": href}
    if truth is None:
        return {"state": NONE, "zh": element.zh, **_wanted(sight, element)}
    if negated or truth is False:
        state = PART if negated and truth else OK if negated else NONE
        return {"state": state, "zh": element.zh, "text": "有" if truth else "没有", "href": ""}
    return {"zh": element.zh, **_proved(sight, element, values)}


def _proved(sight: Sight, leaf: Leaf, values: Mapping[str, Any]) -> dict[str, Any]:
    filed = values.get(f"paper:{leaf.name}")
    if not leaf.proof:
        return {"state": OK, "text": "依记载", "href": ""}
    if filed is None:
        wanted = f"补：{papers_zh(sight.procedure, leaf.proof)}"
        href = attach_href(sight.number, leaf.proof) if sight.acts else ""
        return {"state": PART, "text": wanted, "href": href}
    names = on_file(sight, leaf.proof)
    event = next(seq for seq, name in names)
    return {
        "state": OK,
        "text": "、".join(dict.fromkeys(sight.words.paper(name) for _, name in names)),
        "href": f"#event-{event}",
    }


def _wanted(sight: Sight, leaf: Leaf) -> dict[str, str]:
    facts = wanted_by([leaf], sight.procedure, sight.record)
    by = f"，可由{papers_zh(sight.procedure, leaf.proof)}查明" if leaf.proof else ""
    href = ask_href(sight.number, facts) if facts and sight.acts else ""
    return {"text": f"不明{by}", "href": href}


def on_file(sight: Sight, papers: Sequence[str]) -> list[tuple[int, str]]:
    """Return which of the papers came in with which standing event."""
    return [
        (sight.seq(event), name)
        for event in sight.record.as_known()
        for name in event.papers
        if name in papers
    ]


# --- two readings side by side -------------------------------------------------------------------


def abreast(sight: Sight) -> dict[str, Any] | None:
    """Return the readings of different authorities, element by element; None for fewer than two."""
    read = [one for one in sight.standing.readings if one.rule.detail and one.rule.detail.reader]
    pair = [one for one in read if not _later(one, read)]
    if len(pair) < 2:
        return None
    names = dict.fromkeys(name for one in pair for name in _shown(one))
    return {
        "readers": [_reader(one) for one in pair],
        "rows": [_abreast(sight, name, pair) for name in names],
    }


def further(sight: Sight) -> list[dict[str, Any]]:
    """Return readings that stand alone: a graver sentence, leniency after payment."""
    read = [one for one in sight.standing.readings if one.rule.detail and one.rule.detail.reader]
    return [_tree(sight, one) for one in read if _later(one, read)]


def _later(finding: Finding, read: Sequence[Finding]) -> bool:
    """Say whether a reading shares no element with another one."""
    mine = _leaves(finding).keys()
    return all(not mine & _leaves(other).keys() for other in read if other is not finding)


def _leaves(finding: Finding) -> dict[str, Leaf]:
    detail = finding.rule.detail
    return {leaf.name: leaf for leaf in leaves(detail.tree)} if detail else {}


def _shown(finding: Finding) -> Iterator[str]:
    detail = finding.rule.detail
    for element in relevant(detail.tree, finding.values) if detail else ():
        yield from (leaf.name for leaf in leaves(element))


def _reader(finding: Finding) -> dict[str, Any]:
    detail = finding.rule.detail
    assert detail is not None
    truth = truth_of(detail.tree, finding.values)
    return {
        "zh": detail.reader,
        "verdict": VERDICTS[truth],
        "tone": {True: "grn", False: "", None: "amb"}[truth],
    }


def _abreast(sight: Sight, name: str, pair: Sequence[Finding]) -> dict[str, Any]:
    found = [_leaves(one).get(name) for one in pair]
    leaf = next(one for one in found if one is not None)
    cells = [
        _cell(sight, one, finding) if one is not None else {"state": "", "text": "不要求"}
        for one, finding in zip(found, pair, strict=True)
    ]
    return {
        "zh": leaf.zh,
        "law_zh": cite(leaf.per),
        "law_href": provision_href(leaf.per),
        "cells": cells,
    }


def _cell(sight: Sight, leaf: Leaf, finding: Finding) -> dict[str, Any]:
    detail = finding.rule.detail
    negated = detail is not None and _is_negated(detail.tree, leaf)
    return row(sight, leaf, finding.values, negated=negated)


def _is_negated(element: Element, leaf: Leaf, *, inside: bool = False) -> bool:
    if isinstance(element, Leaf):
        return inside and element is leaf
    within = inside or element.mode == "not"
    return any(_is_negated(part, leaf, inside=within) for part in element.of)
