"""The top bar: at most seven places, by role."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from zhunsheng.store.models import Account
from zhunsheng.web.access import may

OFFICER = ("today", "matters", "wages", "documents", "imports", "law", "jobs")
PLACES = {
    "today": "我的今天",
    "matters": "办件",
    "wages": "工程项目",
    "documents": "文书与送达",
    "imports": "导入导出",
    "law": "法规库",
    "jobs": "后台任务",
    "overview": "总览",
    "people": "机构与人员",
    "holidays": "节假日",
    "rules": "规则",
    "proof": "日志与校验",
}
BY_ROLE = {
    "officer": OFFICER,
    "section_head": ("today", "overview", "matters", "wages", "documents", "imports", "people"),
    "legal": ("today", "overview", "matters", "wages", "law", "rules", "proof"),
    "leader": ("overview", "today", "matters", "wages", "law", "people", "proof"),
    "administrator": ("people", "holidays", "rules", "law", "jobs", "proof"),
    "auditor": ("overview", "matters", "wages", "law", "rules", "people", "proof"),
}


def navigation(account: Account, path: str) -> list[dict[str, Any]]:
    """Return the places of a role; the one the path lies under is on."""
    places = [name for name in BY_ROLE[account.role] if may(account.role, name)]
    links = [{"href": reverse(name), "zh": PLACES[name]} for name in places]
    under = [str(link["href"]) for link in links if path.startswith(str(link["href"]))]
    on = max(under, key=len, default="")
    return [{**link, "on": link["href"] == on} for link in links]


def start_page(account: Account) -> str:
    """Return the name of the page a role starts with."""
    return BY_ROLE[account.role][0]
