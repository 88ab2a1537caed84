"""The block 下一步: what is due and why, what may be done now, what may not yet and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from zhunsheng.engine.finding import Finding
from zhunsheng.engine.sentences import HOLDERS
from zhunsheng.law.procedure import Step
from zhunsheng.office.snapshot import Next, next_of
from zhunsheng.web.matter_page.addresses import step_href, why_href
from zhunsheng.web.matter_page.cures import Cure, addressee, cure_of
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.matter_page.stages import reached
from zhunsheng.web.matter_page.track import how, short, track_of, validity

WEEKDAYS = "一二三四五六日"
SOON_DAYS = 3
SECONDARY = 4
BARRED = 4


def next_block(sight: Sight) -> dict[str, Any]:
    """Return the block; with no day of the bureau's to keep it says who is waited for."""
    found = sight.found
    if found is None:
        return {"title": "无法核对", "how": sight.judged.refusal, "acts": [], "barred": []}
    upcoming = None if sight.view.line.ended else next_of(sight.procedure, found)
    said = _due(sight, upcoming) if upcoming is not None else _waiting(sight)
    step = upcoming.step if upcoming is not None else ""
    return {
        **said,
        "acts": list(acts(sight, upcoming)) if sight.acts else [],
        "barred": barred(sight, step),
    }


def _due(sight: Sight, upcoming: Next) -> dict[str, Any]:
    finding, due = upcoming.finding, upcoming.due
    left = (due - sight.day).days
    day = f"{short(due, sight.day)}（周{WEEKDAYS[due.weekday()]}）"
    title = f"{day}前{finding.rule.zh}" if left >= 0 else f"{finding.rule.zh}：{day}已届满"
    return {
        "title": title,
        "left_zh": left_zh(left),
        "tone": "red" if left < 0 else "amb" if left <= SOON_DAYS else "",
        **explained(sight, finding),
    }


def explained(sight: Sight, finding: Finding) -> dict[str, Any]:
    """Return what a finding's day rests on: gist, citation, validity, computation, drawing."""
    on = finding.events[0].happened_on if finding.events else sight.day
    provision = sight.provision(finding.citation, on)
    return {
        **sight.basis(finding),
        "gist": provision.gist if provision else "",
        "validity": validity(sight, finding.citation, on),
        "how": how(sight, finding),
        "track": track_of(sight, finding),
        "why_href": why_href(sight.number, finding.name),
        "opens": finding.rule.opens,
    }


def left_zh(left: int) -> str:
    """Write how many days are left, or over."""
    if left == 0:
        return "今天"
    return f"剩 {left} 日" if left > 0 else f"超 {-left} 日"


def _waiting(sight: Sight) -> dict[str, Any]:
    if sight.view.line.ended:
        return {"title": "已经办结", "how": "没有要办的事；只能补记或者更正。"}
    if sight.view.line.waiting == "paused":
        return {
            "title": "中止计期",
            "left_zh": _awaited(sight),
            "how": "期限暂停计算，恢复后续算。",
        }
    theirs = _theirs(sight)
    if theirs is not None:
        due = theirs.due or date.max
        title = f"等{HOLDERS[theirs.rule.holder]}：{short(due, sight.day)}前{theirs.rule.zh}"
        left = left_zh((due - sight.day).days)
        return {"title": title, "left_zh": left, **explained(sight, theirs)}
    return {"title": "没有到期的事", "how": "可以继续办理右边列出的步骤。"}


def _awaited(sight: Sight) -> str:
    """Say what a suspension waits for."""
    for event in reversed(sight.record.as_known()):
        if event.kind == "suspended" and "for" in event.facts:
            return f"等{sight.words.value('for', event.facts['for'], event.kind)}"
    return ""


def _theirs(sight: Sight) -> Finding | None:
    found = sight.found.findings if sight.found else ()
    theirs = [one for one in found if one.kind == "due" and one.rule.holder != "bureau" and one.due]
    return min(theirs, key=lambda one: one.due or date.max, default=None)


# --- what may be done now ------------------------------------------------------------------------


def acts(sight: Sight, upcoming: Next | None) -> Iterator[dict[str, Any]]:
    """Yield the buttons: the one that is due first, then those nearest to the last act."""
    found = sight.found
    allowed = found.allowed if found else ()
    primary = upcoming.step if upcoming is not None and upcoming.step in allowed else ""
    if upcoming is not None and not primary:
        opener = _opener(sight, upcoming.step)
        if opener is not None:
            cure, zh = opener
            primary = cure.step
            yield {"zh": zh, "href": cure.href, "primary": True}
    elif upcoming is not None:
        known = addressee(sight, upcoming.finding) if primary == "served" else {}
        href = step_href(sight.number, primary, known)
        yield {"zh": sight.words.act(primary), "href": href, "primary": True}
    others = [step for step in nearest(sight) if step.name != primary]
    for place, step in enumerate(others[:SECONDARY]):
        lead = place == 0 and upcoming is None
        href = step_href(sight.number, step.name)
        yield {"zh": step.zh, "href": href, "primary": lead}


def _opener(sight: Sight, step: str) -> tuple[Cure, str] | None:
    """Return the way to what must be done before a step that is closed for now, and its name."""
    for finding in sight.found.closed if sight.found else ():
        cure = cure_of(sight, finding) if finding.rule.step == step else None
        if cure is not None:
            return cure, cure.text if cure.step else f"{cure.text}：{finding.rule.zh}"
    return None


def nearest(sight: Sight) -> list[Step]:
    """Return the bureau's open steps that follow the latest acts, those first.

    What an earlier stage left open (a supplement, a refusal to accept) is still among all acts.
    """
    allowed = set(sight.found.allowed) if sight.found else set()
    latest: dict[str, int] = {}
    for place, event in enumerate(sight.record.as_known()):
        latest[event.kind] = place
    open_steps = [
        step
        for step in sight.procedure.steps
        if step.name in allowed and step.holder == "bureau" and step.after and not step.ends
    ]
    since = {step.name: max(latest.get(one, -1) for one in step.after) for step in open_steps}
    level = min(reached(sight), max(since.values(), default=-1))
    shown = [step for step in open_steps if since[step.name] >= level]
    return sorted(shown, key=lambda step: (step.name in latest, -since[step.name]))


def every_act(sight: Sight) -> list[dict[str, Any]]:
    """Return all steps that may be written down now, by who takes them."""
    allowed = set(sight.found.allowed) if sight.found else set()
    groups: dict[str, list[dict[str, str]]] = {}
    for step in sight.procedure.steps:
        if step.name in allowed:
            link = {"zh": step.zh, "href": step_href(sight.number, step.name)}
            groups.setdefault(HOLDERS[step.holder], []).append(link)
    return [{"zh": holder, "steps": steps} for holder, steps in groups.items()]


# --- what may not be done yet --------------------------------------------------------------------


def barred(sight: Sight, awaited: str = "") -> list[dict[str, Any]]:
    """Return the steps that come next but are closed, each with its reasons; the rest counted."""
    closed = sight.found.closed if sight.found else ()
    done = {event.kind for event in sight.record.as_known()}
    by_step: dict[str, list[Finding]] = {}
    for finding in closed:
        by_step.setdefault(finding.rule.step, []).append(finding)
    near = [name for name in by_step if name == awaited or _near(sight, name, done)]
    near.sort(key=lambda name: name != awaited)
    return [
        {"zh": sight.words.act(name), "reasons": list(reasons(sight, by_step[name]))}
        for name in near[:BARRED]
    ]


def _near(sight: Sight, name: str, done: Iterable[str]) -> bool:
    step = sight.procedure.step(name)
    return step is not None and bool(step.after) and not set(step.after).isdisjoint(done)


def reasons(sight: Sight, findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """Yield why a step is closed: the sentence, its citation, and where to go."""
    for finding in findings:
        cure = cure_of(sight, finding) if sight.acts else None
        yield {
            "text": sight.what(finding),
            **sight.basis(finding),
            "href": cure.href if cure else why_href(sight.number, finding.name),
            "more": cure.text if cure else "看缺什么",
        }
