"""The tree of errors in its docstring names every error of the project, and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from zhunsheng.base import errors

SOURCES = Path(errors.__file__).parents[1]
NAMED = re.compile(r"[├└]── (\w+)")


def declared() -> set[str]:
    """Every class that is an error, by whatever way it comes from the root."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES.rglob("*.py")]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = {"ZhunshengError"}
    while True:
        more = {
            one.name
            for one in classes
            if any(isinstance(base, ast.Name) and base.id in found for base in one.bases)
        }
        if more <= found:
            return found - {"ZhunshengError"}
        found |= more


def test_the_tree_of_errors_is_complete() -> None:
    assert sorted(NAMED.findall(errors.__doc__ or "")) == sorted(declared())
