"""No file names a package index, a path of some machine, or a page of the web that it would need."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
ADDRESS = re.compile(r"https?://([^\s/:\"'<>(){}\[\]]+)")
INDEX = re.compile(r"https?://[a-z0-9.-]*(?:pypi|pythonhosted|npmjs|debian)\.[a-z]+")
OF_A_MACHINE = re.compile(r"(?<![\w.~/-])/(?:work|root|home|Users)/\w+")
# Names of formats look like addresses; nothing is ever fetched from them.
FORMATS = {"www.w3.org", "schemas.openxmlformats.org", "schemas.microsoft.com", "purl.org"}
HERE = {"127.0.0.1", "localhost"}


def tracked() -> list[Path]:
    """Every file that is kept in the repository and is text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text(path: Path) -> str:
    """The text of a file; nothing where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_the_lock_file_pins_by_hash_and_names_no_place_to_fetch_from() -> None:
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    placed = [line for line in lines if "/" in line or line.startswith("-")]
    assert placed == []
    assert any("--hash=sha256:" in line for line in lines)


@pytest.mark.parametrize("unwanted", [INDEX, OF_A_MACHINE], ids=["index", "path of a machine"])
def test_no_file_names_a_package_index_or_a_path_of_a_machine(unwanted: re.Pattern[str]) -> None:
    found = {path.relative_to(ROOT).as_posix(): unwanted.findall(text(path)) for path in tracked()}
    assert {name: words for name, words in found.items() if words} == {}


def test_the_program_names_no_address_outside() -> None:
    hosts = {
        (path.relative_to(ROOT).as_posix(), host)
        for path in tracked()
        if path.is_relative_to(ROOT / "zhunsheng")
        for host in ADDRESS.findall(text(path))
        if host not in FORMATS | HERE
    }
    assert hosts == set()


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ('<script src="https://cdn.example/x.js">', "cdn.example"),
        ("@import url(http://fonts.example/a.css)", "fonts.example"),
        ('xmlns="http://www.w3.org/2000/svg"', "www.w3.org"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
    ],
)
def test_an_address_is_recognized_in_any_kind_of_file(written: str, host: str) -> None:
    assert ADDRESS.findall(written) == [host]
