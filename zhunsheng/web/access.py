"""Who may open which page with which verb: the one access table, gathered from the resources.

Each module of views states `ACCESS`: address name → verb → roles. A page that states nothing is
closed to everyone; `PUBLIC` opens it to strangers. What a role may see of the matters themselves is
decided by the office (department and sub-tree, sealed matters).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

Roles = frozenset[str]
PUBLIC: Roles = frozenset({"public"})
OFFICER, SECTION_HEAD, LEGAL, LEADER, ADMINISTRATOR, AUDITOR = (
    "officer", "section_head", "legal", "leader", "administrator", "auditor",
)  # fmt: skip
EVERYONE: Roles = frozenset({OFFICER, SECTION_HEAD, LEGAL, LEADER, ADMINISTRATOR, AUDITOR})
READERS: Roles = EVERYONE - {ADMINISTRATOR}
ACTORS: Roles = frozenset({OFFICER, SECTION_HEAD, LEGAL, LEADER})
Table = Mapping[str, Mapping[str, Roles]]


@cache
def table() -> Table:
    """Return the whole table: address name → verb → roles."""
    found: dict[str, Mapping[str, Roles]] = {}
    for resource in import_module("zhunsheng.web.resources").RESOURCES:
        found.update(resource.ACCESS)
    return found


def verbs_of(name: str) -> Mapping[str, Roles]:
    """Return the verbs of a page with their roles; nothing for a page nobody declared."""
    return table().get(name, {})


def roles_for(name: str, verb: str) -> Roles:
    """Return the roles that may use a verb on a page; none for a page nobody declared."""
    asked = "GET" if verb in ("HEAD", "OPTIONS") else verb
    return verbs_of(name).get(asked, frozenset())


def may(role: str, name: str, verb: str = "GET") -> bool:
    """Say whether a role may use a verb on a page."""
    roles = roles_for(name, verb)
    return role in roles or roles == PUBLIC
