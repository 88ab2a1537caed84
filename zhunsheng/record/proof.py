"""The proof that one event is in the record, as a small JSON file anybody can check.

It holds the event's body, the head before and after it, the way through the Merkle tree to a root,
and, where the giver wishes, some of the personal values sealed in the body. Who compares the root
with one that was published knows that the event stood in the record then, as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.record.bundle_text import (
    WRONG,
    hexadecimal,
    number,
    read_sealed,
    sealed_object,
    text,
)
from zhunsheng.record.hashing import DIGESTS
from zhunsheng.record.leaf import (
    FIRST,
    Sealed,
    UnreadableBody,
    check_sealed,
    is_of,
    link,
    opening,
    parsed,
)
from zhunsheng.record.merkle import verify_inclusion
from zhunsheng.record.tagged import canonical_json

FORMAT = "zhunsheng-proof/1"
PATH_MAX = 64
FILE_MAX = 8 << 20
AGAIN = "请重新导出，或向提供者索取完好的文件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One event and its way to a root; all hashes are hexadecimal, `position` counts from 0.

    `previous` is the head before the event, `head` the head after it: the leaf of the tree of
    `size` leaves. `path` are the hashes beside the way, from the leaf up.
    """

    matter: str
    seq: int
    body: str
    previous: str
    head: str
    position: int
    size: int
    path: tuple[str, ...]
    root: str
    digest: str
    personal: tuple[Sealed, ...] = ()

    def fault(self) -> str | None:
        """Say in Chinese what does not fit first, or None.

        Raises `DigestUnavailable` and, for a body with sealed values that is no JSON,
        `UnreadableBody`.
        """
        previous, head = bytes.fromhex(self.previous), bytes.fromhex(self.head)
        if self.seq == FIRST and previous != opening(self.matter, self.digest):
            return "第1条之前的哈希不是由案号算出的"
        if not is_of(self.body, self.matter, self.seq):
            return "案号或者序号与事项的内容不符"
        if link(previous, self.body, self.digest) != head:
            return "事项的内容与它的哈希不符"
        path, root = [bytes.fromhex(beside) for beside in self.path], bytes.fromhex(self.root)
        if not verify_inclusion(head, self.position, self.size, path, root, self.digest):
            return "从事项的哈希算不到写明的根"
        wrong = check_sealed(self.body, self.personal, self.digest) if self.personal else ()
        return f"个人信息“{wrong[0]}”与事项里的承诺不符" if wrong else None

    def holds(self) -> bool:
        """Say whether everything fits; raises like `fault`."""
        return self.fault() is None


def write_proof(proof: Proof) -> str:
    """Write a proof as JSON for people and machines; raises `UnreadableBody`."""
    content = {
        "format": FORMAT,
        "digest": proof.digest,
        "matter": proof.matter,
        "seq": proof.seq,
        "previous": proof.previous,
        "head": proof.head,
        "position": proof.position,
        "size": proof.size,
        "path": list(proof.path),
        "root": proof.root,
        "personal": [sealed_object(sealed) for sealed in proof.personal],
        "body": parsed(proof.body),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_proof(written: bytes, file: str) -> Proof:
    """Read what `write_proof` gave; `file` is its name for the refusal. Raises `InputRefused`."""
    if len(written) > FILE_MAX:
        _refuse(file, "太长", f"一条事项的证明不应超过{FILE_MAX}字节")
    try:
        read = json.loads(written)
    except json.JSONDecodeError as wrong:
        _refuse(file, "不是 JSON", "读不下去", f"第{wrong.lineno}行")
    except (ValueError, RecursionError):
        _refuse(file, "不是 JSON", "不是 UTF-8 文字，或者层次太深")
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        _refuse(file, "不是一条事项的证明，或版本不认识", f"format 应为 {FORMAT}")
    if read.get("digest") not in DIGESTS:
        _refuse(file, "摘要算法不可用", f"只认 {'、'.join(DIGESTS)}")
    try:
        return _proof(read)
    except (*WRONG, UnreadableBody) as wrong:
        missing = isinstance(wrong, KeyError)
        why = f"缺少 {wrong}" if missing else "有一项不是应有的文字、数字或哈希"
        _refuse(file, "内容不合格式", why)


def _proof(read: Mapping[str, Any]) -> Proof:
    path = tuple(hexadecimal(beside) for beside in read["path"])
    body = read["body"]
    if len(path) > PATH_MAX or not isinstance(body, dict):
        raise ValueError("a path or a body of another form")
    return Proof(
        matter=text(read["matter"]),
        seq=number(read["seq"]),
        body=canonical_json(body),
        previous=hexadecimal(read["previous"]),
        head=hexadecimal(read["head"]),
        position=number(read["position"]),
        size=number(read["size"]),
        path=path,
        root=hexadecimal(read["root"]),
        digest=read["digest"],
        personal=tuple(read_sealed(kept) for kept in read["personal"]),
    )


def _refuse(file: str, what: str, why: str, place: str = "文件") -> NoReturn:
    raise InputRefused([Fault(file, place, what, why, AGAIN)])
