"""Every exception of the project; each names the fact that stopped the work.

ZhunshengError
├── LawError                     the law data is wrong or silent
│   ├── MalformedStatute         a statute file does not have the declared shape
│   ├── UnknownCitation          no instrument, or no provision, of that name
│   ├── NoProvisionInForce       the provision exists, but not on that day
│   ├── ConflictingProvisions    two versions claim the same day
│   └── UnconfirmedProvision     the provision is from memory and may not be evaluated
├── CalendarError                a day lies outside every calendar the project holds
├── ProcedureError               a procedure file contradicts itself
│   └── UnknownProcedure         no kind of matter of that name
├── InputRefused                 a file from outside has faults; carries every one of them
├── CorrectionRefused            a correction names no event it may correct (record/record.py)
├── UnwritableRecord             a record that text cannot hold (record/text.py)
└── DigestUnavailable            the hash asked for is not on this machine (record/chain.py)

A breach of law in a record is never an exception: it is a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


class ZhunshengError(Exception):
    """The root of all errors; its text is a Chinese sentence an officer can act on."""


class LawError(ZhunshengError):
    """The law data is wrong or silent."""


class MalformedStatute(LawError):
    """A statute file does not have the declared shape."""


class UnknownCitation(LawError):
    """No instrument, or no provision, is known under this citation."""

    def __init__(self, citation: str, *, nearest: str = "") -> None:
        hint = f"；是否指“{nearest}”？" if nearest else ""
        super().__init__(f"未收录的引用“{citation}”{hint}")
        self.citation = citation


class NoProvisionInForce(LawError):
    """The provision is known, but no version of it is in force on the day."""

    def __init__(self, citation: str, day: date) -> None:
        super().__init__(
            f"“{citation}”在{day.isoformat()}没有收录有效的条文；请补录当时版本后再核对"
        )
        self.citation = citation
        self.day = day


class ConflictingProvisions(LawError):
    """Two versions of one provision claim the same day."""

    def __init__(self, citation: str, day: date) -> None:
        super().__init__(f"“{citation}”在{day.isoformat()}有两个版本同时有效；请更正其施行日期")
        self.citation = citation
        self.day = day


class UnconfirmedProvision(LawError):
    """The provision is known from memory only and may not be evaluated."""

    def __init__(self, citation: str) -> None:
        super().__init__(f"“{citation}”仅凭记忆收录，未经核对原文，不参与判断")
        self.citation = citation


class CalendarError(ZhunshengError):
    """A day lies outside every calendar the project holds."""


class ProcedureError(ZhunshengError):
    """A procedure file contradicts itself."""


class UnknownProcedure(ProcedureError):
    """No kind of matter is known under this name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: where it stands, what it is, why it is refused, what to do.

    `place` is written as the reader sees it: ``第3行`` in a text, ``工作表“1月”第5行F列`` in a
    workbook.
    """

    file: str
    place: str
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}：{self.place}：{self.what}。{self.why}。{self.remedy}。"


class InputRefused(ZhunshengError):
    """A file from outside has faults; all of them are listed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
