"""The recipes of CONTRIBUTING.md and the examples of README.md do what they say."""

from __future__ import annotations

import doctest
from pathlib import Path

ROOT = Path(__file__).parents[2]
LENIENT = doctest.IGNORE_EXCEPTION_DETAIL | doctest.NORMALIZE_WHITESPACE


def test_every_recipe_of_contributing_runs_and_prints_what_it_shows() -> None:
    result = doctest.testfile(
        str(ROOT / "CONTRIBUTING.md"), module_relative=False, encoding="utf-8", optionflags=LENIENT
    )
    assert result.attempted > 20
    assert result.failed == 0
