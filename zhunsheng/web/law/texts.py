"""Loaded texts as pages show them: an article with the cited words marked, two versions beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhunsheng.base.chinese import day_zh
from zhunsheng.law.articles import item_of, keeps_its_mark
from zhunsheng.law.changes import Pair, Side, aligned, side_by_side
from zhunsheng.law.citation import Citation, parse, unit_name
from zhunsheng.law.corpus import Law
from zhunsheng.store import library
from zhunsheng.store.library import KeptArticle, TextVersion


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article; `cited` says that it belongs to the place asked for."""

    words: str
    cited: bool = False


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as it stands in a text: its name (none in a document), its lines, its anchor."""

    name: str
    anchor: str
    lines: tuple[Line, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Compared:
    """An article in two texts by its names; None where a text has no such article."""

    old_name: str | None
    new_name: str | None
    rows: tuple[tuple[Side, Side], ...]
    changed: bool


def article_text(article: KeptArticle, place: Citation | None = None) -> ArticleText:
    """Return an article with the words of a place of it marked."""
    lines = tuple(_lines(article.paragraphs, place))
    return ArticleText(_name(article), f"t{article.at}", lines, article.at)


def place_in(law: Law, citation: str, version: TextVersion) -> Citation:
    """Return the place a citation has in a text, which may number the article differently."""
    title, _, at = citation.partition("/")
    versions = law.by_citation.get(citation, ())
    standing = [one for one in versions if one.stands_at and one.in_force(version.begins_on)]
    return parse(f"{title}/{standing[-1].stands_at if standing else at}")


def version_zh(version: TextVersion) -> str:
    """Name a text: 2011年1月1日起施行的文本（第2次载入）."""
    again = f"（第{version.revision}次载入）" if version.revision > 1 else ""
    return f"{day_zh(version.begins_on)}起施行的文本{again}"


def title_zh(title: str) -> str:
    """Write a title as it is cited; a document number takes no title marks."""
    return title if "〔" in title else f"《{title}》"


def counterpart(old: TextVersion, new: TextVersion, at: str) -> KeptArticle | None:
    """Return the article of an older text that became an article of a newer one, or None."""
    olds, news = library.whole(old), library.whole(new)
    places = {article.at: place for place, article in enumerate(news)}
    if at not in places:
        return None
    pairs = {pair.new: pair.old for pair in _aligned(_texts(olds), _texts(news))}
    found = pairs[places[at]]
    return None if found is None else olds[found]


def compared(old: TextVersion, new: TextVersion) -> list[Compared]:
    """Set two texts side by side, article by article."""
    olds, news = library.whole(old), library.whole(new)
    return [
        compare(
            None if pair.old is None else olds[pair.old],
            None if pair.new is None else news[pair.new],
        )
        for pair in _aligned(_texts(olds), _texts(news))
    ]


def compare(old: KeptArticle | None, new: KeptArticle | None) -> Compared:
    """Set two versions of an article side by side."""
    left, right = (_flat(article) for article in (old, new))
    rows = tuple(side_by_side(left, right))
    changed = any(piece.mark for row in rows for side in row for piece in side.pieces)
    return Compared(
        None if old is None else _name(old), None if new is None else _name(new), rows, changed
    )


@lru_cache(maxsize=16)
def _aligned(olds: tuple[str, ...], news: tuple[str, ...]) -> list[Pair]:
    return aligned(olds, news)


def _texts(articles: Sequence[KeptArticle]) -> tuple[str, ...]:
    return tuple("\n".join(article.paragraphs) for article in articles)


def _flat(article: KeptArticle | None) -> list[str]:
    return [] if article is None else "\n".join(article.paragraphs).split("\n")


def _name(article: KeptArticle) -> str:
    """Name an article; a document's part begins with its own mark."""
    if keeps_its_mark(article.paragraphs):
        return ""
    return unit_name(parse(f"{article.title}/{article.at}"))


def _lines(paragraphs: Sequence[str], place: Citation | None) -> Iterator[Line]:
    for number, paragraph in enumerate(paragraphs, start=1):
        for line in filter(None, paragraph.split("\n")):
            yield Line(line, place is not None and _is_cited(line, number, place))


def _is_cited(line: str, paragraph: int, place: Citation) -> bool:
    if place.paragraph not in (0, paragraph):
        return False
    return place.paragraph > 0 and place.item in (0, item_of(line))
