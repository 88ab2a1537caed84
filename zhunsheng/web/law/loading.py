"""Loading the full text of an instrument: what a file amounts to before it is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zhunsheng.intake.cells import Read, read_day
from zhunsheng.law.articles import Cut, cut, words_at
from zhunsheng.law.citation import parse
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Provision
from zhunsheng.store.library import Loading
from zhunsheng.store.models import Account, Draft
from zhunsheng.web.law.cited import LawLine, law_line

KEPT_AT = "fagui/daoru"
TITLE_MOST = 120
NAME_MOST = 200
_SUFFIX = re.compile(r"[(（][^()（）]*[)）].*$|\s*(?:节录|第[一二三四五六七八九十]+编).*$")
_NATION = "中华人民共和国"
TITLE_WRONG = "写清楚是哪一部法，不超过 120 个字，不含“/”和换行"
DAY_WRONG = "写明这个文本从哪天起施行，如 2011-01-01 或 2011年1月1日"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that was read and waits to be confirmed."""

    lines: tuple[str, ...]
    source: str
    title: str
    begins_on: str
    digest: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the waiting text amounts to: its cut, and the places of the data it does not have."""

    waiting: Waiting
    cut: Cut
    missing: tuple[LawLine, ...]
    held: int


def keep_waiting(account: Account, waiting: Waiting, at: datetime) -> None:
    """Keep a text that waits, in place of the one before."""
    fields = {
        "lines": list(waiting.lines),
        "source": waiting.source,
        "title": waiting.title,
        "begins_on": waiting.begins_on,
    }
    Draft.objects.update_or_create(
        account=account, address=KEPT_AT, defaults={"fields": fields, "saved_at": at}
    )


def waiting_of(account: Account) -> Waiting | None:
    """Return the text that waits for an account, or None."""
    draft = Draft.objects.filter(account=account, address=KEPT_AT).first()
    if draft is None:
        return None
    kept = draft.fields
    return new_waiting(kept["lines"], kept["source"], kept["title"], kept["begins_on"])


def drop_waiting(account: Account) -> None:
    """Forget the text that waits."""
    Draft.objects.filter(account=account, address=KEPT_AT).delete()


def new_waiting(lines: Sequence[str], source: str, title: str, begins_on: str) -> Waiting:
    """Return a waiting text with the digest of its words."""
    digest = hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
    return Waiting(tuple(lines), source[:NAME_MOST], title, begins_on, digest)


def recognized(law: Law, waiting: Waiting) -> Waiting:
    """Fill in title and day where they were left out, from what the text says of itself."""
    found = cut(waiting.lines)
    title = waiting.title or known_title(law, found.title) or _SUFFIX.sub("", found.title)
    day = waiting.begins_on or (found.begins_on.isoformat() if found.begins_on else "")
    return new_waiting(waiting.lines, waiting.source, canonical_title(law, title), day)


def known_title(law: Law, stated: str) -> str:
    """Return the short title of the instrument that a text says it is; "" where none is known."""
    bare = _SUFFIX.sub("", stated).strip("《》 ")
    for name in (stated, bare, bare.removeprefix(_NATION), _NATION + bare):
        if name in law.by_title:
            return law.by_title[name].title
    return ""


def canonical_title(law: Law, title: str) -> str:
    """Return the short title of a known instrument; any other without the name of the state."""
    return known_title(law, title) or title.removeprefix(_NATION)


def preview(law: Law, waiting: Waiting, day: date) -> Preview:
    """Hold a waiting text against the data of its instrument, as of the day it applies from."""
    found = cut(waiting.lines)
    instrument = law.by_title.get(waiting.title)
    begins_on = day_of(waiting.begins_on)
    held = instrument.provisions if instrument else ()
    standing = [one for one in held if begins_on is not None and one.in_force(begins_on)]
    paragraphs = {article.at: article.paragraphs for article in found.articles}
    missing = [one for one in standing if not _stands(one, paragraphs)]
    lines = dict.fromkeys(law_line(law, one.citation, day) for one in missing)
    return Preview(waiting, found, tuple(lines), len(standing))


def faults(preview_: Preview, title: str, day: str) -> dict[str, str]:
    """Return what is wrong with the answers given before keeping, by field."""
    wrong = {}
    if not title or len(title) > TITLE_MOST or "/" in title or "\n" in title:
        wrong["title"] = TITLE_WRONG
    if day_of(day) is None:
        wrong["begins_on"] = DAY_WRONG
    if not preview_.cut.usable:
        wrong["file"] = "文本里没有认出条文，不能存入；请看下面的问题"
    return wrong


def loading(preview_: Preview, account: Account, at: datetime) -> Loading:
    """Return what is to be kept of a text without faults."""
    waiting = preview_.waiting
    begins_on = day_of(waiting.begins_on)
    assert begins_on is not None
    return Loading(
        waiting.title,
        begins_on,
        preview_.cut.articles,
        waiting.source,
        waiting.digest,
        account.pk,
        at,
    )


def day_of(written: str) -> date | None:
    """Read a day as it may be typed, or None."""
    read = read_day(written)
    return read.value if isinstance(read, Read) else None


def _stands(one: Provision, paragraphs: dict[str, tuple[str, ...]]) -> bool:
    title, _, at = one.citation.partition("/")
    place = parse(f"{title}/{one.stands_at or at}")
    article = f"{place.article}-{place.branch}" if place.branch else str(place.article)
    return article in paragraphs and words_at(paragraphs[article], place) is not None
