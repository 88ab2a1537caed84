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
│   └── LoadRefused              files of the wage monitor; carries every refused cell
│   record/
├── CorrectionRefused            a correction names no event it may correct
├── UnwritableRecord             a record that text cannot hold
├── UnreadableBody               a stored event is not as it was written
├── UnreadableFrontier           a stored edge of the Merkle tree is not as it was written
├── DigestUnavailable            the hash asked for is not on this machine
│   documents/, intake/
├── UnknownForm                  no form of that name
├── WrongForm                    the form is not one of this kind of matter
├── IncompletePaper              a paper lacks what it must say
├── TypesettingFailed            a paper could not be typeset
├── Unfounded                    a row of a ledger rests on something that is missing
│   store/
├── NoSuchMatter                 no matter of that number, or not for the one who asks
├── MatterExists                 a matter of that number is kept already
├── Overtaken                    someone else wrote to the matter meanwhile
├── Interrupted                  the thread that wrote for others stopped
├── NotInLogYet                  the event is newer than the last head
├── NotInstalled                 there are no tables yet
├── BadDatabaseAddress           the setting names no PostgreSQL database
├── PaperRefused                 a file is not taken on
├── PaperLost                    the file of a paper is not there, or another
├── NotInThatState               a document is no draft, or was not issued
├── ChangedMeanwhile             a document reads otherwise than it was looked at
├── AlreadyLoaded                a version of a law was loaded before
├── NothingToExport              no event is kept yet
├── TwoDigests                   a bundle holds one digest, and matters have two
├── NothingToErase               no such value or paper is there any more
├── NoReason                     an erasure without its reason
├── StillProposed                a proposal waits that may hold what is to be erased
├── NotEmpty                     a backup goes back into an empty installation only
├── NotAsBackedUp                what was restored does not verify
├── PasswordMissing              a backup is encrypted and no password was given
├── NotOpened                    an encrypted backup does not open
│   office/
├── NoStore                      the office was handed no store
├── Refused                      the law closes the act for now; carries the findings
├── NotAnAct                     the event may not be added to this matter now
├── NotPermitted                 the role does not allow the act
│   web/, api/
├── BadBureauFile                the file that describes the bureau has faults
├── NotReady                     a document lacks what it must say before issue
├── AlreadySettled               a proposal was settled by someone else
├── NotComputable                a period cannot be counted from what was given
├── FileLost                     a file that was brought to be imported is gone
├── BatchInUse                   an import cannot be undone: its matters went on
├── DraftGone                    files brought for the wage monitor are no longer kept
├── RunChanged                   a month was run again after it was looked at
├── Cancelled                    whoever asked for a job cancelled it
├── NotAsWritten                 a job found that the record does not verify
├── BadToken                     a token cannot be made as asked
├── TooManyRequests              a token asked too often
└── BadCursor                    a place in a list that was never given out

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
