"""Cuts the full text of a statute into its articles, in the statute's own words.

`verify.read_articles` cuts the same way for proofs; here nothing of the wording is changed, every
article remembers its line, and what looks wrong is said with its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.law.citation import Citation, numeral
from zhunsheng.law.wording import number as number_of

_NUMERAL = "(?:[0-9]{1,4}|[零〇一二三四五六七八九十百千]{1,9})"
_ARTICLE = re.compile(rf"第({_NUMERAL})条(?:之([一二三四五六七八九]))?(?:\s+|$)")
_TIGHT = re.compile(
    rf"第({_NUMERAL})条(?:之([一二三四五六七八九]))?(?![的规所第、和至或及款项中,])"
)
_HEADING = re.compile(rf"(?:第{_NUMERAL}[编章节]\s|附\s*则$)")
_ITEM = re.compile(rf"\(({_NUMERAL})\)")
_SECTION = re.compile(r"([一二三四五六七八九十]{1,5})、")
_POINT = re.compile(r"[0-9]+[.、]")
_ENDED = re.compile(r"[。;:.!?][”’)]*$")
_REMARK = re.compile(r"<!--.*-->")
_TITLE = re.compile(r"标题\s*[:：]\s*([^|]+?)\s*(?:[|]|-->|$)")
_BEGINS = re.compile(r"施行(?:日期)?\s*[:：]\s*(\d{4})-(\d{2})-(\d{2})")
_MARKS = "#> "
_BROKEN = "\ufffd"
FAULTS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it stands: `line` counts from 1.

    Each of `paragraphs` is one 款; its lead and each of its 项 stand on lines of their own. In a
    document without 第…条 the mark of the part (（三）, 三、) is kept with the words.
    """

    number: int
    branch: int
    line: int
    paragraphs: tuple[str, ...]

    @property
    def at(self) -> str:
        """Return the place as citations write it: `20`, `276-1`."""
        return f"{self.number}-{self.branch}" if self.branch else str(self.number)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that looks wrong at a line (0 for the whole); `stops` bars the text from use."""

    line: int
    what: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as it was cut: what it calls itself, since when it applies, articles, troubles."""

    title: str
    begins_on: date | None
    articles: tuple[Article, ...]
    troubles: tuple[Trouble, ...]

    @property
    def usable(self) -> bool:
        """Say whether nothing stops the text from being kept."""
        return not any(trouble.stops for trouble in self.troubles)


@dataclass(slots=True)
class _Growing:
    """An article under way: its paragraphs are lists of lines, the first being the lead."""

    number: int
    branch: int
    line: int
    heading: str = ""
    paragraphs: list[list[str]] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Put a line where it belongs: an item, the rest of the last item, or a new paragraph."""
        if _ITEM.match(_plain(words)):
            if not self.paragraphs:
                self.paragraphs.append([""])
            self.paragraphs[-1].append(words)
            return
        items = self.paragraphs[-1][1:] if self.paragraphs else []
        unfinished = bool(items) and not _ENDED.search(_plain(items[-1]))
        if items and (unfinished or _POINT.match(_plain(words))):
            self.paragraphs[-1][-1] += words
        else:
            self.paragraphs.append([words])

    def finished(self) -> Article:
        """Return the article."""
        paragraphs = ["\n".join(lines) for lines in self.paragraphs]
        if self.heading:
            paragraphs[:1] = ["\n".join([self.heading, *paragraphs[:1]])]
        return Article(self.number, self.branch, self.line, tuple(paragraphs))


def cut(lines: Sequence[str]) -> Cut:
    """Cut a text into articles; a document without 第…条 is cut at its （一） or 一、.

    Headings, remarks and what stands before the first article are left out.
    """
    title, begins_on = _named(lines)
    body = [(at, line) for at, raw in enumerate(lines, start=1) if (line := _words(raw))]
    for mark in (_ARTICLE, _TIGHT, *_marks_of_a_document(body)):
        articles, troubles = _Cutter(mark).run(body)
        if articles:
            return Cut(title, begins_on, articles, (*_broken(lines), *troubles))
    none = Trouble(0, "没有找到“第一条”这样的条号，也没有“（一）”“一、”这样的段号", stops=True)
    return Cut(title, begins_on, (), (*_broken(lines), none))


def words_at(paragraphs: Sequence[str], place: Citation) -> str | None:
    """Return the words of a place of an article given by its paragraphs; None where it has none."""
    if not place.paragraph:
        return "\n".join(paragraphs)
    if place.paragraph > len(paragraphs):
        return None
    paragraph = paragraphs[place.paragraph - 1]
    if not place.item:
        return paragraph
    return next((line for line in paragraph.split("\n")[1:] if item_of(line) == place.item), None)


def item_of(line: str) -> int:
    """Return the number of the 项 that a line is, 0 where it is none."""
    found = _ITEM.match(_plain(line))
    return int(number_of(found[1])) if found else 0


def keeps_its_mark(paragraphs: Sequence[str]) -> bool:
    """Say whether an article is the part of a document, which begins with its own mark."""
    words = paragraphs[0] if paragraphs else ""
    return bool(item_of(words)) or _SECTION.match(_plain(words)) is not None


class _Cutter:
    """Cuts the lines of one text at one kind of mark."""

    def __init__(self, mark: re.Pattern[str]) -> None:
        self.mark = mark
        self.articles: list[_Growing] = []
        self.seen: set[tuple[int, int]] = set()
        self.troubles: list[Trouble] = []

    def run(self, body: Iterable[tuple[int, str]]) -> tuple[tuple[Article, ...], list[Trouble]]:
        """Return the articles and what looks wrong with their numbers."""
        for at, line in body:
            if not self._begins(at, line) and self.articles and not self._heads(line):
                self.articles[-1].add(line)
        for article in self.articles:
            if not (article.paragraphs or article.heading):
                self.troubles.append(Trouble(article.line, f"{_name(article)}没有内容"))
        if self.articles and self.articles[0].number > 1:
            first = self.articles[0]
            self.troubles.append(Trouble(first.line, f"从{_name(first)}开始，前面的条没有"))
        order = sorted(self.troubles, key=lambda trouble: trouble.line)
        return tuple(article.finished() for article in self.articles), order[:FAULTS_SHOWN]

    def _begins(self, at: int, line: str) -> bool:
        """Begin an article where the line has a mark of a number not seen before."""
        found = self.mark.match(_plain(line))
        if found is None:
            return False
        branch = found[2] if found.re in (_ARTICLE, _TIGHT) else None
        key = int(number_of(found[1])), int(number_of(branch)) if branch else 0
        if key[0] == 0:
            return False
        if key in self.seen:
            again = f"又出现{_name_of(*key)}，按上一条的内容处理；请核对条号"
            self.troubles.append(Trouble(at, again))
            return False
        self._check_order(at, key)
        self.seen.add(key)
        article = _Growing(*key, at)
        self.articles.append(article)
        if self.mark in (_ARTICLE, _TIGHT):
            words = _after(line, found.end())
            if words:
                article.add(words)
        elif self.mark is _SECTION and not _ENDED.search(_plain(line)):
            article.heading = line
        else:
            article.paragraphs.append([line])
        return True

    def _heads(self, line: str) -> bool:
        """Say whether a line is the heading of a part above the marks this text is cut at."""
        plain = _plain(line)
        return self.mark is _ITEM and bool(_SECTION.match(plain)) and not _ENDED.search(plain)

    def _check_order(self, at: int, key: tuple[int, int]) -> None:
        if not self.articles:
            return
        before = self.articles[-1]
        if key < (before.number, before.branch):
            what = f"{_name_of(*key)}排在{_name(before)}之后，条号倒退"
            self.troubles.append(Trouble(at, what))
        elif key[0] > before.number + 1:
            first, last = before.number + 1, key[0] - 1
            missing = _name_of(first, 0) + (f"至{_name_of(last, 0)}" if last > first else "")
            self.troubles.append(Trouble(at, f"缺少{missing}"))


def _words(raw: str) -> str:
    """Return the words of a line without Markdown marks; empty for headings and remarks."""
    line = raw.replace("\u200b", "").replace("\ufeff", "").strip()
    if _REMARK.fullmatch(line):
        return ""
    marked = line.startswith("#")
    line = line.lstrip(_MARKS).replace("**", "").strip()
    plain = _plain(line)
    if _ARTICLE.match(plain) or _SECTION.match(plain):
        return line
    return "" if marked or _HEADING.match(plain) else line


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words)


def _after(line: str, plain_length: int) -> str:
    """Drop from a line what its first characters in plain form are."""
    for size in range(len(line) + 1):
        if len(_plain(line[:size])) >= plain_length:
            return line[size:].strip()
    return ""


def _marks_of_a_document(body: Sequence[tuple[int, str]]) -> tuple[re.Pattern[str], ...]:
    found = [item for _, line in body if (item := item_of(line))]
    running = bool(found) and found == sorted(set(found))
    return (_ITEM, _SECTION) if running else (_SECTION,)


def _named(lines: Sequence[str]) -> tuple[str, date | None]:
    """Find what a text calls itself and since when it applies, in its first lines."""
    head = [line.strip() for line in lines[:12]]
    stated = next((found[1] for line in head if (found := _TITLE.search(line))), "")
    headed = next((line.lstrip(_MARKS) for line in head if line.startswith("# ")), "")
    first = next((line for line in head if line and not _REMARK.fullmatch(line)), "")
    begins = next((found for line in head if (found := _BEGINS.search(line))), None)
    title = stated or headed or (first if len(first) < 60 else "")
    return title.strip("《》 *"), _day(begins)


def _day(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _broken(lines: Sequence[str]) -> list[Trouble]:
    return [
        Trouble(at, "有读不出来的字（�），文件的编码可能不对", stops=True)
        for at, line in enumerate(lines, start=1)
        if _BROKEN in line
    ][:FAULTS_SHOWN]


def _name(article: _Growing) -> str:
    return _name_of(article.number, article.branch)


def _name_of(number: int, branch: int) -> str:
    return f"第{numeral(number)}条" + (f"之{numeral(branch)}" if branch else "")
