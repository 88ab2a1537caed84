"""The tables the monitor reads: their columns, types, units, Chinese headers and English names.

Objects and fields are named after the national real-name data standard of construction workers
(全国建筑工人管理服务信息平台数据标准) where it has one; `standard` names the object. Every other
part reads these literals: the readers, the blank files, the checks' evidence, the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

# How a cell is read, and the type it is kept in (Arrow): text, code, choice → string; day → date32;
# moment → timestamp[s]; month → int32 (months.py); yuan → int64 of fen; count → int32;
# days → int32 of hundredths of a day; hours → int32 of minutes; yes_no → bool;
# identity, card → an int32 of the registry, which keeps the salted hash and the mask;
# person, phone → string.
Kind = Literal[
    "text", "code", "choice", "day", "moment", "month", "yuan", "count", "days", "hours",
    "yes_no", "identity", "card", "person", "phone",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: English name, Chinese header, kind, whether a row needs it, its choices.

    `within` are the least and the most a number may be, both allowed; None for no such limit.
    """

    name: str
    zh: str
    kind: Kind = "text"
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    within: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, the columns that name a row, and the standard's object.

    `key` names a row: of two rows with one key the one loaded later stands, nothing is deleted.
    """

    name: str
    zh: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    standard: str = ""

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


OWNER_KINDS = {"government": "政府投资", "state_owned": "国有企业投资", "private": "社会投资"}
STATES = {"not_started": "未开工", "building": "在建", "suspended": "停工", "completed": "完工"}
FIRM_KINDS = {
    "general_contractor": "施工总承包",
    "subcontractor": "专业分包",
    "labor_subcontractor": "劳务分包",
    "owner": "建设单位",
    "supervisor": "监理单位",
}
ROLES = {"worker": "工人", "team_leader": "班组长", "manager": "管理人员"}
RATES = {"day": "日", "hour": "小时", "piece": "计件", "month": "月"}
DIRECTIONS = {"in": "进", "out": "出"}
FLOWS = {
    "labor_fee_in": "人工费用拨入",
    "wages_out": "代发工资",
    "interest": "利息",
    "other_in": "其他转入",
    "other_out": "其他转出",
}
FORMS = {"cash": "现金", "guarantee": "银行保函", "insurance": "保证保险"}
PAYERS = {
    "account": "专用账户",
    "contractor": "总包先行清偿",
    "subcontractor": "分包单位",
    "owner": "建设单位垫付",
    "deposit": "工资保证金",
    "turnover_fund": "应急周转金",
    "cash": "现金",
    "other": "其他",
}
LEVELS = {"yellow": "黄", "orange": "橙", "red": "红"}

PROJECT = Column("project", "项目编码", "code", required=True)
WORKER = Column("worker", "身份证号", "identity", required=True)
NAME = Column("name", "姓名", "person")

PROJECTS = Table(
    "projects",
    "工程项目",
    (
        PROJECT,
        Column("project_name", "项目名称", required=True),
        Column("district", "所属区县"),
        Column("industry", "行业"),
        Column("owner", "建设单位"),
        Column("owner_kind", "投资性质", "choice", choices=OWNER_KINDS),
        Column("contractor", "施工总承包单位", required=True),
        Column("price", "合同价款", "yuan"),
        Column("contract_signed_on", "施工合同签订日期", "day"),
        Column("permitted_on", "施工许可日期", "day"),
        Column("started_on", "开工日期", "day"),
        Column("completed_on", "完工日期", "day"),
        Column("state", "项目状态", "choice", required=True, choices=STATES),
        Column("suspended_on", "停工日期", "day"),
        Column("agreement_on", "三方协议签订日期", "day"),
        Column("account_opened_on", "专用账户开设日期", "day"),
        Column("account_tail", "专用账户尾号", "code"),
        Column("pay_day", "约定发薪日", "count", note="次月几日", within=(1, 31)),
        Column("wage_officer", "劳资专管员", "person"),
        Column("officer_phone", "劳资专管员电话", "phone"),
        Column("notice_board_on", "维权信息告示牌设立日期", "day"),
        Column("deposit_exempt", "免存保证金", "yes_no"),
        Column("emergency", "应急工程", "yes_no", note="不列入评定"),
    ),
    key=("project",),
    standard="ProjectMaster",
)
FIRMS = Table(
    "firms",
    "参建单位",
    (
        PROJECT,
        Column("firm", "统一社会信用代码", "code", required=True),
        Column("firm_name", "单位名称", required=True),
        Column("firm_kind", "单位类型", "choice", required=True, choices=FIRM_KINDS),
        Column("entered_on", "进场日期", "day"),
        Column("left_on", "退场日期", "day"),
        Column("manager", "负责人", "person"),
        Column("phone", "联系电话", "phone"),
        Column("deregistered_on", "注销登记日期", "day"),
    ),
    key=("project", "firm"),
    standard="ProjectSubContractor",
)
ROSTER = Table(
    "roster",
    "实名花名册",
    (
        PROJECT,
        Column("firm", "统一社会信用代码", "code"),
        Column("team", "班组"),
        WORKER,
        NAME,
        Column("phone", "联系电话", "phone"),
        Column("role", "人员类别", "choice", choices=ROLES),
        Column("work_type", "工种"),
        Column("card", "工资卡号", "card"),
        Column("contract_signed_on", "劳动合同签订日期", "day"),
        Column("rate_kind", "计薪方式", "choice", choices=RATES),
        Column("rate", "约定工资标准", "yuan", note="每日、每小时、每件或每月"),
        Column("entered_on", "进场日期", "day", required=True),
        Column("left_on", "退场日期", "day"),
    ),
    key=("project", "worker"),
    standard="ProjectWorker",
)
ATTENDANCE = Table(
    "attendance",
    "考勤记录",
    (
        PROJECT,
        WORKER,
        Column("day", "考勤日期", "day", required=True),
        Column("hours", "工作小时", "hours"),
        Column("first_in", "首次进场时间", "moment"),
        Column("last_out", "末次出场时间", "moment"),
        Column("terminal", "考勤设备", "code"),
    ),
    key=("project", "worker", "day"),
    standard="WorkerAttendance",
)
PASSES = Table(
    "passes",
    "进出记录",
    (
        PROJECT,
        WORKER,
        Column("at", "刷卡时间", "moment", required=True),
        Column("direction", "进出方向", "choice", required=True, choices=DIRECTIONS),
        Column("terminal", "考勤设备", "code"),
    ),
    key=("project", "worker", "at", "direction"),
    standard="WorkerAttendance",
)
PAYROLL = Table(
    "payroll",
    "工资表",
    (
        PROJECT,
        Column("firm", "统一社会信用代码", "code"),
        WORKER,
        NAME,
        Column("wage_month", "工资月份", "month", required=True),
        Column("days", "出勤天数", "days"),
        Column("hours", "工作小时", "hours"),
        Column("due", "应发工资", "yuan", required=True),
        Column("deductions", "扣款", "yuan"),
        Column("paid", "实发工资", "yuan"),
        Column("paid_on", "发放日期", "day"),
        Column("back_pay_of", "补发所属月份", "month", note="补发以前月份的，填所属月份"),
    ),
    key=("project", "worker", "wage_month", "back_pay_of", "firm"),
    standard="PayRollDetail",
)
RECEIPTS = Table(
    "receipts",
    "银行发放回单",
    (
        PROJECT,
        Column("worker", "身份证号", "identity"),
        NAME,
        Column("card", "收款卡号", "card"),
        Column("amount", "发放金额", "yuan", required=True),
        Column("paid_on", "到账日期", "day", required=True),
        Column("wage_month", "工资月份", "month"),
        Column("payer", "付款来源", "choice", choices=PAYERS),
        Column("voucher", "回单编号", "code", required=True),
        Column("succeeded", "是否到账", "yes_no"),
    ),
    # One voucher may pay a whole crew, and one worker for several months.
    key=("project", "voucher", "worker", "card", "wage_month"),
    standard="PayRollDetail",
)
ACCOUNT_FLOWS = Table(
    "flows",
    "专用账户流水",
    (
        PROJECT,
        Column("day", "交易日期", "day", required=True),
        Column("flow", "交易类型", "choice", required=True, choices=FLOWS),
        Column("amount", "金额", "yuan", required=True),
        Column("for_month", "所属月份", "month"),
        Column("counterparty", "对方户名"),
        Column("voucher", "流水号", "code", required=True),
    ),
    key=("project", "voucher"),
)
DEPOSITS = Table(
    "deposits",
    "工资保证金",
    (
        PROJECT,
        Column("voucher", "缴存凭证号", "code", required=True),
        Column("form", "缴存形式", "choice", required=True, choices=FORMS),
        Column("required", "应存金额", "yuan"),
        Column("amount", "实存金额", "yuan", required=True),
        Column("stored_on", "缴存日期", "day", required=True),
        Column("expires_on", "到期日期", "day"),
        Column("used", "已动用金额", "yuan"),
        Column("returned_on", "返还日期", "day"),
        Column("reason", "差异化缴存理由"),
    ),
    key=("project", "voucher"),
)
PROVINCE_WARNINGS = Table(
    "warnings",
    "省平台预警",
    (
        PROJECT,
        Column("code", "预警编号", "code", required=True),
        Column("fault", "预警事项", required=True),
        Column("level", "预警级别", "choice", choices=LEVELS),
        Column("raised_on", "预警日期", "day", required=True),
        Column("cleared_on", "解除日期", "day"),
    ),
    key=("project", "code"),
)

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            *(PROJECTS, FIRMS, ROSTER, ATTENDANCE, PASSES, PAYROLL, RECEIPTS),
            *(ACCOUNT_FLOWS, DEPOSITS, PROVINCE_WARNINGS),
        )
    }
)

# A kept table holds its columns typed (KEPT), and where each row came from: the load, the file of
# the load (0, 1, …) and the row as a person counts it in that file.
ORIGIN: Mapping[str, str] = MappingProxyType({"load": "int32", "file": "int16", "row": "int32"})
KEPT: Mapping[Kind, str] = MappingProxyType(
    {
        "text": "string",
        "code": "string",
        "choice": "string",
        "person": "string",
        "phone": "string",
        "day": "date",
        "moment": "timestamp",
        "month": "int32",
        "yuan": "int64",
        "count": "int32",
        "days": "int32",
        "hours": "int32",
        "yes_no": "boolean",
        "identity": "int32",
        "card": "int32",
    }
)
# Attendance compacted to one row a worker, project and month: bit 0 of `mask` is the first day.
ATTENDANCE_MONTHS: Mapping[str, str] = MappingProxyType(
    {
        "project": "int32",
        "worker": "int32",
        "month": "int32",
        "mask": "int64",
        "days": "int32",
        "minutes": "int32",
        "longest": "int32",
    }
)


def kept_schema(table: Table) -> dict[str, str]:
    """Return column → Ibis type of a kept table; `project` is the registry's int32."""
    columns = {column.name: KEPT[column.kind] for column in table.columns}
    return {**columns, "project": "int32", **ORIGIN}
