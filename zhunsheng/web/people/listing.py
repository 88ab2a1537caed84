"""The list of people with its filters, and the tree of places with how many people each holds."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Max, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhunsheng.store.models import Account, Department
from zhunsheng.web.people.certificates import SOON, ShownCertificate, shown_certificate

ROWS = 50
MOST = 40
STATES = {"guo": "已过期", "kuai": "30日内到期", "wu": "没有登记", "you": "有效"}
USE = {"neng": "可以登录", "ting": "已停用"}
ROLES = dict(Account.Role.choices)
PARAMETERS = {"place": "danwei", "role": "juese", "state": "zheng", "use": "deng", "name": "q"}


@dataclass(frozen=True, slots=True)
class PeopleFilters:
    """The filters of the list as they stand in its address; an empty text asks for everything."""

    place: str = ""
    role: str = ""
    state: str = ""
    use: str = ""
    name: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> PeopleFilters:
        """Read them; what is not known is left out."""
        given = {name: query.get(key, "").strip()[:MOST] for name, key in PARAMETERS.items()}
        known = {"role": ROLES, "state": STATES, "use": USE}
        return cls(
            **{
                name: value if name not in known or value in known[name] else ""
                for name, value in given.items()
            }
        )

    def href(self, **changed: str) -> str:
        """Return the address of the list with them, some of them changed."""
        new = replace(self, **changed)
        given = {
            PARAMETERS[one.name]: getattr(new, one.name)
            for one in fields(new)
            if getattr(new, one.name)
        }
        return reverse("people") + (f"?{urlencode(given)}" if given else "")


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list."""

    account: Account
    certificate: ShownCertificate | None
    second_step: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the tree: how deep it lies, how many people it holds with all below it."""

    kept: Department
    depth: int
    people: int
    href: str


def people(filters: PeopleFilters, day: date) -> QuerySet[Account]:
    """Return the accounts that fit the filters, in the order of the tree."""
    found = Account.objects.annotate(until=Max("certificates__valid_to"))
    if filters.place:
        found = found.filter(department__path__startswith=_path(filters.place))
    if filters.role:
        found = found.filter(role=filters.role)
    if filters.use:
        found = found.filter(is_active=filters.use == "neng")
    if filters.name:
        named = Q(name__contains=filters.name) | Q(username__contains=filters.name)
        found = found.filter(named)
    if filters.state:
        found = found.filter(_state(filters.state, day))
    return found.order_by("department__path", "pk")


def _path(code: str) -> str:
    place = Department.objects.filter(code=code).values_list("path", flat=True).first()
    return place or "?"  # no path begins so: nobody is at a place that is not there


def _state(state: str, day: date) -> Q:
    match state:
        case "guo":
            return Q(until__lt=day)
        case "kuai":
            return Q(until__gte=day, until__lte=day + SOON)
        case "you":
            return Q(until__gt=day + SOON)
        case _:
            return Q(until=None)


def rows(page: Page[Account], day: date) -> list[Row]:
    """Return the rows of a page: each with the certificate that is valid longest."""
    shown = list(page.object_list)
    ids = [account.pk for account in shown]
    on = set(TOTPDevice.objects.filter(user__in=ids, confirmed=True).values_list("user", flat=True))
    kept = Account.objects.filter(pk__in=ids).prefetch_related("certificates")
    longest = {
        account.pk: max(account.certificates.all(), key=lambda one: one.valid_to, default=None)
        for account in kept
    }
    made = []
    for account in shown:
        certificate = longest[account.pk]
        state = shown_certificate(certificate, day) if certificate else None
        made.append(Row(account, state, account.pk in on))
    return made


def page_of(filters: PeopleFilters, day: date, number: str) -> Page[Account]:
    """Return a page of the list; the nearest one where there is none of this number."""
    return Paginator(people(filters, day), ROWS).get_page(number)


def counters(filters: PeopleFilters, day: date) -> list[dict[str, Any]]:
    """Return how many people fit the other filters by the state of their certificates."""
    made = [_counter(replace(filters, state=""), "全部", day)]
    for state, zh in STATES.items():
        counter = _counter(replace(filters, state=state), zh, day)
        tone = {"guo": "red", "kuai": "amb"}.get(state, "")
        made.append(counter | {"tone": tone})
    for counter, state in zip(made, ("", *STATES), strict=True):
        counter["on"] = filters.state == state
    return made


def _counter(filters: PeopleFilters, zh: str, day: date) -> dict[str, Any]:
    return {"n": people(filters, day).count(), "zh": zh, "href": filters.href()}


def chips(filters: PeopleFilters) -> list[dict[str, str]]:
    """Return the filters that are on, each with the address without it."""
    place = Department.objects.filter(code=filters.place).first() if filters.place else None
    words = {
        "place": place.name if place else filters.place,
        "role": ROLES.get(filters.role, ""),
        "state": f"执法证{STATES.get(filters.state, '')}",
        "use": USE.get(filters.use, ""),
        "name": f"“{filters.name}”",
    }
    return [
        {"zh": words[one.name], "drop_href": filters.href(**{one.name: ""})}
        for one in fields(filters)
        if getattr(filters, one.name)
    ]


def tree() -> list[Place]:
    """Return every place in the order of the tree, with its people."""
    where = list(Account.objects.values_list("department__path", flat=True))
    return [
        Place(
            place,
            place.path.count("."),
            sum(path.startswith(place.path) for path in where),
            PeopleFilters(place=place.code).href(),
        )
        for place in Department.objects.all()
    ]
