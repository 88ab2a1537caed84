"""Who may see which projects: a county bureau its own district, the city bureau all of them."""

from __future__ import annotations

from collections.abc import Iterable

from zhunsheng.store.models import Account, Department


def districts_of(account: Account, districts: Iterable[str]) -> tuple[str, ...] | None:
    """Return which of the districts an account may see; None for all of them.

    A county bureau is recognized by its kind, on the account's own department or one above it, and
    its district by the bureau's name, which begins with it: 桃江县人力资源和社会保障局.
    """
    place = account.department
    if place.kind == Department.Kind.BUREAU:
        return None
    counties = Department.objects.filter(kind=Department.Kind.COUNTY).values_list("path", "name")
    names = [name for path, name in counties if place.path.startswith(path)]
    if not names:
        return None
    return tuple(one for one in districts if one and any(name.startswith(one) for name in names))


def may_see(account: Account, district: str) -> bool:
    """Say whether an account may see the projects of a district."""
    seen = districts_of(account, (district,))
    return seen is None or district in seen
