"""The files inside a bundle: what each line says, written and read.

Reading raises `InputRefused` for the first line that is not of the form it should have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from zhunsheng.record.hashing import DIGESTS
from zhunsheng.record.leaf import FIRST, SALT_BYTES, Sealed
from zhunsheng.record.tagged import canonical_json, tagged, untagged
from zhunsheng.record.unpacking import Members

FORMAT = "zhunsheng-bundle/1"
MANIFEST, EVENTS = "manifest.json", "events.jsonl"
PERSONAL, HEADS = "personal.jsonl", "heads.jsonl"
NEEDED = (MANIFEST, EVENTS, HEADS)
KNOWN = (*NEEDED, PERSONAL)
HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
WRONG = (KeyError, TypeError, ValueError)
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle should hold: so many matters and events, with this root (hexadecimal)."""

    digest: str
    made_at: datetime
    matters: int
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class DayHead:
    """The root (hexadecimal) over the first `size` events, as it was taken on a day."""

    day: date
    size: int
    root: str


def manifest_line(manifest: Manifest) -> str:
    """Write the manifest."""
    return _line(
        {
            "format": FORMAT,
            "digest": manifest.digest,
            "made_at": manifest.made_at.isoformat(),
            "matters": manifest.matters,
            "size": manifest.size,
            "root": manifest.root,
        }
    )


def event_line(position: int, body: str, head: bytes) -> str:
    """Write an event; its verification depends on just this form."""
    return f'{{"position":{position},"head":"{bytes(head).hex()}","body":{body}}}\n'


def head_line(head: DayHead) -> str:
    """Write the root of a day."""
    return _line({"day": head.day.isoformat(), "size": head.size, "root": head.root})


def personal_line(matter: str, sealed: Sealed) -> str:
    """Write a personal value of a matter."""
    return _line({"matter": matter, **sealed_object(sealed)})


def sealed_object(sealed: Sealed) -> dict[str, Any]:
    """Give a sealed value with its salt as JSON holds it."""
    return {
        "seq": sealed.seq,
        "name": sealed.name,
        "salt": sealed.salt.hex(),
        "value": tagged(sealed.value),
    }


def read_sealed(read: Mapping[str, Any]) -> Sealed:
    """Read what `sealed_object` gave; raises KeyError, TypeError and ValueError."""
    salt = bytes.fromhex(read["salt"])
    if len(salt) != SALT_BYTES or salt.hex() != read["salt"]:
        raise ValueError("not a salt as it is written")
    return Sealed(text(read["name"]), salt, untagged(read["value"]), number(read["seq"]))


def read_manifest(members: Members) -> Manifest:
    """Read the manifest."""
    read = members.object(members.whole(MANIFEST), MANIFEST)
    if read.get("format") != FORMAT:
        members.refuse(MANIFEST, 0, "不是校验包的清单，或版本不认识", f"format 应为 {FORMAT}")
    if read.get("digest") not in DIGESTS:
        members.refuse(MANIFEST, 0, "摘要算法不可用", f"只认 {'、'.join(DIGESTS)}")
    try:
        return Manifest(
            read["digest"],
            datetime.fromisoformat(read["made_at"]),
            number(read["matters"]),
            number(read["size"]),
            hexadecimal(read["root"]),
        )
    except WRONG as wrong:
        members.refuse(MANIFEST, 0, "内容不合格式", _brief(wrong))


def read_heads(members: Members) -> Iterator[DayHead]:
    """Yield the roots of the days."""

    def day_head(read: Mapping[str, Any]) -> DayHead:
        day = date.fromisoformat(read["day"])
        return DayHead(day, number(read["size"]), hexadecimal(read["root"]))

    return _each(members, HEADS, day_head)


def read_personal(members: Members) -> Iterator[tuple[str, Sealed]]:
    """Yield the personal values with their matters, if the bundle has any."""

    def kept(read: Mapping[str, Any]) -> tuple[str, Sealed]:
        return text(read["matter"]), read_sealed(read)

    if PERSONAL in members:
        yield from _each(members, PERSONAL, kept)


def event_seq(sealed: Sealed) -> int:
    """Give the number of the event that holds the commitment: the header stands in event 1."""
    return sealed.seq or FIRST


def text(read: object) -> str:
    """Give a text as it is; raises TypeError for anything else."""
    if not isinstance(read, str):
        raise TypeError("not a text")
    return read


def number(read: object) -> int:
    """Give a count as it is; raises TypeError for anything else."""
    if type(read) is not int or read < 0:
        raise TypeError("not a count")
    return read


def hexadecimal(read: object) -> str:
    """Give a hash in hexadecimal as it is; raises ValueError for anything else."""
    if not isinstance(read, str) or not HEX.fullmatch(read):
        raise ValueError("not a hash")
    return read


def _each(
    members: Members, name: str, reading: Callable[[Mapping[str, Any]], Read]
) -> Iterator[Read]:
    for line, read in members.numbered(name):
        try:
            content = reading(read)
        except WRONG as wrong:
            members.refuse(name, line, "内容不合格式", _brief(wrong))
        yield content


def _line(content: Mapping[str, Any]) -> str:
    return canonical_json(content) + "\n"


def _brief(wrong: Exception) -> str:
    return f"缺少 {wrong}" if isinstance(wrong, KeyError) else "有一项不是应有的数字、日期或哈希"
