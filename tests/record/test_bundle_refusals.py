"""What is no bundle is refused, with the place in the file and what to do; nothing is unpacked."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.record.bundles import members, packed, written
from tests.record.test_bundle import OFFICE, A
from zhunsheng.base.errors import InputRefused
from zhunsheng.record.bundle import verify_bundle
from zhunsheng.record.leaf import link, opening
from zhunsheng.record.merkle import root


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "校验包.zip"


Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def line(name: str, number: int, content: bytes) -> Change:
    """Put something else in a line of a member."""

    def change(contents: dict[str, bytes]) -> dict[str, bytes]:
        lines = contents[name].splitlines()
        lines[number - 1] = content
        return {**contents, name: b"\n".join(lines) + b"\n"}

    return change


def without(name: str) -> Change:
    return lambda contents: {n: content for n, content in contents.items() if n != name}


def said(**changes: object) -> Change:
    """Change what the manifest says."""

    def change(contents: dict[str, bytes]) -> dict[str, bytes]:
        manifest = {**json.loads(contents["manifest.json"]), **changes}
        return {**contents, "manifest.json": json.dumps(manifest).encode()}

    return change


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (without("events.jsonl"), "成员“events.jsonl”：缺少这个文件。"),
        (without("heads.jsonl"), "成员“heads.jsonl”：缺少这个文件。"),
        (without("manifest.json"), "成员“manifest.json”：缺少这个文件。"),
        (
            lambda contents: {**contents, "../../etc/x": b""},
            "成员“../../etc/x”：校验包里没有这样的文件。",
        ),
        (
            lambda contents: {**contents, "a\x1b[2J": b""},
            "成员“a\\u001b[2J”：校验包里没有这样的文件。",
        ),
        (
            line("manifest.json", 1, b"{"),
            "manifest.json：不是 JSON。读到这里停下：第3个字符。",
        ),
        (line("manifest.json", 1, b"[]"), "manifest.json：不是一个 JSON 对象。"),
        (line("manifest.json", 1, b"x" * (1 << 20)), "manifest.json：太长。"),
        (
            said(format="x"),
            "manifest.json：不是校验包的清单，或版本不认识。format 应为 zhunsheng-bundle/1。",
        ),
        (said(digest="md5"), "manifest.json：摘要算法不可用。只认 sha256、sm3。"),
        (said(digest=["md5"]), "manifest.json：摘要算法不可用。"),
        (said(root="x"), "manifest.json：内容不合格式。有一项不是应有的数字、日期或哈希。"),
        (said(size=-1), "manifest.json：内容不合格式。"),
        (said(size=True), "manifest.json：内容不合格式。"),
        (said(made_at=1), "manifest.json：内容不合格式。"),
        (
            line("events.jsonl", 3, b"{"),
            "events.jsonl 第3行：不是 JSON。读到这里停下：第2个字符。",
        ),
        (line("events.jsonl", 3, b""), "events.jsonl 第3行：不是 JSON。"),
        (
            line("events.jsonl", 3, b"\xff"),
            "events.jsonl 第3行：不是 JSON。读到这里停下：第1字节不是 UTF-8。",
        ),
        (
            line("events.jsonl", 3, b"[" * 99999),
            "events.jsonl 第3行：不是 JSON。读到这里停下：层次太深或数字太长。",
        ),
        (line("events.jsonl", 3, b"9" * 9999), "events.jsonl 第3行：不是 JSON。"),
        (line("events.jsonl", 3, b"[]"), "events.jsonl 第3行：不是一个 JSON 对象。"),
        (line("events.jsonl", 3, b"{}"), "events.jsonl 第3行：不是一条事项。"),
        (
            line("events.jsonl", 3, b'{"body":{"matter":"x","seq":true}}'),
            "events.jsonl 第3行：不是一条事项。",
        ),
        (line("heads.jsonl", 2, b"{}"), "heads.jsonl 第2行：内容不合格式。缺少 'day'。"),
        (line("heads.jsonl", 2, b'{"day":"2025-13-01"}'), "heads.jsonl 第2行：内容不合格式。"),
        (
            line("personal.jsonl", 2, b'{"matter":"x"}'),
            "personal.jsonl 第2行：内容不合格式。缺少 'salt'。",
        ),
        (line("personal.jsonl", 2, b'{"matter":1}'), "personal.jsonl 第2行：内容不合格式。"),
        (
            line("personal.jsonl", 2, b'{"matter":"x","salt":"00","name":"y","value":1,"seq":1}'),
            "personal.jsonl 第2行：内容不合格式。",
        ),
    ],
)
def test_what_is_no_bundle_is_refused_with_its_place(path: Path, change: Change, refusal: str):
    packed(path, change(members(written(path, OFFICE))))
    with pytest.raises(InputRefused) as refused:
        verify_bundle(path)
    assert str(refused.value).startswith(f"校验包.zip：{refusal}")
    assert len(refused.value.faults) == 1


def test_an_event_whose_body_is_no_json_is_refused_when_it_is_to_be_opened(path: Path):
    """Its hashes may fit: whoever wrote it made them."""
    tail = f',"matter":"{A}","note":,"seq":1}}'
    head = link(opening(A), tail)
    leaves = [head]
    office = replace(
        OFFICE,
        events=((tail, head),),
        heads=(),
        manifest=replace(OFFICE.manifest, size=1, matters=1, root=root(leaves).hex()),
    )
    with pytest.raises(InputRefused, match=r"events\.jsonl 第1行：不是一条事项"):
        verify_bundle(written(path, office))


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", b"PK\x05\x06" + b"\0" * 17])
def test_what_is_no_zip_is_refused(path: Path, content: bytes):
    path.write_bytes(content)
    with pytest.raises(InputRefused, match=r"校验包\.zip：文件开头：不是 zip 文件，或已损坏"):
        verify_bundle(path)


def test_a_file_that_is_not_there_is_refused(path: Path):
    with pytest.raises(InputRefused, match="没有这个文件"):
        verify_bundle(path.with_name("没有.zip"))
    with pytest.raises(InputRefused, match="不是 zip 文件"):
        verify_bundle(path.parent)


def test_a_member_given_twice_is_refused(path: Path):
    written(path, OFFICE)
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("heads.jsonl", b"")
    with pytest.raises(InputRefused, match="同名的文件有两个"):
        verify_bundle(path)


def test_a_bomb_is_refused_before_it_is_unpacked(path: Path):
    contents = members(written(path, OFFICE))
    packed(path, {**contents, "events.jsonl": b"\n" * (20 << 20)})
    with pytest.raises(InputRefused, match=r"压缩了.*可能是压缩炸弹"):
        verify_bundle(path)


def test_a_line_without_end_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("zhunsheng.record.unpacking.CHUNK", 100)
    monkeypatch.setattr("zhunsheng.record.unpacking.LINE_BYTES_MAX", 1000)
    contents = members(written(path, OFFICE))
    packed(path, line("events.jsonl", 3, b"x" * 3000)(contents))
    with pytest.raises(InputRefused, match=r"events\.jsonl 第3行：太长。一行不应超过1000字节"):
        verify_bundle(path)


def test_other_ways_of_packing_are_refused(path: Path):
    contents = members(written(path, OFFICE))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    with pytest.raises(InputRefused, match="压缩方法不认识"):
        verify_bundle(path)


def test_a_bundle_with_a_password_is_refused(path: Path):
    content = bytearray(written(path, OFFICE).read_bytes())
    entry = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, entry + 8, 1)
    path.write_bytes(content)
    with pytest.raises(InputRefused, match="有密码"):
        verify_bundle(path)


def test_a_damaged_member_is_refused(path: Path):
    content = bytearray(written(path, OFFICE).read_bytes())
    with zipfile.ZipFile(path) as package:
        inside = package.getinfo("events.jsonl").header_offset + 200
    content[inside] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(InputRefused, match=r"events\.jsonl：内容已损坏"):
        verify_bundle(path)
