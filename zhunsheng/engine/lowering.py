"""What the passes share when they turn words of a procedure into rules."""

from __future__ import annotations

from zhunsheng.law.corpus import Law
from zhunsheng.law.rule import (
    UNKNOWN,
    Node,
    all_of,
    as_node,
    choose,
    first,
    in_force,
    known,
    surely,
)


def day_of_step(step: str | Node) -> Node:
    """Return the day of a step: its first event, or the node the procedure gives instead."""
    return first(step) if isinstance(step, str) else step


def happened(step: str | Node) -> Node:
    """Say whether the step has happened."""
    return known(day_of_step(step))


def joined(*conditions: Node | None) -> Node:
    """Join the conditions that are given by and."""
    return all_of(*(condition for condition in conditions if condition is not None))


def always(condition: Node | None) -> Node:
    """Return the condition, or one that always holds where none is given."""
    return as_node(True) if condition is None else condition


def applies(when: Node | None, unless: Node | None = None) -> Node | None:
    """Join a rule's own condition and its lawful exception; neither gives None.

    A rule applies only where its condition is known to hold, and yields only to an exception that
    is known to hold.
    """
    given = [surely(when)] if when is not None else []
    excepted = [~surely(unless)] if unless is not None else []
    return joined(*given, *excepted) if given or excepted else None


def since_begun(per: str, on: Node, only_in_force: bool) -> Node | None:
    """Say that the provision had begun, for rules that do not reach back before it."""
    return surely(in_force(per, on)) if only_in_force else None


def if_begun(per: str, day: Node, only_in_force: bool) -> Node:
    """Return the day, or not known where the provision had not begun and does not reach back."""
    return choose(in_force(per, day), day, UNKNOWN) if only_in_force else day


def usable(law: Law, per: str) -> bool:
    """Say whether any version of the provision may be evaluated (not from memory alone)."""
    return any(version.verified != "memory" for version in law.versions(per))
