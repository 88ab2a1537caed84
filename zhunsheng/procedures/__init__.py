"""One file a kind of matter; a file that defines `procedure` is found, not registered."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from zhunsheng.base.errors import UnknownProcedure
from zhunsheng.law.procedure import Procedure


@functools.cache
def procedures() -> Mapping[str, Procedure]:
    """Return every kind of matter by its name, in order of name."""
    found: dict[str, Procedure] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            declared = getattr(
                importlib.import_module(f"{__name__}.{module.name}"), "procedure", None
            )
            if isinstance(declared, Procedure):
                found[declared.name] = declared
    return MappingProxyType(dict(sorted(found.items())))


def procedure(name: str) -> Procedure:
    """Return the procedure of that name; raise UnknownProcedure with the nearest name."""
    found = procedures().get(name)
    if found is None:
        near = get_close_matches(name, procedures(), n=1)
        hint = f"；是否指“{near[0]}”？" if near else "；"
        raise UnknownProcedure(f"没有“{name}”这种案件{hint}可选：{'、'.join(procedures())}")
    return found
