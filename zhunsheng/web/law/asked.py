"""What is asked of the library: a citation in either form, or words that stand somewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from zhunsheng.base.errors import UnknownCitation
from zhunsheng.law.citation import cite, parse
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Instrument, Provision
from zhunsheng.law.wording import number
from zhunsheng.store import library
from zhunsheng.store.library import KeptArticle, folded

_NUMERAL = "(?:[0-9]{1,4}|[零〇一二三四五六七八九十百千]{1,9})"
_CHINESE = re.compile(
    rf"《?(?P<title>.+?)》?\s*第(?P<article>{_NUMERAL})条(?:之(?P<branch>{_NUMERAL}))?"
    rf"(?:第(?P<paragraph>{_NUMERAL})款)?(?:第[(]?(?P<item>{_NUMERAL})[)]?项)?"
)
SHOWN = 60
AROUND = 36
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Found:
    """What fits the words, and how much more there is."""

    instruments: tuple[Instrument, ...] = ()
    provisions: tuple[Provision, ...] = ()
    provisions_in_all: int = 0
    articles: tuple[KeptArticle, ...] = ()

    @property
    def nothing(self) -> bool:
        """Say whether nothing fits."""
        return not (self.instruments or self.provisions or self.articles)


def citation_in(law: Law, asked: str) -> str:
    """Read `工伤保险条例/20.1` or 工伤保险条例第二十条第一款 as a citation; "" for anything else.

    The instrument may go by any of its names; the place need not be in the law data.
    """
    written = unicodedata.normalize("NFKC", asked).strip()
    if len(written) > LONGEST:
        return ""
    citation = written if "/" in written else _of_chinese(written)
    title, _, at = citation.partition("/")
    instrument = _instrument(law, title)
    if instrument is None or not at:
        return ""
    try:
        parse(f"{instrument.title}/{at}")
    except UnknownCitation:
        return ""
    return f"{instrument.title}/{at}"


def words_in(asked: str) -> list[str]:
    """Return the words asked for, as texts are compared: one form for full and half width."""
    return folded(asked)[:LONGEST].split()


def search(law: Law, words: Sequence[str]) -> Found:
    """Return the instruments, provisions and loaded articles in which all the words stand."""
    if not words:
        return Found()
    instruments = [one for one in law.instruments if _fits(words, *_names(one))]
    provisions = [
        versions[-1]
        for citation, versions in law.by_citation.items()
        if _fits(words, cite(citation), *(version.gist for version in versions))
    ]
    return Found(
        tuple(instruments),
        tuple(provisions[:SHOWN]),
        len(provisions),
        tuple(library.matching(list(words), SHOWN)),
    )


def excerpt(paragraphs: Sequence[str], words: Sequence[str]) -> Markup:
    """Return the words around the first one found, each found word marked."""
    text = " ".join(" ".join(paragraphs).split())
    plain = folded(text)
    at = max(0, min(found for word in words if (found := plain.find(word)) >= 0) - AROUND)
    piece = text[at : at + 4 * AROUND]
    before, after = "…" if at else "", "…" if at + 4 * AROUND < len(text) else ""
    return escape(before) + marked(piece, words) + escape(after)


def marked(text: str, words: Sequence[str]) -> Markup:
    """Return a text with every found word in a mark."""
    plain = folded(text)
    if len(plain) != len(text):
        return escape(text)
    made, at = Markup(""), 0
    for first, last in _stretches(plain, words):
        made += escape(text[at:first]) + Markup("<mark>%s</mark>") % text[first:last]
        at = last
    return made + escape(text[at:])


def _stretches(plain: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    if pattern:
        yield from (found.span() for found in re.finditer(pattern, plain))


def _of_chinese(written: str) -> str:
    found = _CHINESE.fullmatch(written)
    if found is None:
        return ""
    parts = {name: found[name] for name in ("article", "branch", "paragraph", "item")}
    place = str(number(parts["article"]))
    if parts["branch"]:
        place += f"-{number(parts['branch'])}"
    if parts["paragraph"] or parts["item"]:
        place += f".{number(parts['paragraph'] or '1')}"
    if parts["item"]:
        place += f".{number(parts['item'])}"
    return f"{found['title']}/{place}"


def _instrument(law: Law, title: str) -> Instrument | None:
    """Find the instrument of a name; normalizing widths may have changed brackets in it."""
    named = law.by_title.get(title.strip("《》 "))
    if named is not None:
        return named
    plain = folded(title.strip("《》 "))
    return next((one for name, one in law.by_title.items() if folded(name) == plain), None)


def _names(one: Instrument) -> tuple[str, ...]:
    return (one.title, one.full_title, one.number, *one.also)


def _fits(words: Sequence[str], *texts: str) -> bool:
    plain = [folded(text) for text in texts]
    return all(any(word in text for text in plain) for word in words)
