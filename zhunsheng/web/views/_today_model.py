"""What 我的今天 shows: counters, groups by due day, the week, appointments and returned files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import connection

from zhunsheng.base.masking import mask_numbers
from zhunsheng.law.holidays import load_calendar
from zhunsheng.store import tallies
from zhunsheng.store.keeping import Wanted
from zhunsheng.store.lists import SOON_DAYS, WEEK_DAYS
from zhunsheng.store.models import Account
from zhunsheng.store.tallies import Strip
from zhunsheng.web.address_filters import Chip
from zhunsheng.web.jinja import short_day, weekday
from zhunsheng.web.matters.filters import DUES, OPEN, Filters, chips_of
from zhunsheng.web.matters.names import matter_address
from zhunsheng.web.matters.rows import Row

PAGE, ALL_MATTERS = "/", "/ban/"
COUNTERS = (
    ("", "", "全部", ""),
    ("due", "over", "已超期", "red"),
    ("due", "today", "今天", "amb"),
    ("due", "soon", "3日内", "amb"),
    ("due", "week", "7日内", ""),
    ("waiting", "others", "等对方", ""),
    ("waiting", "paused", "中止计期", ""),
    ("waiting", "returned", "退回补正", "amb"),
)
GROUPS = {**DUES, "none": "没有本局期限", "later": "7日以后"}
WEEKDAYS = "一二三四五六日"
APPOINTED = (
    "SELECT a.on_day, a.at, a.zh, m.number FROM store_appointment a"
    " LEFT JOIN store_matter m ON m.id = a.matter_id"
    " WHERE a.account_id = %s AND a.on_day >= %s AND a.on_day <= %s"
    " ORDER BY a.on_day, CASE WHEN a.at IS NULL THEN 0 ELSE 1 END, a.at, a.id LIMIT %s"
)
RETURNS_MOST, APPOINTMENTS_MOST = 8, 12


@dataclass(frozen=True, slots=True)
class Group:
    """Rows whose days fall into one bucket."""

    zh: str
    note: str
    rows: tuple[Row, ...]


def whole(asked: Wanted) -> Wanted:
    """Return a list without its filters by day and by who is waited for, as counters count it."""
    return replace(asked, due="", waiting="")


def counters(strip: Strip, filters: Filters) -> Iterator[dict[str, Any]]:
    """Yield the figures over the list; each is the filter it counts."""
    for name, value, zh, tone in COUNTERS:
        on = getattr(filters, name) == value if name else not (filters.due or filters.waiting)
        changed = {"due": "", "waiting": "", **({name: value} if name else {})}
        number = figure(strip, name, value)
        href = filters.href(PAGE, **changed)
        yield {"n": number, "zh": zh, "href": href, "on": on, "tone": tone}


def figure(strip: Strip, name: str, value: str) -> int:
    """Return how many matters a counter counts."""
    if value == "returned":
        return strip.returned
    if name == "waiting":
        return strip.waiting.get(value, 0)
    return strip.buckets.get(value, 0) if name else strip.total


def groups(rows: Sequence[Row], strip: Strip, filters: Filters, day: date) -> list[Group]:
    """Return rows in groups by bucket; the number of a whole group stands beside its name."""
    made = []
    for bucket, members in groupby(rows, key=lambda row: row.bucket):
        number = None if filters.waiting else strip.buckets.get(bucket, 0)
        notes = [_span(bucket, day), "" if number is None else f"{number} 件"]
        made.append(Group(GROUPS[bucket], "，".join(filter(None, notes)), tuple(members)))
    return made


def _span(bucket: str, day: date) -> str:
    soon, week = day + timedelta(SOON_DAYS), day + timedelta(WEEK_DAYS)
    return {
        "today": f"{short_day(day)} {weekday(day)}",
        "soon": f"{short_day(day + timedelta(1))}至{short_day(soon)}",
        "week": f"{short_day(soon + timedelta(1))}至{short_day(week)}",
    }.get(bucket, "")


def chips(filters: Filters, me: Account) -> list[Chip]:
    """Return the chips of one's own list; without the officer, or with ended ones, it is 办件's."""
    all_open = replace(filters, state=OPEN)
    own = [
        Chip("承办人：我", all_open.href(ALL_MATTERS)),
        Chip("在办", replace(filters, handler=me.username, state="quan").href(ALL_MATTERS)),
    ]
    return own + chips_of(replace(filters, handler="", state=""), PAGE, {})


def week(strip: Strip, filters: Filters, day: date) -> list[dict[str, Any]]:
    """Return the days of this week with how many matters end on each."""
    calendar = load_calendar().earliest
    monday = day - timedelta(day.weekday())
    made = []
    for place in range(7):
        one = monday + timedelta(place)
        number = strip.days.get(one, 0)
        made.append(
            {
                "zh": WEEKDAYS[place],
                "day": one,
                "due": number,
                "href": filters.href(PAGE, due=one.isoformat(), waiting=""),
                "rest": "0" if calendar.is_workday(one.toordinal()) else "休",
                "today": one == day,
            }
        )
    return made


def returned(asked: Wanted) -> list[dict[str, str]]:
    """Return the files that were given back to the officer."""
    return [
        {
            "place": one.place,
            "number": one.number,
            "href": matter_address(one.number),
            "reason": mask_numbers(one.reason),
            "by": one.by,
        }
        for one in tallies.returns(asked, RETURNS_MOST)
    ]


def appointments(account: Account, day: date) -> list[dict[str, str]]:
    """Return what is fixed for today and the next seven days."""
    last = day + timedelta(WEEK_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(APPOINTED, [account.pk, day, last, APPOINTMENTS_MOST])
        found = cursor.fetchall()
    return [
        {
            "key": (f"{at:%H:%M}" if at else "今天") if on_day == day else f"{on_day.day}日",
            "zh": zh if on_day == day or at is None else f"{at:%H:%M} {zh}",
            "number": number or "",
            "href": matter_address(number) if number else "",
        }
        for on_day, at, zh, number in found
    ]
