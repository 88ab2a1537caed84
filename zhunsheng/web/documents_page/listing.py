"""The list of documents: filters in the address, drafts to be finished first, pages by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhunsheng.documents.forms import forms
from zhunsheng.store.keeping import Scope
from zhunsheng.store.models import Account, Document
from zhunsheng.web.documents_page.of_matter import TONES

SIZE, CAP = 50, 1000
YEARS = 5
STATES = {state.value: state.label for state in Document.State}
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Sought:
    """The filters of the list; an empty one asks for everything."""

    kind: str = field(default="", metadata={"in": "wen", "zh": "文书"})
    year: str = field(default="", metadata={"in": "nian", "zh": "年份"})
    state: str = field(default="", metadata={"in": "zhuang", "zh": "状态"})
    matter: str = field(default="", metadata={"in": "an", "zh": "案号或文号"})
    mine: str = field(default="", metadata={"in": "wo", "zh": "制作人"})

    @property
    def query(self) -> str:
        """Return the filters as they stand in an address."""
        given = {one.metadata["in"]: getattr(self, one.name) for one in fields(self)}
        return urlencode({name: value for name, value in given.items() if value})


def sought_in(given: Mapping[str, str]) -> Sought:
    """Return the filters of an address; what is not known there is left out."""
    year = given.get("nian", "")
    state = given.get("zhuang", "")
    kind = given.get("wen", "")
    return Sought(
        kind=kind if kind in forms() else "",
        year=year if year.isascii() and year.isdecimal() and len(year) == 4 else "",
        state=state if state in STATES else "",
        matter="".join(sign for sign in given.get("an", "") if sign.isprintable()).strip()[
            :LONGEST
        ],
        mine="1" if given.get("wo") == "1" else "",
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the list: the account and what it may see."""

    account: Account
    scope: Scope


def documents(reader: Reader, sought: Sought) -> QuerySet[Document]:
    """Return the documents that fit the filters and whose matters the reader may see."""
    found = Document.objects.filter(_seen_by(reader.scope))
    if sought.kind:
        found = found.filter(kind=sought.kind)
    if sought.year:
        first = date(int(sought.year) or 1, 1, 1)
        found = found.filter(on_day__gte=first, on_day__lte=first.replace(month=12, day=31))
    if sought.state:
        found = found.filter(state=sought.state)
    if sought.matter:
        word = sought.matter
        found = found.filter(Q(matter__number__contains=word) | Q(number__contains=word))
    return found.filter(made_by=reader.account) if sought.mine else found


def _seen_by(scope: Scope) -> Q:
    row = "matter__matterrow__"
    seen = Q(**{f"{row}withdrawn": False})
    if scope.path:
        seen &= Q(**{f"{row}department__path__startswith": scope.path})
    if not scope.sealed:
        seen &= Q(**{f"{row}sealed": False}) | Q(**{f"{row}handler__username": scope.account})
    return seen


def count(reader: Reader, sought: Sought) -> str:
    """Count documents for people: 12, or 1000+."""
    found = documents(reader, sought).values("pk")[: CAP + 1].count()
    return f"{CAP}+" if found > CAP else str(found)


# --- the page ------------------------------------------------------------------------------------


def list_page(reader: Reader, given: Mapping[str, str], day: date) -> dict[str, Any]:
    """Return everything the template of the list shows."""
    sought = sought_in(given)
    rows, before, after = _page(documents(reader, sought), given)
    return {
        "counters": [_mine(reader, sought), *_counters(reader, sought)],
        "filters": sought,
        "kinds": _kinds(),
        "years": [str(day.year - place) for place in range(YEARS)],
        "chips": _chips(sought),
        "clear_href": reverse("documents"),
        "rows": [_row(one) for one in rows],
        "prev": _href(sought, qian=before) if before else "",
        "next": _href(sought, hou=after) if after else "",
        "total": count(reader, sought),
    }


def _kinds() -> list[tuple[str, str]]:
    """Return the kinds of paper; of two of one title the mark is told, too."""
    titles = [form.zh for form in forms().values()]
    return [
        (form.kind, form.zh if titles.count(form.zh) == 1 else f"{form.zh}（{form.mark}）")
        for form in forms().values()
    ]


def _mine(reader: Reader, sought: Sought) -> dict[str, Any]:
    wanted = Sought(state=Document.State.DRAFT, mine="1")
    figure = {"n": count(reader, wanted), "href": _href(wanted), "tone": "amb"}
    return {"zh": "我的草稿", "on": sought == wanted, **figure}


def _counters(reader: Reader, sought: Sought) -> Iterator[dict[str, Any]]:
    for state in (*STATES, ""):
        wanted = replace(sought, state=state, mine="")
        figure = {"n": count(reader, wanted), "href": _href(wanted)}
        on = sought.state == state and not sought.mine
        yield {"zh": STATES.get(state, "全部"), "on": on, **figure}


def _chips(sought: Sought) -> list[dict[str, str]]:
    chips = []
    for one in fields(sought):
        value = getattr(sought, one.name)
        if value:
            shown = {"kind": dict(_kinds()), "state": STATES, "mine": {"1": "我"}}
            zh = shown.get(one.name, {}).get(value, value)
            drop = _href(replace(sought, **{one.name: ""}))
            chips.append({"zh": f"{one.metadata['zh']}：{zh}", "drop_href": drop})
    return chips


def _href(sought: Sought, **place: str) -> str:
    query = "&".join(filter(None, (sought.query, urlencode(place))))
    return reverse("documents") + (f"?{query}" if query else "")


def _row(one: Document) -> dict[str, Any]:
    form, row = forms().get(one.kind), one.matter.matterrow
    return {
        "zh": form.zh if form else one.kind,
        "href": reverse("document", args=(one.pk,)),
        "number": one.number,
        "on_day": one.on_day,
        "state_zh": one.get_state_display(),
        "tone": TONES[Document.State(one.state)],
        "matter": one.matter.number,
        "matter_href": reverse("matter", args=(one.matter.number,)),
        "title": row.title,
        "by": one.made_by.name,
        "at": one.made_at,
    }


# --- pages ---------------------------------------------------------------------------------------


def _page(found: QuerySet[Document], given: Mapping[str, str]) -> tuple[list[Document], str, str]:
    """Return one page, and the places before and after it where there is more."""
    before, after = _place(given.get("qian", "")), _place(given.get("hou", ""))
    backward = before is not None
    place = before or after
    order = ("made_at", "pk") if backward else ("-made_at", "-pk")
    if place is not None:
        sign = "gt" if backward else "lt"
        beyond = Q(**{f"made_at__{sign}": place[0]})
        found = found.filter(beyond | Q(made_at=place[0], **{f"pk__{sign}": place[1]}))
    rows = list(_with_matter(found).order_by(*order)[: SIZE + 1])
    more, rows = len(rows) > SIZE, rows[:SIZE]
    if backward:
        rows.reverse()
    if not rows:
        return [], "", ""
    first = _mark(rows[0]) if (more if backward else place is not None) else ""
    last = _mark(rows[-1]) if (backward or more) else ""
    return rows, first, last


def _with_matter(found: QuerySet[Document]) -> QuerySet[Document]:
    return found.select_related("matter__matterrow", "made_by")


def _mark(one: Document) -> str:
    return f"{one.made_at.isoformat()}~{one.pk}"


def _place(written: str) -> tuple[datetime, UUID] | None:
    """Return the place that an address names; None for none, or for one nobody wrote."""
    at, _, pk = written.partition("~")
    try:
        place = datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None
    return place if place[0].tzinfo is not None else None
