"""Numbers of matters as people type them: brackets of every sort stand for one another."""

from __future__ import annotations

import re

from zhunsheng.office import Actor
from zhunsheng.web.desk import office

LONGEST = 80
OPENING, CLOSING = "〔（【［[(", "〕）】］])"
WRITTEN = (("〔", "〕"), ("（", "）"), ("(", ")"))
DIGIT = re.compile(r"\d")


def exact_number(words: str, actor: Actor) -> str:
    """Return the number of the matter that was typed whole, if the actor may see it; else ""."""
    plain = "".join(words.split())
    if not DIGIT.search(plain) or len(plain) > LONGEST:
        return ""
    store = office().store
    tried = dict.fromkeys((plain, *(_bracketed(plain, pair) for pair in WRITTEN)))
    return next((number for number in tried if store.within(number, actor.scope)), "")


def _bracketed(text: str, pair: tuple[str, str]) -> str:
    """Write every bracket of a text as one sort."""
    opening, closing = pair
    to_opening = dict.fromkeys(map(ord, OPENING), opening)
    return text.translate({**to_opening, **dict.fromkeys(map(ord, CLOSING), closing)})
