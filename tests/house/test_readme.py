"""Both READMEs and the picture show what the program really prints, and link to what is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from docs.picture import PICTURE, picture, printed
from zhunsheng.cli import main
from zhunsheng.intake.gather import Wanted, gather
from zhunsheng.office import Office

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")
TEXTS = (*READMES, "docs/records.md", "docs/ledgers.md")
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [body for kind, body in FENCED.findall(text) if kind == language]


@pytest.mark.parametrize("name", READMES)
def test_every_command_of_a_readme_prints_what_it_shows(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (record,) = blocks(name, "text")
    (tmp_path / "case.txt").write_text(record, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown = blocks(name, "console")
    assert len(shown) == 2
    for block in shown:
        command, _, expected = block.partition("\n")
        prompt, program, *words = shlex.split(command)
        assert (prompt, program) == ("$", "zhunsheng")
        assert CliRunner().invoke(main, words).output == expected


def test_the_case_of_the_readme_is_the_published_one() -> None:
    published = (ROOT / "examples/published/work-injury.txt").read_text(encoding="utf-8")
    (record,) = blocks("README.md", "text")
    assert [line for line in record.splitlines() if line not in published] == []


def test_both_readmes_show_the_same() -> None:
    for language in ("text", "console"):
        assert blocks(READMES[0], language) == blocks(READMES[1], language)


def test_the_record_of_the_manual_is_read(tmp_path: Path) -> None:
    (record,) = blocks("docs/records.md", "text")
    path = tmp_path / "record.txt"
    path.write_text(record, encoding="utf-8")
    assert gather([path], Wanted(Office().procedures())).faults == ()


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_leads_somewhere(name: str) -> None:
    page = ROOT / name
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_command_and_kind_of_case(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    commands = [f"zhunsheng {command}" for command in main.list_commands(None)]  # type: ignore[arg-type]
    missing = [word for word in (*commands, *Office().procedures()) if word not in text]
    assert missing == []


def test_the_picture_shows_the_finding_that_is_printed() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(printed())
