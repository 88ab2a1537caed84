"""Errors of the interface as problem+json, in Chinese and English."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

MEDIA_TYPE = "application/problem+json"


class FaultOut(Schema):
    """One fault of what was sent: where it stands, what it is, why, what to do."""

    place: str
    what: str
    why: str = ""
    remedy: str = ""


class ReasonOut(Schema):
    """One reason why the law closes an act: the sentence and its citation."""

    what: str
    citation: str


class Problem(Schema):
    """What went wrong; `title` is Chinese, `title_en` English; `type` is stable."""

    type: str
    title: str
    title_en: str
    status: int
    detail: str = ""
    faults: list[FaultOut] = Field(default=[])
    reasons: list[ReasonOut] = Field(default=[])


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its stable name, its HTTP status, its titles."""

    name: str
    status: int
    zh: str
    english: str


UNREADABLE = Kind("unreadable", 400, "请求无法读取", "The request cannot be read")
NO_TOKEN = Kind("no-token", 401, "缺少令牌或令牌无效", "The token is missing or not valid")
NOT_PERMITTED = Kind("not-permitted", 403, "权限不足", "The token or its role does not allow this")
NOT_FOUND = Kind("not-found", 404, "没有找到", "Not found, or not within your scope")
OVERTAKEN = Kind("overtaken", 409, "已被他人先行写入", "Someone else wrote to the matter meanwhile")
EXISTS = Kind("exists", 409, "案号已经存在", "A matter of this number exists")
CLOSED = Kind("closed-by-law", 409, "依法现在还不能办", "The law closes this act for now")
INVALID = Kind("invalid", 422, "内容不合要求", "The content is not valid")
TOO_MANY = Kind("too-many", 429, "请求过于频繁", "Too many requests")


@dataclass(frozen=True, slots=True)
class Said:
    """What a problem says besides its kind."""

    detail: str = ""
    faults: Sequence[Mapping[str, str]] = ()
    reasons: Sequence[Mapping[str, str]] = field(default=())


def problem(kind: Kind, said: Said | None = None) -> HttpResponse:
    """Return a problem as the response it is."""
    said = said or Said()
    content: dict[str, Any] = {
        "type": f"urn:zhunsheng:problem:{kind.name}",
        "title": kind.zh,
        "title_en": kind.english,
        "status": kind.status,
        "detail": said.detail,
        "faults": list(said.faults),
        "reasons": list(said.reasons),
    }
    text = json.dumps(content, ensure_ascii=False)
    return HttpResponse(text, content_type=MEDIA_TYPE, status=kind.status)
