"""The closed vocabulary in which papers (文书) are declared: data, and no code that runs.

A template is Chinese text with slots in braces. `{worker}` is what was last stated under that name;
`{accepted.day}` the day of the latest such event and `{applied.by}` what it states; `{own.day}` is
the day of the act at hand; `{bureau.court}` a parameter of the bureau; `{matter}` and `{procedure}`
the record's own. `{law:工伤保险条例/20.3}` is a citation with the article number of its day,
`{limit:…}` and `{ratio:…}` what that provision fixes. `!c` writes a sum in capital numerals. Any
other name is a slot the form itself declares in `slots`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from zhunsheng.law.procedure import Fact

Layout = Literal["letter", "table"]
Style = Literal["body", "flush", "note", "remedy"]


@dataclass(frozen=True, slots=True, eq=False)
class When:
    """Holds where the named fact has one of the values, or a list of them one in it.

    Without values it holds where the fact is known. `unless` turns the answer round: it then holds
    also where the fact is not known.
    """

    of: str
    among: tuple[str | bool, ...] = ()
    unless: bool = False


# --- slots a form works out ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The template that belongs to the value of a choice; without one, `otherwise`.

    Where `otherwise` is empty too, the fact itself counts as missing.
    """

    of: str
    table: Mapping[str, str]
    otherwise: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Either:
    """The first of the named slots that is known; where none is, the first counts as missing."""

    of: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """The fact whose name is the value of a choice: where `to` says worker, the worker's name."""

    of: str


@dataclass(frozen=True, slots=True, eq=False)
class Age:
    """The full years from one day to another."""

    born: str
    on: str


@dataclass(frozen=True, slots=True, eq=False)
class OnFile:
    """The Chinese names of those of the papers that are on file, in the order given here."""

    zh: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lacking:
    """What the list fact states; where it is silent, those of the papers that are not on file."""

    stated: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One entry for each event of the steps: its day, what was done, and the sum it states."""

    zh: str
    steps: tuple[str, ...]


Slot = Case | Either | Named | Age | OnFile | Lacking | Course

# --- parts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Say:
    """A paragraph."""

    text: str
    style: Style = "body"
    when: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A heading inside the paper: 一、违法事实."""

    text: str
    when: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """A numbered paragraph for each entry of a list fact or slot."""

    of: str
    when: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A cell to be filled: `lines` is its least height, `sign` the line for hand and day below.

    A box without text is left for the hand on purpose.
    """

    text: str = ""
    span: int = 1
    lines: int = 1
    sign: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table: `columns` are widths in shares, a plain text in a row is a label."""

    columns: tuple[int, ...]
    rows: tuple[tuple[str | Box, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Remedies:
    """The sentence on review and suit, computed from the law of the day.

    `paper` is how the paper calls itself; `review_first` says when review must come first.
    """

    paper: str
    review_first: When | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """The bureau's name, the day, and which seal goes over them."""

    seal: str = "印章"


@dataclass(frozen=True, slots=True, eq=False)
class Receipt:
    """The slip below a cut line that the receiving organ signs and returns."""

    title: str
    lines: tuple[str, ...]
    signs: tuple[str, ...]


Part = Say | Head | Items | Grid | Remedies | Sign | Receipt


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One kind of paper.

    `kind` is its identifier, `zh` its title; `steps` are the acts that make it, in the procedures
    named. `mark` is its part of the document number (工伤认字), empty for papers without one.
    `document` is the value by which the step 送达 calls it, `paper` the name it is filed under.
    `particulars` are facts of the head and `asks` facts of the act that the procedure does not
    declare and only the paper needs. `when` tells apart two papers of one act.
    """

    kind: str
    zh: str
    procedures: tuple[str, ...]
    steps: tuple[str, ...]
    parts: tuple[Part, ...]
    layout: Layout = "letter"
    mark: str = ""
    document: str = ""
    paper: str = ""
    when: tuple[When, ...] = ()
    particulars: tuple[Fact, ...] = ()
    asks: tuple[Fact, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict)
