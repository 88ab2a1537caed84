"""What may be done against an act: who reviews it, which court hears it, within which time.

The bodies are the bureau's parameters; the times, and whether the superior department may review
too, are those of the law in force on the day of the act.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.base.errors import NoProvisionInForce
from zhunsheng.documents.articles import length
from zhunsheng.law.corpus import Law

REVIEW_TIME = "行政复议法/20.1"
REVIEW_BODY = "行政复议法/24.1.1"
REVIEW_FIRST = "行政复议法/23.1.1"
SUIT_TIME = "行政诉讼法/46.1"
SUIT_TIME_AFTER_REVIEW = "行政诉讼法/45:decision"


@dataclass(frozen=True, slots=True)
class Ways:
    """The remedies against an act of a day; the times are written out, `bodies` are slot names."""

    bodies: tuple[str, ...]
    review_time: str
    suit_time: str
    review_first: bool


def ways(law: Law, *, on: date, review_first: bool = False) -> Ways:
    """Give the remedies of the day; raises NoProvisionInForce for a day before the law held.

    Review can only be demanded first where the law of the day demands it.
    """
    first = review_first and _in_force(law, REVIEW_FIRST, on)
    superior = () if _in_force(law, REVIEW_BODY, on) else ("bureau.superior",)
    return Ways(
        bodies=("bureau.government", *superior),
        review_time=length(law, REVIEW_TIME, on=on),
        suit_time=length(law, SUIT_TIME_AFTER_REVIEW if first else SUIT_TIME, on=on),
        review_first=first,
    )


def sentence(ways: Ways, paper: str) -> str:
    """Write the remedies as a template; `paper` is how the paper calls itself (本决定书)."""
    act = paper.removesuffix("书")
    bodies = "或者".join(f"{{{body}}}" for body in ways.bodies)
    if ways.review_first:
        return (
            f"如对{act}不服，应当自收到{paper}之日起{ways.review_time}内先向{bodies}申请行政复议；"
            f"对行政复议决定不服的，可以自收到行政复议决定书之日起{ways.suit_time}内向"
            "{bureau.court}提起行政诉讼。"
        )
    return (
        f"如对{act}不服，可以自收到{paper}之日起{ways.review_time}内向{bodies}申请行政复议；"
        f"也可以自收到{paper}之日起{ways.suit_time}内直接向{{bureau.court}}提起行政诉讼。"
    )


def _in_force(law: Law, citation: str, on: date) -> bool:
    try:
        law.at(citation, on=on)
    except NoProvisionInForce:
        return False
    return True
