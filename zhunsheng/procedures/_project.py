"""What matters about a construction project share: whose project it is, and whose rules."""

from __future__ import annotations

from zhunsheng.law.procedure import Breach, Fact

LOCAL = "益阳市工资支付预警办理参数"
TOO_SLOW = Breach("procedure", "flaw", "立即办理")
PROJECT_FACTS = (
    Fact("heading", "标题", "text"),
    Fact("project", "项目名称", "text", also=("工程项目",)),
    Fact("project_code", "项目编码", "text"),
    Fact("employer", "施工总承包单位", "text", also=("总包单位",)),
    Fact("district", "所属区县", "text"),
)
