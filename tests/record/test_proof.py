"""The proof of one event holds as it was given, and in no other way."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.bundles import Kept, offices
from tests.record.leaves import UNTIMED
from tests.record.test_bundle import OFFICE, A
from zhunsheng.base.errors import InputRefused
from zhunsheng.record.leaf import UnreadableBody, opening
from zhunsheng.record.merkle import inclusion
from zhunsheng.record.proof import PATH_MAX, Proof, read_proof, write_proof

NONE = "00" * 32


def proof_of(office: Kept, position: int) -> Proof:
    """Give the proof of an event of an office, with all that is sealed in it."""
    matter, seq = office.places[position]
    body, head = office.events[position]
    digest = office.manifest.digest
    before = [office.events[n][1] for n in range(position) if office.places[n] == (matter, seq - 1)]
    leaves = [head for _, head in office.events]
    return Proof(
        matter=matter,
        seq=seq,
        body=body,
        previous=(before[0] if before else opening(matter, digest)).hex(),
        head=head.hex(),
        position=position,
        size=len(leaves),
        path=tuple(beside.hex() for beside in inclusion(leaves, position, digest)),
        root=office.manifest.root,
        digest=digest,
        personal=tuple(s for of, s in office.personal if (of, s.seq or 1) == (matter, seq)),
    )


FIRST = proof_of(OFFICE, 0)
LATER = proof_of(OFFICE, 2)


@UNTIMED
@given(offices(least=1), st.data())
def test_every_event_has_a_proof_that_holds_and_survives_the_file(
    office: Kept, data: st.DataObject
):
    proof = proof_of(office, data.draw(st.integers(0, len(office.events) - 1)))
    assert proof.holds()
    assert read_proof(write_proof(proof).encode(), "证明.json") == proof
    assert replace(proof, personal=()).holds()


@UNTIMED
@given(st.sampled_from([FIRST, LATER]), st.data())
def test_any_byte_of_the_file_is_caught_or_says_the_same(proof: Proof, data: st.DataObject):
    content = write_proof(proof).encode()
    at = data.draw(st.integers(0, len(content) - 1))
    changed = content[:at] + bytes([data.draw(st.integers(0, 255))]) + content[at + 1 :]
    try:
        read = read_proof(changed, "证明.json")
    except InputRefused:
        return
    assert not read.holds() or read == proof


@pytest.mark.parametrize(
    ("proof", "fault"),
    [
        (replace(FIRST, previous=NONE), "第1条之前的哈希不是由案号算出的"),
        (replace(LATER, previous=NONE), "事项的内容与它的哈希不符"),
        (replace(LATER, matter="别的"), "案号或者序号与事项的内容不符"),
        (replace(LATER, seq=3), "案号或者序号与事项的内容不符"),
        (
            replace(LATER, body=LATER.body.replace("accepted", "rejected")),
            "事项的内容与它的哈希不符",
        ),
        (replace(LATER, head=NONE), "事项的内容与它的哈希不符"),
        (replace(LATER, position=3), "从事项的哈希算不到写明的根"),
        (replace(LATER, size=2), "从事项的哈希算不到写明的根"),
        (replace(LATER, path=LATER.path[:-1]), "从事项的哈希算不到写明的根"),
        (replace(LATER, path=(NONE, *LATER.path[1:])), "从事项的哈希算不到写明的根"),
        (replace(LATER, root=NONE), "从事项的哈希算不到写明的根"),
        (replace(LATER, digest="sm3"), "事项的内容与它的哈希不符"),
        (
            replace(FIRST, personal=(replace(FIRST.personal[0], value="王某"),)),
            "个人信息“worker”与事项里的承诺不符",
        ),
    ],
)
def test_what_does_not_fit_is_named(proof: Proof, fault: str):
    assert (proof.fault(), proof.holds()) == (fault, False)


def file(**changes: object) -> bytes:
    return json.dumps({**json.loads(write_proof(FIRST)), **changes}).encode()


def lacking(name: str) -> bytes:
    content = json.loads(write_proof(FIRST))
    del content[name]
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", "第1行：不是 JSON。读不下去。"),
        (b"{\n\n", "第3行：不是 JSON。"),
        (b"\xff", "文件：不是 JSON。不是 UTF-8 文字，或者层次太深。"),
        (b"[" * 99999, "文件：不是 JSON。"),
        (b"[]", "文件：不是一条事项的证明，或版本不认识。format 应为 zhunsheng-proof/1。"),
        (b" " * (9 << 20), "文件：太长。"),
        (file(format="x"), "文件：不是一条事项的证明，或版本不认识。"),
        (file(digest="md5"), "文件：摘要算法不可用。只认 sha256、sm3。"),
        (lacking("previous"), "文件：内容不合格式。缺少 'previous'。"),
        (file(head="x"), "文件：内容不合格式。有一项不是应有的文字、数字或哈希。"),
        (file(head=NONE.upper().replace("0", "A")), "文件：内容不合格式。"),
        (file(seq="1"), "文件：内容不合格式。"),
        (file(position=-1), "文件：内容不合格式。"),
        (file(body="x"), "文件：内容不合格式。"),
        (file(body={"x": "\ud800"}), "文件：内容不合格式。"),
        (file(path=[NONE] * (PATH_MAX + 1)), "文件：内容不合格式。"),
        (file(path=3), "文件：内容不合格式。"),
        (file(personal=[{}]), "文件：内容不合格式。缺少 'salt'。"),
        (file(personal=[3]), "文件：内容不合格式。"),
    ],
)
def test_what_is_no_proof_is_refused(content: bytes, refusal: str):
    with pytest.raises(InputRefused) as refused:
        read_proof(content, "证明.json")
    assert str(refused.value).startswith(f"证明.json：{refusal}")


def test_a_body_that_is_no_json_is_not_written():
    with pytest.raises(UnreadableBody):
        write_proof(replace(FIRST, body="x"))


def test_the_file_can_be_read_by_people(tmp_path: Path):
    content = json.loads(write_proof(FIRST))
    assert (content["matter"], content["body"]["kind"]) == (A, "applied")
    assert content["personal"][0]["value"] == "李某"
