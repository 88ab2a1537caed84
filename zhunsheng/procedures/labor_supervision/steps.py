"""The steps of a supervision case, from its source to its archive."""

from __future__ import annotations

from zhunsheng.law.procedure import Fact, Step
from zhunsheng.procedures._enforcement import (
    DECISION_FACTS,
    ENFORCEMENT_STEPS,
    NOTICE_STEPS,
    OFFICERS,
)
from zhunsheng.procedures.labor_supervision.violations import VIOLATIONS
from zhunsheng.procedures.labor_supervision.wages import LIABILITIES
from zhunsheng.procedures.service import served

EMPLOYER = {"party": "用人单位"}
VIOLATION = Fact("violation", "违法行为", "choice", VIOLATIONS, also=("违法类型",))

CHILD_FACTS = (
    Fact("child", "童工", "text", personal=True),
    Fact("hired_on", "童工招用日期", "day"),
    Fact("left_on", "童工离开日期", "day"),
)
RESULT = Fact(
    "result", "复查结果", "choice", {"corrected": "已改正", "not_corrected": "逾期未改正"}
)

SOURCE_STEPS = (
    Step("complained", "接到投诉", holder="worker", also=("投诉",), form="投诉登记表"),
    Step("reported", "接到举报", also=("举报",)),
    Step("discovered", "巡视检查或者书面审查发现", also=("发现线索", "案件来源")),
    Step("supplement_requested", "告知补正", after=("complained",), form="补正告知书"),
    Step("supplemented", "补正材料", holder="worker", after=("supplement_requested",)),
    Step("accepted", "受理", after=("complained",), form="受理通知书"),
    Step(
        "acceptance_refused",
        "不予受理",
        facts=(
            Fact("in_writing", "书面通知"),
            Fact("directed_elsewhere", "告知有处理权的机关"),
        ),
        after=("complained",),
        form="不予受理通知书",
    ),
    Step("redirected", "告知按争议处理程序办理", after=("complained", "accepted", "opened")),
    Step("designated", "上级指定或者交办管辖"),
    Step("opened", "立案", form="立案审批表"),
    Step("emergency_started", "启动应急预案"),
)
INQUIRY_STEPS = (
    Step(
        "investigated",
        "调查检查",
        facts=(
            OFFICERS,
            Fact("certificate_shown", "出示监察证件"),
            Fact("certificates_valid", "监察证件在有效期内"),
            Fact("badge_worn", "佩戴监察标志"),
            Fact("conflict", "监察员与案件或者当事人有利害关系"),
            Fact(
                "measure",
                "调查措施",
                "choice",
                {
                    "entry": "进入场所检查",
                    "questioning": "询问",
                    "documents": "要求提供资料",
                    "copying": "记录复制",
                    "audit": "委托审计",
                    "search": "搜查",
                    "seizure": "查封扣押",
                    "freezing": "冻结",
                },
            ),
        ),
        after=("opened", "discovered", "reported", "complained"),
        repeats=True,
        form="询问笔录",
        also=("调查取证",),
    ),
    Step(
        "accounts_queried",
        "查询金融账户房产车辆",
        facts=(Fact("approved_by_city_head", "经设区的市级以上部门负责人批准"),),
        after=("opened",),
        repeats=True,
    ),
    Step("assistance_requested", "请求公安等部门协助", after=("opened",)),
    Step("child_found", "查明使用童工", facts=CHILD_FACTS, after=("opened",), repeats=True),
    Step(
        "extended",
        "延长办案期限",
        facts=(
            Fact(
                "approved_by",
                "批准人",
                "choice",
                {"head": "本级部门负责人", "other": "其他人员"},
            ),
        ),
        form="延长办案期限审批表",
        after=("opened",),
    ),
    Step("investigation_ended", "调查终结", form="调查终结报告", after=("opened",)),
)
ORDER_STEPS = (
    Step(
        "correction_ordered",
        "责令改正",
        facts=(VIOLATION, Fact("deadline", "改正期限", "day")),
        form="限期改正指令书",
        after=("opened",),
        repeats=True,
        also=("限期改正指令",),
    ),
    Step(
        "corrected",
        "用人单位改正",
        facts=(VIOLATION,),
        holder="employer",
        after=("correction_ordered", "opened"),
        repeats=True,
    ),
    Step(
        "rechecked",
        "复查",
        facts=(VIOLATION, RESULT),
        after=("correction_ordered",),
        repeats=True,
    ),
    Step(
        "payment_ordered",
        "责令限期支付",
        facts=(
            Fact("pay_by", "支付期限", "day"),
            Fact("ordered_sum", "责令支付数额", "yuan"),
            Fact("workers", "劳动者人数", "count"),
            Fact("liability", "清偿责任", "choice", LIABILITIES),
            Fact("debtor_capable", "责令支付对象是法人或者依法登记的单位"),
        ),
        form="责令限期支付决定书",
        after=("opened",),
    ),
    Step(
        "paid",
        "支付工资",
        facts=(Fact("paid_sum", "支付数额", "yuan"),),
        holder="employer",
        after=("payment_ordered", "opened"),
        repeats=True,
    ),
    Step(
        "extra_ordered",
        "责令加付赔偿金",
        facts=(
            Fact("extra_sum", "加付赔偿金数额", "yuan"),
            Fact("extra_base", "应付金额", "yuan"),
        ),
        form="责令加付赔偿金决定书",
        after=("payment_ordered",),
    ),
)
DECISION_STEPS = (
    Step(
        "handling_decided",
        "作出行政处理决定",
        facts=(VIOLATION, Fact("remedies_stated", "载明复议诉讼途径和期限")),
        form="行政处理决定书",
        after=("informed",),
        repeats=True,
    ),
    Step(
        "penalty_decided",
        "作出处罚决定",
        facts=(
            VIOLATION,
            Fact("fined", "被罚款对象", "choice", {"unit": "单位", "person": "责任人员"}),
            Fact("workers_harmed", "受侵害劳动者人数", "count"),
            Fact("base_sum", "罚款计算基数", "yuan"),
            *DECISION_FACTS,
        ),
        form="行政处罚决定书",
        after=("informed", "opened"),
        repeats=True,
    ),
    Step(
        "opening_revoked",
        "撤销立案",
        facts=(
            Fact(
                "revoked_because",
                "撤销立案原因",
                "choice",
                {
                    "no_violation": "没有违法行为",
                    "minor_and_corrected": "情节轻微且已改正",
                    "other": "其他原因",
                },
            ),
        ),
        form="撤销立案决定书",
        after=("opened",),
    ),
    Step("deposited", "当场决定交部门存档", after=("penalty_decided",)),
    Step("transferred", "移送有关部门处理", after=("opened", "complained", "reported")),
    Step("referred", "移送公安机关", form="涉嫌犯罪案件移送书", after=("opened",)),
)
STEPS = (
    *SOURCE_STEPS,
    *INQUIRY_STEPS,
    *ORDER_STEPS,
    *NOTICE_STEPS,
    *DECISION_STEPS,
    served(
        {
            "notice": "事先告知书",
            "correction_order": "限期改正指令书",
            "payment_order": "责令限期支付决定书",
            "extra_order": "责令加付赔偿金决定书",
            "handling_decision": "行政处理决定书",
            "penalty_decision": "行政处罚决定书",
            "revocation_decision": "撤销立案决定书",
            "demand": "催告书",
        },
        EMPLOYER,
        posting=True,
    ),
    *ENFORCEMENT_STEPS,
    Step("handling_disclosed", "公开行政处理决定", after=("handling_decided",)),
    Step("published", "公布重大违法行为", after=("penalty_decided",)),
    Step("closed", "结案", form="结案审批表", after=("opened",)),
    Step("archived", "归档", after=("closed",), ends=True),
)
