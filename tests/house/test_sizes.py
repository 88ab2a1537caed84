"""The house limits: sizes, and words and calls that are not used here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for path in sorted((ROOT / "zhunsheng").rglob("*.py"))
    if not path.match("migrations/0001_*.py")  # written by Django from the models
]
FUNCTION_LINES = 50
FILE_LINES = 400
NESTING = 3
FORBIDDEN_MODULES = {"utils", "helpers", "common", "misc", "manager"}
FACES = ("cli", "office", "web", "api")
FREE_OF_NUMBERS = ("procedures", "engine", "indicators")
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.fixture(params=SOURCES, ids=named)
def source(request: pytest.FixtureRequest) -> tuple[Path, ast.Module]:
    path: Path = request.param
    return path, ast.parse(path.read_text(encoding="utf-8"))


def test_a_file_has_at_most_400_lines_and_opens_with_a_sentence(
    source: tuple[Path, ast.Module],
) -> None:
    path, tree = source
    assert path.read_text(encoding="utf-8").count("\n") <= FILE_LINES
    assert (ast.get_docstring(tree) or "").strip(), "a module opens with one true sentence"


def test_a_function_has_at_most_50_lines(source: tuple[Path, ast.Module]) -> None:
    _, tree = source
    long = {f.name: (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions(tree)}
    assert {name: lines for name, lines in long.items() if lines > FUNCTION_LINES} == {}


def test_blocks_nest_at_most_three_deep(source: tuple[Path, ast.Module]) -> None:
    _, tree = source
    assert {f.name: depth(f) for f in functions(tree) if depth(f) > NESTING} == {}


def depth(node: ast.AST) -> int:
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and [child] == node.orelse
        deepest = max(deepest, depth(child) + (isinstance(child, BLOCKS) and not chained))
    return deepest


def test_no_import_stands_inside_a_function(source: tuple[Path, ast.Module]) -> None:
    _, tree = source
    hidden = [
        f.name
        for f in functions(tree)
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(f))
    ]
    assert hidden == []


def test_no_module_is_called_after_nothing(source: tuple[Path, ast.Module]) -> None:
    path, _ = source
    assert not FORBIDDEN_MODULES & set(path.relative_to(ROOT).with_suffix("").parts)


def test_only_the_faces_look_at_the_clock(source: tuple[Path, ast.Module]) -> None:
    path, tree = source
    calls = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow")
    }
    floor = path.relative_to(ROOT / "zhunsheng").parts[0]
    assert calls == set() or floor in FACES


def test_no_exception_is_caught_by_its_root(source: tuple[Path, ast.Module]) -> None:
    _, tree = source
    caught = [
        ast.unparse(node.type) if node.type else "everything"
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
    ]
    assert not {"everything", "Exception", "BaseException"} & set(caught)


def test_numbers_of_law_stand_in_the_statutes_only(source: tuple[Path, ast.Module]) -> None:
    path, tree = source
    if path.relative_to(ROOT / "zhunsheng").parts[0] not in FREE_OF_NUMBERS:
        return
    numbers = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and abs(node.value) >= 10
    ]
    assert numbers == []
