"""The closed vocabulary in which the law of one kind of matter is declared.

A procedure file holds one literal of these words and no code that runs. Conditions (`when=`,
`needs=`, `where=`) are rule trees. Every word that rests on law names its citation in `per`; every
number it uses stands in `statutes/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from zhunsheng.law.rule import Node, all_of, any_of, fact

Ground = Literal["subject", "facts", "basis", "procedure", "authority", "abuse", "propriety"]
Gravity = Literal["void", "revoke", "unlawful", "flaw"]
FactKind = Literal["yes_no", "choice", "text", "day", "instant", "count", "yuan", "list"]
Holder = Literal[
    "bureau",
    "worker",
    "employer",
    "party",
    "police",
    "procuratorate",
    "court",
    "reconsideration_body",
]


@dataclass(frozen=True, slots=True, eq=False)
class Breach:
    """What a breach of a rule means: on which ground and how gravely an act falls, and its cure.

    `ground` is a head of 行政诉讼法 70; `gravity` void (75), revoke (70), unlawful (74), flaw (a
    defect without effect on rights). `cure` says in Chinese what mends it; None means nothing does.
    `cure_by` is the day until which the cure is open.
    """

    ground: Ground
    gravity: Gravity
    cure: str | None = None
    cure_by: Node | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """Something an event or a matter states about itself.

    `choices` maps the identifiers of a choice to their Chinese names. `also` are other Chinese
    names under which ledgers keep it.
    """

    name: str
    zh: str
    kind: FactKind = "yes_no"
    choices: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    personal: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """A paper that may be on file, by its identifier and Chinese name."""

    name: str
    zh: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A kind of event: who does it, what it states, which form (文书) it makes.

    `after` are steps one of which must have happened before the officer is offered this one;
    `repeats` says that it may happen again; `ends` that nothing is offered after it. `by_party`
    names the fact whose choices make one ledger column each (送达职工日期, 送达用人单位日期).
    """

    name: str
    zh: str
    facts: tuple[Fact, ...] = ()
    form: str = ""
    holder: Holder = "bureau"
    after: tuple[str, ...] = ()
    repeats: bool = False
    ends: bool = False
    by_party: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Extension:
    """A longer limit: by which event, under which provision, granted before what day."""

    by: str
    per: str
    approved: Node | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """A time limit from one thing to another.

    `starts` and `ends` are a step's name or a node that yields a day. `pauses`/`resumes` are the
    steps between which days do not count, where the pausing event holds `pause_proved`. `excused`
    is a number of further days left out. `unless` a condition holds, a clock that ran out is late.
    `backward` turns it round: `ends` must come at least the limit before `starts`. `floor` makes it
    a waiting time: `ends` may not come before the limit is over. `rolls` is False for limits that
    do not move off a rest day; `rolls_by` cites the statute's own rule where it says that they do
    (without one a roll-over is by analogy, and an act that needed it is flagged). `until` is a last
    day that a decision fixed, where the law leaves it to the decision. `opens` says what a party
    may do when the other side is late.
    """

    name: str
    zh: str
    starts: str | Node
    ends: str | Node
    per: str
    breach: Breach
    holder: Holder = "bureau"
    when: Node | None = None
    unless: Node | None = None
    pauses: str = ""
    resumes: str | tuple[str, ...] = ""
    pause_proved: Node | None = None
    excused: Node | None = None
    extended: Extension | None = None
    backward: bool = False
    floor: bool = False
    rolls: bool = True
    rolls_by: str = ""
    until: Node | None = None
    only_in_force: bool = False
    opens: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """A step may happen only if the condition holds.

    With `each`, every event of the step is held against the condition on its own, and `needs` may
    use facts of the event at hand. `unless` is the lawful exception.
    """

    name: str
    zh: str
    step: str
    needs: Node
    per: str
    breach: Breach
    when: Node | None = None
    unless: Node | None = None
    each: bool = False
    only_in_force: bool = False
    holder: Holder = "bureau"


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """`then` may not happen before `first` has; a step that never happened is missing."""

    name: str
    zh: str
    first: str
    then: str
    per: str
    breach: Breach
    when: Node | None = None
    only_in_force: bool = False
    holder: Holder = "bureau"


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """At least one of the papers must be on file before the step."""

    name: str
    zh: str
    papers: tuple[str, ...]
    before: str
    per: str
    breach: Breach
    when: Node | None = None
    only_in_force: bool = False
    holder: Holder = "bureau"


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One fact the law asks for: three-valued, with the papers that prove it.

    The value is the matter's fact of that name unless `test` gives another. `burden` is who loses
    if it stays unproven.
    """

    name: str
    zh: str
    per: str
    proof: tuple[str, ...] = ()
    test: Node | None = None
    burden: Holder | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """Elements joined by all, any or not; a named branch is a limb the explanation shows."""

    mode: Literal["all", "any", "not"]
    zh: str
    of: tuple[Leaf | Branch, ...]
    per: str = ""


Element = Leaf | Branch


def leaves(element: Element) -> Iterator[Leaf]:
    """Yield every leaf of a tree of elements from left to right."""
    if isinstance(element, Leaf):
        yield element
    else:
        for part in element.of:
            yield from leaves(part)


def holds(element: Element) -> Node:
    """Return the three-valued condition that a tree of elements amounts to."""
    if isinstance(element, Leaf):
        return fact(element.name) if element.test is None else element.test
    parts = [holds(part) for part in element.of]
    if element.mode == "not":
        return ~any_of(*parts)
    return all_of(*parts) if element.mode == "all" else any_of(*parts)


@dataclass(frozen=True, slots=True, eq=False)
class Elements:
    """A tree of elements held against the decision that rests on it.

    `affirmed` and `denied` say that the decision took the tree to hold, or not to hold, and `step`
    is the deciding step. `reader` names whose reading it is, where authorities read differently.
    """

    name: str
    zh: str
    tree: Branch
    step: str
    affirmed: Node
    denied: Node
    per: str
    against: Breach
    unproven: Breach
    reader: str = ""
    holder: Holder = "bureau"
    when: Node | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """A reason why one service of a document is no service."""

    name: str
    zh: str
    faulty: Node
    per: str
    breach: Breach
    only_in_force: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Method:
    """One way of serving: when it is valid, from which day it takes effect, what proves it.

    `counts` is the day held against the limit for serving, where that is not the effective day (a
    public notice issued in time takes effect later).
    """

    name: str
    zh: str
    valid: Node
    effective: Node
    per: str
    proof: str
    checks: tuple[Check, ...] = ()
    counts: Node | None = None
    only_in_force: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """A document must validly reach each addressee.

    `document` is the value of the served event's `of` fact, or "" where the step serves one kind
    only; `presumed` says that it is, or is not, the one meant where the record names none; where a
    procedure presumes one, the others are not meant. `step` is the act that made the document; `to`
    maps addressees to Chinese names.
    """

    name: str
    zh: str
    step: str
    to: Mapping[str, str]
    methods: tuple[Method, ...]
    per: str
    breach: Breach
    document: str = ""
    presumed: bool | None = None
    by: str = "served"
    when: Node | None = None
    within: Clock | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Amount:
    """A sum the law bounds: from facts and provisions, in 分; `stated` is what the act fixed.

    The days that choose its provisions stand in its nodes; `only_in_force` says that they are
    guarded there against days before the provision began.
    """

    name: str
    zh: str
    low: Node
    high: Node
    per: str
    stated: Node | None = None
    breach: Breach | None = None
    when: Node | None = None
    only_in_force: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """What becomes public, from which act, by when."""

    name: str
    zh: str
    starts: str | Node
    ends: str | Node
    per: str
    breach: Breach
    when: Node | None = None
    only_in_force: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """Who may do an act: every event of the steps is held against the condition."""

    name: str
    zh: str
    steps: tuple[str, ...]
    needs: Node
    per: str
    breach: Breach
    only_in_force: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Procedure:
    """The law of one kind of matter, as a declaration.

    `facts` may be stated by any event and by the head of the record; the facts of a step only by
    that step.
    """

    name: str
    zh: str
    english: str
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...] = ()
    papers: tuple[Paper, ...] = ()
    clocks: tuple[Clock, ...] = ()
    gates: tuple[Gate, ...] = ()
    orders: tuple[Order, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    elements: tuple[Elements, ...] = ()
    services: tuple[Service, ...] = ()
    amounts: tuple[Amount, ...] = ()
    publications: tuple[Publication, ...] = ()
    authorities: tuple[Authority, ...] = ()

    def step(self, name: str) -> Step | None:
        """Return the step of that name, or None."""
        return next((step for step in self.steps if step.name == name), None)
