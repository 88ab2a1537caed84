"""One part of a list with what stands around it: how many there are, and whom filters may name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.http import HttpRequest

from zhunsheng.base.chinese import listed
from zhunsheng.office import Actor
from zhunsheng.store.directory import departments, directory, officer, officers
from zhunsheng.store.keeping import Page, Spot, Wanted
from zhunsheng.store.models import Account
from zhunsheng.web.desk import office
from zhunsheng.web.matters.filters import (
    Filters,
    Person,
    Place,
    chips_of,
    choices,
    mark_text,
    spot_of,
    wanted_of,
)
from zhunsheng.web.matters.rows import Row, row_of

CAP = 1000
FEW_PEOPLE = 60
VIEWS = "SELECT id, name, query FROM store_savedview WHERE account_id = %s ORDER BY name"


@dataclass(frozen=True, slots=True)
class Directory:
    """The departments and officers an actor may ask for; the officers as far as they are needed."""

    places: tuple[Place, ...]
    people: tuple[Person, ...]

    @property
    def names(self) -> dict[str, str]:
        """Return the names of departments by code and of officers by sign-in name."""
        return {one[0]: one[1] for one in (*self.places, *self.people)}

    def under(self, code: str) -> tuple[Person, ...]:
        """Return the officers of a department and below it, of all for ""; none where many."""
        paths = [place.path for place in self.places if place.code == code]
        path = paths[0] if paths else ""
        found = tuple(person for person in self.people if person.path.startswith(path))
        return found if len(found) <= FEW_PEOPLE else ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Part of a list: its lines, how many there are in all (at most `CAP` + 1), and what was asked.

    `asked` are the filters of the whole list, `shown` the rows of this part.
    """

    filters: Filters
    asked: Wanted
    page: Page
    total: int
    rows: tuple[Row, ...]
    directory: Directory

    @property
    def total_zh(self) -> str:
        """Return how many there are: 12 件, or 超过 1,000 件."""
        return total_zh(self.total)


def total_zh(total: int) -> str:
    """Write a capped count."""
    return f"超过 {CAP:,} 件" if total > CAP else f"{total:,} 件"


def directory_of(actor: Actor) -> Directory:
    """Return the departments and officers within an actor's scope; one query."""
    rows = directory(actor.scope.path)
    places = tuple(dict.fromkeys(Place(code, name, path) for code, name, path, _, _ in rows))
    people = tuple(Person(who, name, path) for _, _, path, who, name in rows if who and name)
    return Directory(places, people)


def near_by(actor: Actor, filters: Filters) -> Directory:
    """Return the departments within an actor's scope, and the officers that the filters may name.

    Of the officers of the department asked for, or of the whole scope, no more than shows that they
    are many; and the one asked for.
    """
    scope = actor.scope.path
    places = tuple(Place(*row) for row in departments(scope))
    path = next((place.path for place in places if place.code == filters.department), scope)
    people = [Person(*row) for row in officers(path, FEW_PEOPLE + 1)]
    if filters.handler and all(person.username != filters.handler for person in people):
        people += [Person(*row) for row in officer(filters.handler, scope)]
    return Directory(places, tuple(people))


def listing(request: HttpRequest, actor: Actor, filters: Filters, day: date) -> Listing:
    """Return the part of a list that a request asks for."""
    names = near_by(actor, filters)
    asked = wanted_of(filters, actor.scope, day, names.places)
    spot = spot_of(request.GET)
    found = office().search(actor, asked, spot)
    return Listing(
        filters,
        asked,
        found,
        total_of(actor, asked, spot, found),
        tuple(row_of(line, day) for line in found.lines),
        names,
    )


def total_of(actor: Actor, asked: Wanted, spot: Spot, found: Page) -> int:
    """Return how many matters a list has, at most `CAP` + 1; a list of one page is not counted."""
    whole = spot.after is None and spot.before is None and found.after is None
    return len(found.lines) if whole else office().count(actor, asked, CAP + 1)


def pages_of(found: Page, filters: Filters, page: str) -> dict[str, str]:
    """Return the addresses of the parts before and after, "" where there is none."""
    base = filters.href(page) + ("&" if filters.query() else "?")
    return {
        "prev": f"{base}qian={mark_text(found.before)}" if found.before else "",
        "next": f"{base}hou={mark_text(found.after)}" if found.after else "",
    }


def views_of(account: Account) -> list[dict[str, str]]:
    """Return the views an account has saved, by name."""
    with connection.cursor() as cursor:
        cursor.execute(VIEWS, [account.pk])
        kept = cursor.fetchall()
    return [{"id": str(pk), "zh": name, "href": f"/ban/?{query}"} for pk, name, query in kept]


def filter_context(shown: Listing, page: str) -> dict[str, Any]:
    """Return what the filter form and the chips over a list show."""
    filters, names = shown.filters, shown.directory
    return {
        "filters": filters,
        "choices": choices(filters),
        "places": names.places,
        "people": names.under(filters.department),
        "chips_on": chips_of(filters, page, names.names),
        "clear_href": page,
    }


def asked_zh(filters: Filters, names: Directory) -> str:
    """Write the filters of a list as one line for print and export."""
    said = [chip.zh for chip in chips_of(filters, "", names.names)]
    return listed(said) if said else "在办的全部办件"
