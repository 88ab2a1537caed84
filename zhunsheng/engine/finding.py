"""What the engine says of a matter: rules before they are run, findings after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from zhunsheng.engine.sentences import STILL_OPEN
from zhunsheng.law.procedure import Breach, Elements, Gravity, Ground, Holder
from zhunsheng.law.rule import Node
from zhunsheng.record.event import Event

Kind = Literal[
    "due", "late", "missing", "barred", "unproven", "defective", "closed", "reading", "sum"
]
KINDS: tuple[Kind, ...] = ("late", "barred", "missing", "defective", "unproven", "due")
GRAVITIES: tuple[Gravity, ...] = ("void", "revoke", "unlawful", "flaw")
RANKS = {kind: rank for rank, kind in enumerate(KINDS)}
WEIGHTS: Mapping[Gravity | None, int] = {
    **{gravity: weight for weight, gravity in enumerate(GRAVITIES)},
    None: len(GRAVITIES),
}


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One thing the engine looks for, lowered from one word of a procedure.

    `when` decides; `shows` are the named values its sentence, its day and its explanation need.
    With `each`, the rule is held against every event of that kind. `sentence` names the wording.
    """

    name: str
    kind: Kind
    sentence: str
    zh: str
    citation: str
    when: Node
    shows: Mapping[str, Node] = field(default_factory=dict)
    breach: Breach | None = None
    holder: Holder = "bureau"
    each: str = ""
    step: str = ""
    detail: Elements | None = None
    opens: str = ""
    rank: tuple[int, int] = field(init=False, repr=False)
    due_at: int | None = field(init=False, repr=False)
    dated: tuple[int, ...] = field(init=False, repr=False)
    cure_by_at: int | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        gravity = self.breached.gravity if self.breached else None
        object.__setattr__(self, "rank", (WEIGHTS[gravity], RANKS.get(self.kind, len(RANKS))))
        places = {name: place for place, name in enumerate(self.shows)}
        object.__setattr__(self, "due_at", places.get("due"))
        object.__setattr__(self, "cure_by_at", places.get("cure_by"))
        dated = tuple(places[name] for name in ("due", "start") if name in places)
        object.__setattr__(self, "dated", dated)

    @property
    def breached(self) -> Breach | None:
        """Return what the bureau breached where the rule fires, if it breached anything."""
        breaches = self.kind not in ("due", "closed") and self.holder == "bureau"
        return self.breach if breaches else None


class Finding:
    """A rule that fired for a matter on a day, with the values it fired on.

    `due` and `due_latest` are days (dates); they differ where a holiday notice is not published.
    `events` are the events it rests on; `values` maps the rule's names to days (ordinals), 分,
    numbers, texts and truth values; `kept` holds every node's value when the run kept them.
    """

    __slots__ = ("_shown", "cure_by", "due", "due_latest", "events", "kept", "rule")

    def __init__(
        self,
        rule: Rule,
        shown: Sequence[Any],
        events: Sequence[Event],
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        self.rule = rule
        self._shown = shown
        self.events = tuple(events)
        self.kept = kept
        due_at, cure_by_at = rule.due_at, rule.cure_by_at
        self.due: date | None = None if due_at is None else _date(shown[due_at])
        self.due_latest: date | None = self.due
        self.cure_by: date | None = None if cure_by_at is None else _date(shown[cure_by_at])

    @property
    def values(self) -> Mapping[str, Any]:
        """Return what the rule shows, by name."""
        return dict(zip(self.rule.shows, self._shown, strict=True))

    def reaches(self, settled: int) -> bool:
        """Say whether it rests on a day after the last that no notice can move."""
        for place in self.rule.dated:
            day = self._shown[place]
            if day is not None and day > settled:
                return True
        return False

    @property
    def kind(self) -> Kind:
        """Return what sort of finding this is."""
        return self.rule.kind

    @property
    def name(self) -> str:
        """Return the name of the word of the procedure it comes from."""
        return self.rule.name

    @property
    def citation(self) -> str:
        """Return the citation it rests on."""
        return self.rule.citation

    @property
    def ground(self) -> Ground | None:
        """Return the head under which a court would revoke; None where nothing is breached yet."""
        return self._breach.ground if self._breach else None

    @property
    def gravity(self) -> Gravity | None:
        """Return how gravely the act falls; None where nothing of the bureau's is breached."""
        return self._breach.gravity if self._breach else None

    @property
    def cure(self) -> str | None:
        """Return in Chinese what mends it, if anything does; what is not done yet can be done."""
        if self._breach is None:
            return None
        undone = self.rule.sentence == "clock_open_late"
        return self._breach.cure or (STILL_OPEN if undone else None)

    @property
    def curable(self) -> bool:
        """Say whether something mends it."""
        return self.cure is not None

    @property
    def _breach(self) -> Breach | None:
        return self.rule.breached

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name} {self.due or ''}>"


def _date(day: Any) -> date | None:
    return date.fromordinal(day) if isinstance(day, int) and day > 0 else None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a record amounts to on a day: what is due and defective, what may be done and what not.

    `findings` are in the order of `worst_first`; `closed` says of each step that may not be taken
    now why not; `allowed` are the names of the steps that may; `readings` and `sums` carry element
    trees and amounts for show. `next_change` is the first day after `as_of` on which the answer
    differs though nothing happens; None when it never will.
    """

    matter: str
    procedure: str
    as_of: date
    findings: tuple[Finding, ...]
    closed: tuple[Finding, ...]
    allowed: tuple[str, ...]
    readings: tuple[Finding, ...]
    sums: tuple[Finding, ...]
    phase: str
    ahead: Callable[[], date | None] = field(repr=False, compare=False)

    @property
    def next_change(self) -> date | None:
        """Look ahead for the next change; computed when asked, it costs a run or two."""
        return self.ahead()


def worst_first(finding: Finding) -> tuple[int, int, date]:
    """Order findings: by gravity, then late before missing before due, then by day."""
    return (*finding.rule.rank, finding.due or date.max)
