"""One citation as a page shows it: in words, with its address, value and state on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from zhunsheng.base.errors import UnknownCitation
from zhunsheng.law.citation import cite, parse, unit_name
from zhunsheng.law.corpus import Law
from zhunsheng.law.provision import Provision
from zhunsheng.law.telling import VERIFIED, life_zh, value_zh


@dataclass(frozen=True, slots=True)
class LawLine:
    """A citation with what stands behind it on a day; `note` says what is the matter with it."""

    citation: str
    zh: str
    href: str
    gist: str = ""
    value: str = ""
    life: str = ""
    verified: str = "text"
    verified_zh: str = ""
    note: str = ""


def law_line(law: Law, citation: str, day: date) -> LawLine:
    """Return a citation as it stands on a day; one without a version of that day says so."""
    shown = LawLine(citation, cite(citation), provision_href(citation))
    try:
        versions = law.versions(citation)
    except UnknownCitation as fault:
        return LawLine(shown.citation, shown.zh, shown.href, verified="memory", note=str(fault))
    provision = on_day(versions, day)
    note = "" if provision.in_force(day) else _out_of_force(provision, day)
    return LawLine(
        shown.citation,
        shown.zh,
        shown.href,
        provision.gist,
        value_zh(provision),
        life_zh(provision),
        provision.verified,
        VERIFIED[provision.verified],
        note,
    )


def on_day(versions: tuple[Provision, ...], day: date) -> Provision:
    """Return the version in force on a day; else the last before it, else the first to come."""
    begun = [version for version in versions if version.begins_on <= day]
    standing = [version for version in begun if version.in_force(day)]
    return (standing or begun or list(versions[:1]))[-1]


def provision_href(citation: str) -> str:
    """Return the address of a provision's page; what tells apart two values is not part of it."""
    title, _, at = citation.partition("/")
    return reverse("provision", args=[title, at.partition(":")[0]])


def place_zh(citation: str) -> str:
    """Write the place without the title: 第二十条第一款."""
    return unit_name(parse(citation))


def _out_of_force(provision: Provision, day: date) -> str:
    return "尚未施行" if provision.begins_on > day else "已经失效"
