"""What pages are made of: style and script that old browsers read, and templates that need no outside."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import pytest

from tests.web.gallery.content import PAGES
from tests.web.gallery.render import WEB, environment

STYLE = WEB / "static" / "zhunsheng.css"
SCRIPT = WEB / "static" / "zhunsheng.js"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
GALLERY = sorted((Path(__file__).parent / "gallery").glob("*.html"))
SHELLS = {"base.html", "base_public.html"}
HAN = r"[\u3400-\u9fff]"
KB = 1024


def named(path: Path) -> str:
    return path.relative_to(WEB if path.is_relative_to(WEB) else path.parents[1]).as_posix()


def is_page(path: Path) -> bool:
    """Whether a template is a whole page, not a shell, macros or a fragment."""
    return path.name not in SHELLS and (
        "{% extends" in text_of(path) or "<!doctype" in text_of(path)
    )


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def style() -> str:
    return re.sub(r"/\*.*?\*/", "", text_of(STYLE), flags=re.DOTALL)


def script() -> str:
    """Return the script without comments, and with empty strings and patterns."""
    bare = re.sub(r"/\*.*?\*/", "", text_of(SCRIPT), flags=re.DOTALL)
    bare = re.sub(r"'(?:[^'\\\n]|\\.)*'", "''", bare)
    bare = re.sub(r"^\s*//.*$", "", bare, flags=re.MULTILINE)
    return re.sub(r"(?<=[(,=|])\s*/(?:[^/\\\n]|\\.)+/(?=[.,)])", " x", bare)


def markup(path: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", text_of(path), flags=re.DOTALL)


# What Chromium 86 does not read: a declaration with it is dropped without a word.
@pytest.mark.parametrize(
    "word",
    [
        "color-mix(",
        "oklch(",
        "lab(",
        ":has(",
        ":where(",
        ":is(",
        "@layer",
        "@container",
        "aspect-ratio",
        "inset:",
        "inset-",
        "dvh",
        "svh",
        "accent-color: auto",
        "&",
    ],
)
def test_style_has_no_word_that_old_browsers_drop(word: str) -> None:
    assert word not in style()


def test_style_has_no_rule_within_a_rule() -> None:
    opened: list[bool] = []  # for each open block: is it a group (@media) or a rule
    for head, sign in re.findall(r"([^{};]*)([{};])", style()):
        if sign == "{":
            assert not opened or opened[-1], f"nested in a rule: {head.strip()}"
            opened.append(head.strip().startswith("@media"))
        elif sign == "}":
            opened.pop()
    assert opened == []


def test_style_names_are_words() -> None:
    selectors = re.findall(r"[^{};]+(?=\{)", style())
    short = {name for line in selectors for name in re.findall(r"\.([a-z]\w?)(?![\w-])", line)}
    assert short <= {"sr", "tw"}


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", text_of(STYLE)))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *product(("ink", "ink2", "ink3", "link", "red", "amber", "green"), ("card", "ground", "band")),
        ("red", "red-weak"), ("amber", "amber-weak"), ("green", "green-weak"), ("brand", "brand-weak"),
        ("card", "brand"), ("card", "brand2"), ("card", "red"), ("card", "green"),
    ],
)  # fmt: skip
def test_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(tokens()[ink], tokens()[ground]) >= 4.5


def test_borders_of_fields_can_be_seen() -> None:
    assert contrast(tokens()["edge"], tokens()["card"]) >= 3


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("optional chaining", r"\?\.(?!\d)"),
        ("nullish", r"\?\?"),
        ("logical assignment", r"(\|\||&&)="),
        ("class", r"\bclass\b(?!N|L)"),
        ("private name", r"#\w"),
        ("big number", r"\b\d+n\b"),
        ("number with gaps", r"\d_\d"),
        (
            "late method",
            r"\.(replaceAll|at|flatMapAsync|findLast|toSorted|hasOwn|allSettled|any|matchAll)\(",
        ),
        ("import", r"\b(import|export)\b"),
        ("await at the top", r"^await\b"),
        ("code from text", r"\b(eval|Function)\s*\("),
        ("print", r"\bconsole\."),
    ],
)
def test_script_is_of_2019(what: str, pattern: str) -> None:
    assert re.findall(pattern, script(), flags=re.MULTILINE) == [], what


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_script_parses() -> None:
    done = subprocess.run(
        ["node", "--check", str(SCRIPT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_script_is_small() -> None:
    assert SCRIPT.stat().st_size < 8 * KB


def test_a_first_visit_is_light() -> None:
    wheel = find_spec("django_htmx")
    assert wheel is not None
    assert wheel.origin is not None
    htmx = Path(wheel.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"
    shared = sum(len(gzip.compress(path.read_bytes())) for path in (STYLE, SCRIPT, htmx))
    made = environment()
    for name, context in PAGES.items():
        page = made.get_template(context.get("template", f"{name}.html")).render(context)
        assert shared + len(gzip.compress(page.encode())) <= 60 * KB, name


@pytest.mark.parametrize("path", [STYLE, SCRIPT, *TEMPLATES, *GALLERY], ids=named)
def test_nothing_comes_from_outside(path: Path) -> None:
    assert re.findall(r"(?:https?:|[\"'(])//[\w.]+", text_of(path)) == []


@pytest.mark.parametrize("path", [*TEMPLATES, *GALLERY], ids=named)
def test_no_style_script_or_handler_stands_in_a_page(path: Path) -> None:
    text = markup(path)
    assert re.findall(r"<[a-z][^<>]*\s(?:on[a-z]+|style)\s*=", text) == []
    assert re.findall(r"<style|javascript:|<script(?![^>]*\ssrc=)", text) == []
    assert re.findall(r"hx-on|hx-vars|[\"']js:", text) == []


@pytest.mark.parametrize("path", [*filter(is_page, TEMPLATES), *GALLERY], ids=named)
def test_a_page_has_one_heading_and_a_title(path: Path) -> None:
    text = markup(path)
    headings = re.findall(r"<h1[\s>]|(?<!macro )\bpage_head\(", text)
    assert len(headings) == 1
    assert "{% block title %}" in text


@pytest.mark.parametrize("path", [*TEMPLATES, *GALLERY], ids=named)
def test_chinese_has_chinese_punctuation(path: Path) -> None:
    """A Han character is not followed by an ASCII sign, nor does one stand before it in brackets."""
    text = re.sub(r"https?://\S+", "", markup(path))
    found = re.findall(rf"{HAN}[,:;()!?]|\({HAN}", text)
    assert found == []


@pytest.mark.parametrize("path", [*TEMPLATES, *GALLERY], ids=named)
def test_interface_has_calm_words(path: Path) -> None:
    assert re.findall(r"！|操作成功|操作失败|\*</label>", text_of(path)) == []


@pytest.mark.parametrize("name", PAGES)
def test_gallery_page_is_whole(name: str) -> None:
    context = PAGES[name]
    page = environment().get_template(context.get("template", f"{name}.html")).render(context)
    assert page.count("<h1") == 1
    assert 'lang="zh-CN"' in page
    assert re.search(r"<title>[^<]+ - 准绳</title>", page)
    assert page.count("button-primary") <= 2  # one, and its twin in the row that comes first
    identities = re.findall(r'\sid="([^"]+)"', page)
    assert len(identities) == len(set(identities))
    targets = set(re.findall(r'(?:\sfor|aria-labelledby|aria-describedby)="([^"]+)"', page))
    assert {one for target in targets for one in target.split()} <= set(identities)


@pytest.mark.parametrize(
    "path",
    [
        *filter(lambda p: p.parent.name in {"components", "errors", "templates"}, TEMPLATES),
        *GALLERY,
    ],
    ids=named,
)
def test_every_class_has_a_look(path: Path) -> None:
    known = set(re.findall(r"\.([a-zA-Z][\w-]+)", style()))
    used = {
        name for names in re.findall(r'class="([^"{}]*)"', markup(path)) for name in names.split()
    }
    assert used <= known
