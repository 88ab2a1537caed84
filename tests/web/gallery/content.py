"""The gallery: what views will one day hand to the same templates, page by page."""

from __future__ import annotations

from typing import Any

from tests.web.gallery.desk_content import LIST, PEOPLE, TODAY
from tests.web.gallery.matter_content import MATTER
from tests.web.gallery.other_content import (
    CHECK,
    FAILED,
    FIXES,
    FORM,
    FORM_ERRORS,
    NO_SUM,
    OVERVIEW,
    PAPER,
    SAID,
    STRANGER,
    VERSIONS,
)

STAFF_NAV = ["我的今天", "办件", "工程项目", "涉企检查", "文书与送达", "统计导出", "法规库"]

LEADER_NAV = ["总览", "期限", "工程项目", "争议与败诉", "涉企检查", "法治报告", "机构与人员"]

ADMIN_NAV = ["人员与资格", "机构", "节假日表", "期限规则", "文书模板", "导入导出", "日志与备份"]

LEADER = {"name": "林×", "role_zh": "分管负责人", "department": "局领导"}

ADMIN = {"name": "李×", "role_zh": "系统管理员", "department": "信息中心"}


def shell(on: str, names: list[str], me: dict[str, Any] | None = None) -> dict[str, Any]:
    person = {"name": "周敏", "role_zh": "承办人", "department": "监察支队"}
    return {
        "me": me or person,
        "nav": [{"href": f"/{i}/", "zh": zh, "on": zh == on} for i, zh in enumerate(names)],
        "today_zh": "2025年12月16日 星期二",
        "quiet": {"zh": "企业宁静日 1–20日", "note": "入企检查须经批准"},
        "reminders": 4,
        "bureau": "云溪市人力资源和社会保障局",
        "messages": [],
        "chain_line": "12月15日末条 7f3a 91c2 4e10 b86d，全局 41,207 条，08:30 校验一致",
        "session_ends": 28800,
        "keys_off": False,
        "big": False,
    }


PAGES: dict[str, dict[str, Any]] = {
    "today": shell("我的今天", STAFF_NAV) | {"today": TODAY},
    "matter": shell("办件", STAFF_NAV) | {"matter": MATTER},
    "list": shell("办件", STAFF_NAV) | {"list": LIST},
    "form": shell("办件", STAFF_NAV) | {"form": FORM, "errors": FORM_ERRORS},
    "check": shell("办件", STAFF_NAV) | {"check": CHECK},
    "nothing": shell("办件", STAFF_NAV) | {"list": LIST},
    "overview": shell("总览", LEADER_NAV, LEADER) | {"overview": OVERVIEW},
    "import": shell("办件", STAFF_NAV) | {"fixes": FIXES},
    "law": shell("法规库", STAFF_NAV) | {"versions": VERSIONS},
    "job": shell("统计导出", STAFF_NAV) | {"messages": SAID},
    "login": STRANGER | {"errors": FAILED},
    "document": shell("文书与送达", STAFF_NAV) | {"paper": PAPER},
    "people": shell("人员与资格", ADMIN_NAV, ADMIN) | {"people": PEOPLE},
    "report_step": STRANGER | {"errors": NO_SUM},
    "error_403": shell("", STAFF_NAV)
    | {
        "template": "errors/403.html",
        "what": "“人员与资格”只给系统管理员看。",
        "needed_role_zh": "系统管理员",
        "ask_zh": "信息中心 李×",
    },
    "error_500": STRANGER | {"template": "errors/500.html", "number": "E-7F3A"},
}
