"""The official PDF of a paper, typeset by typst; the same paper gives the same bytes."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

import segno
import typst

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.documents.coverage import undrawn
from zhunsheng.documents.filled import Block, Filled, paragraphs
from zhunsheng.documents.fonts import Faces, faces

TEMPLATE = Path(__file__).parent / "paper.typ"
STANDARDS: Final[list[Literal["a-2a", "ua-1"]]] = ["a-2a", "ua-1"]
DRAFT = "草稿"
SAMPLE = "样本"


class IncompletePaper(ZhunshengError):
    """A paper that still lacks something may not be issued."""


class TypesettingFailed(ZhunshengError):
    """The typesetter gave up on a paper."""

    def __init__(self, title: str, told: str) -> None:
        super().__init__(
            f"《{title}》排版失败：{told}。这是排版程序的问题，文书内容没有改变。"
            "请先用 .docx 文本，并把这句话告诉管理员。"
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """What the foot of a paper proves: the hash of its content and where to check it.

    `address` is what the square code holds; without one it holds the number and the hash.
    """

    digest: str
    address: str = ""
    algorithm: str = "SHA-256"


def pdf(
    filled: Filled,
    *,
    draft: bool = True,
    proof: Proof | None = None,
    fonts: Path | None = None,
) -> bytes:
    """Typeset a paper as PDF/A; `fonts` is a folder of the bureau's own typefaces.

    A draft carries 草稿 across the page, a masked paper 样本. Raises IncompletePaper where
    `draft=False` asks for a paper with missing facts, or without the number it should have.
    """
    if not draft:
        _check(filled, faces(fonts))
    mark = SAMPLE if filled.masked else DRAFT if draft else ""
    paper = _told(filled) | {
        "watermark": mark,
        "draft": draft,
        "proof": _proved(filled, proof) if proof else None,
    }
    return _typesetter(fonts).set(paper, filled)


def _check(filled: Filled, found: Faces) -> None:
    if filled.missing:
        lacking = "、".join(missing.slot for missing in filled.missing)
        raise IncompletePaper(
            f"《{filled.title}》还缺：{lacking}。缺项的文书不能签发。请补填以后再签发。"
        )
    if filled.unnumbered:
        raise IncompletePaper(
            f"《{filled.title}》还没有文号。没有文号的文书不能签发。请先编号再签发。"
        )

    strange = undrawn("".join(paragraphs(filled)), found.drawn)
    if strange:
        told = "、".join(f"“{each}”（{_named(each)}）" for each in strange)
        raise IncompletePaper(
            f"《{filled.title}》里有本机字体印不出的字：{told}。缺字的文书不能签发。"
            "请在字体文件夹里放入含有这些字的字体。"
        )


def _drawable(data: str, drawn: frozenset[int]) -> str:
    """Write characters without a glyph by their number, so that a draft shows what is wrong."""
    for each in undrawn(data, drawn):
        data = data.replace(each, f"〔{_named(each)}〕")
    return data


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


# --- the data of the template --------------------------------------------------------------------


def _told(filled: Filled) -> dict[str, Any]:
    return {
        "kind": filled.kind,
        "layout": filled.layout,
        "organ": filled.organ,
        "title": filled.title,
        "number": filled.number,
        "day": [filled.on.year, filled.on.month, filled.on.day],
        "blocks": [_block(block) for block in filled.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _proved(filled: Filled, proof: Proof) -> Mapping[str, str]:
    content = proof.address or f"{filled.number} {proof.digest}".strip()
    drawn = BytesIO()
    code = segno.make(content, error="m", micro=False)
    code.save(drawn, kind="svg", border=0, xmldecl=False, svgns=True)
    return {
        "code": drawn.getvalue().decode("utf-8"),
        "digest": proof.digest,
        "algorithm": proof.algorithm,
    }


# --- typst ---------------------------------------------------------------------------------------


class _Typesetter:
    """One compiler, warm and used again; a lock keeps threads apart, which typst does not."""

    def __init__(self, found: Faces) -> None:
        self.faces = {
            **found.roles,
            "title_bold": found.title_bold,
            "title_drawn": found.title_drawn,
            "figures": found.figures,
        }
        self.drawn = found.drawn
        self.lock = threading.Lock()
        self.compiler = typst.Compiler(
            TEMPLATE, root=TEMPLATE.parent, font_paths=found.fonts, ignore_system_fonts=True
        )

    def set(self, paper: Mapping[str, Any], filled: Filled) -> bytes:
        """Give the bytes of the PDF."""
        data = json.dumps({**paper, "faces": self.faces}, ensure_ascii=False)
        day = datetime(filled.on.year, filled.on.month, filled.on.day, tzinfo=UTC)
        data = _drawable(data, self.drawn)
        with self.lock:
            made = self._compiled(data, day, filled.title)
        if not isinstance(made, bytes):
            raise TypesettingFailed(filled.title, "没有得到文件")
        return made

    def _compiled(self, data: str, day: datetime, title: str) -> object:
        try:
            return self.compiler.compile(
                format="pdf",
                sys_inputs={"paper": data},
                pdf_standards=list(STANDARDS),
                timestamp=day,
            )
        except typst.TypstError as error:
            raise TypesettingFailed(title, error.message) from error


@functools.cache
def _typesetter(fonts: Path | None) -> _Typesetter:
    return _Typesetter(faces(fonts))
