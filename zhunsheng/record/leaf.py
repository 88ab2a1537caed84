"""One stored event: its canonical body, its sealed personal values, and its place in the chain.

A body is canonical JSON, so its last key is always ``seq``. Personal values are not in it: in their
place stands ``{"sealed": H(salt || 0x00 || name || 0x00 || value as canonical JSON)}``. Value and
salt are kept beside and may be erased; the body, and everything that was proved with it, stays.
The head after an event is H(head before it || body), the head before event 1 H(matter's number).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.chain import SHA256
from zhunsheng.record.event import Event, Value
from zhunsheng.record.hashing import hashing
from zhunsheng.record.tagged import canonical_json, tagged, untagged

ERASED = "（已删除）"
SALT_BYTES = 16
HEADER = 0
FIRST = 1
SEALED = "sealed"
MATTER = ',"matter":'  # after it, a body holds no other object that could repeat the key
# Names that always mean a natural person, or may: sealing a company's name does no harm.
PERSONAL_ABOUT = frozenset(
    {
        "applicant",
        "child",
        "claimant",
        "complainant",
        "id_number",
        "offender_born_on",
        "party",
        "person",
        "phone",
        "plaintiff",
        "suspect",
        "third_party",
        "worker",
    }
)
Row = tuple[int, str, bytes]


class UnreadableBody(ZhunshengError, ValueError):
    """A stored body is not what `write_body` writes."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"保存的事项读不出来（{why}）；它在系统之外被改动过，"
            "请运行 zhunsheng verify 查明是哪一条，并从备份恢复"
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with who wrote it, who was the second officer, and the digests of its papers."""

    event: Event
    author: str
    second: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands: its matter, procedure and number; `about` is written with event 1."""

    matter: str
    procedure: str
    seq: int
    about: Mapping[str, Value] | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A personal value with its salt, kept beside the body of event `seq`; 0 is the header."""

    name: str
    salt: bytes
    value: Value
    seq: int


@dataclass(slots=True)
class _Sealing:
    """Replaces personal values by commitments and gathers what was replaced."""

    names: Collection[str]
    salts: Callable[[], bytes]
    digest: str
    gathered: list[Sealed] = field(default_factory=list)

    def facts(self, facts: Mapping[str, Value], seq: int) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for name in sorted(facts):
            value = facts[name]
            if value is None or (name not in self.names and name not in PERSONAL_ABOUT):
                written[name] = tagged(value)
                continue
            sealed = Sealed(name, self.salts(), value, seq)
            self.gathered.append(sealed)
            written[name] = {SEALED: commitment(sealed, self.digest)}
        return written


def commitment(sealed: Sealed, digest: str = SHA256) -> str:
    """Give the hexadecimal commitment to a value; raises `DigestUnavailable`."""
    name, value = sealed.name.encode(), canonical_json(tagged(sealed.value)).encode()
    return hashing(digest)(b"\0".join((sealed.salt, name, value))).digest().hex()


def write_body(
    place: Place,
    entry: Entry,
    *,
    personal: Collection[str],
    salts: Callable[[], bytes],
    digest: str = SHA256,
) -> tuple[str, tuple[Sealed, ...]]:
    """Give the body to be hashed, and the values that were sealed: the header's, then the event's.

    `personal` names the facts declared personal; those of `PERSONAL_ABOUT` are sealed anyway, in
    the header and in the event, unless not known. `salts` gives 16 fresh random bytes at each call.
    Raises `UnwritableRecord` and `DigestUnavailable`.
    """
    event, sealing = entry.event, _Sealing(personal, salts, digest)
    about = sealing.facts(place.about or {}, HEADER) if place.seq == FIRST else None
    recorded, hour = event.recorded_at, event.happened_at
    body = {
        "matter": place.matter,
        "procedure": place.procedure,
        "seq": place.seq,
        "kind": event.kind,
        "happened_on": event.happened_on.isoformat(),
        "happened_at": None if hour is None else hour.isoformat(),
        "recorded_at": None if recorded is None else recorded.isoformat(),
        "facts": sealing.facts(event.facts, place.seq),
        "papers": list(event.papers),
        "files": dict(entry.files),
        "note": event.note,
        "corrects": event.corrects,
        "author": entry.author,
        "second": entry.second,
    }
    if about is not None:
        body["about"] = about
    return canonical_json(body), tuple(sealing.gathered)


def read_body(body: str, values: Mapping[str, Value]) -> Entry:
    """Read an event back; sealed facts come from `values`, or are the text `ERASED`.

    Raises `UnreadableBody`.
    """
    read = parsed(body)
    try:
        return Entry(
            _event(read, values), read["author"], read["second"], _texts_by_name(read["files"])
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise UnreadableBody(f"内容不完整：{wrong}") from wrong


def read_about(body: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """Read what event 1 says of the matter from the start, like `read_body`."""
    try:
        return _filled(parsed(body)["about"], values)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise UnreadableBody(f"没有案件的基本情况：{wrong}") from wrong


def parsed(body: str) -> dict[str, Any]:
    """Give a body as JSON holds it; raises `UnreadableBody`."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise UnreadableBody("不是 JSON") from wrong
    if not isinstance(read, dict):
        raise UnreadableBody("不是一个 JSON 对象")
    return read


def opening(matter: str, digest: str = SHA256) -> bytes:
    """Give the head before event 1; raises `DigestUnavailable`."""
    return hashing(digest)(matter.encode()).digest()


def link(previous: bytes, body: str, digest: str = SHA256) -> bytes:
    """Give the head after an event; raises `DigestUnavailable`."""
    return hashing(digest)(previous + body.encode()).digest()


def is_of(body: str, matter: str, seq: int) -> bool:
    """Say whether a body is of this matter and number; both have one place in canonical JSON."""
    return body.endswith(f',"seq":{seq}}}') and body.startswith(
        _belonging(matter), body.rfind(MATTER)
    )


def check_links(matter: str, rows: Iterable[Row], digest: str = SHA256) -> int | None:
    """Give the first number at which the events of a matter no longer fit, or None.

    A row is (seq, body, head), and rows come in order. What was changed, removed, put in, moved or
    numbered otherwise is seen there, as is a body of another matter. What was cut off the end
    together with its heads is not: for that, compare the count, or the root over all matters.
    """
    new = hashing(digest)
    head, mark = opening(matter, digest), _belonging(matter)
    for expected, (seq, body, kept) in enumerate(rows, start=FIRST):
        head = new(head + body.encode("utf-8", "surrogatepass")).digest()
        if head != kept or seq != expected or not body.endswith(f',"seq":{seq}}}'):
            return expected
        if not body.startswith(mark, body.rfind(MATTER)):
            return expected
    return None


def check_sealed(body: str, sealed: Iterable[Sealed], digest: str = SHA256) -> tuple[str, ...]:
    """Give the names whose value does not fit the commitment in the body, or has none there.

    Raises `UnreadableBody` and `DigestUnavailable`.
    """
    read = parsed(body)
    return tuple(
        one.name
        for one in sealed
        if _committed(read.get("about" if one.seq == HEADER else "facts"), one.name)
        != commitment(one, digest)
    )


def _belonging(matter: str) -> str:
    """Give what stands in the body of each event of a matter, last among its like."""
    return f'{MATTER}{canonical_json(matter)},"note":'


def _committed(facts: object, name: str) -> object:
    fact = facts.get(name) if isinstance(facts, dict) else None
    return fact.get(SEALED) if isinstance(fact, dict) else None


def _event(read: Mapping[str, Any], values: Mapping[str, Value]) -> Event:
    recorded, hour, corrects = read["recorded_at"], read["happened_at"], read["corrects"]
    texts = (read["kind"], read["note"], read["author"], read["second"], *read["papers"])
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("应为文字的不是文字")
    if corrects is not None and type(corrects) is not int:
        raise TypeError("更正的序号不是整数")
    return Event(
        kind=read["kind"],
        happened_on=date.fromisoformat(read["happened_on"]),
        happened_at=None if hour is None else time.fromisoformat(hour),
        recorded_at=None if recorded is None else datetime.fromisoformat(recorded),
        facts=_filled(read["facts"], values),
        papers=tuple(read["papers"]),
        note=read["note"],
        corrects=corrects,
    )


def _filled(facts: Mapping[str, Any], values: Mapping[str, Value]) -> dict[str, Value]:
    return {
        name: values.get(name, ERASED) if _is_sealed(fact) else untagged(fact)
        for name, fact in facts.items()
    }


def _is_sealed(fact: object) -> bool:
    return isinstance(fact, dict) and SEALED in fact


def _texts_by_name(files: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(content) for name, content in files.items()}
