"""The access log: who looked at what, who was refused; lines are only ever added.

Personal data stay out of it: a line names pages, matters by number and fields by name, and phone
and identity numbers in a typed reason are masked. The database refuses to change or delete a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from zhunsheng.base.masking import mask_numbers

VIEWED, PRINTED, DOWNLOADED, EXPORTED, REVEALED = "view", "print", "download", "export", "reveal"
SIGNED_IN, SIGN_IN_FAILED, LOCKED_OUT = "sign_in", "sign_in_failed", "locked_out"
SIGNED_OUT, SESSION_ENDED = "sign_out", "session_ended"
REFUSED, CHANGED, MAILED, ERASED = "refused", "change", "mail", "erase"
VERBS_ZH = {
    VIEWED: "查阅",
    PRINTED: "打印",
    DOWNLOADED: "下载",
    EXPORTED: "导出",
    REVEALED: "查看个人信息",
    SIGNED_IN: "登录",
    SIGN_IN_FAILED: "登录未成功",
    LOCKED_OUT: "登录被暂停",
    SIGNED_OUT: "退出",
    SESSION_ENDED: "自动退出",
    REFUSED: "没有权限",
    CHANGED: "改动",
    MAILED: "发送提醒邮件",
    ERASED: "依法删除",
}
LENGTHS = {"verb": 20, "page": 60, "matter": 80, "what": 200, "reason": 200, "address": 45}


@dataclass(frozen=True, slots=True)
class Look:
    """One line to be written: when, who (an account's id), which verb on which page, of what."""

    at: datetime
    verb: str
    page: str
    account_id: int | None = None
    matter: str = ""
    what: str = ""
    reason: str = ""
    address: str = ""


def write(look: Look) -> None:
    """Add a line; texts are masked, freed of control characters and cut to their columns."""
    texts = {name: _fit(getattr(look, name), most) for name, most in LENGTHS.items()}
    at = connection.ops.adapt_datetimefield_value(look.at)
    places = ", ".join(["%s"] * (len(texts) + 2))
    named = f"INSERT INTO store_accessentry (at, account_id, {', '.join(texts)})"
    with connection.cursor() as cursor:
        cursor.execute(f"{named} VALUES ({places})", [at, look.account_id, *texts.values()])


def _fit(text: str, most: int) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return mask_numbers(printable)[:most]
