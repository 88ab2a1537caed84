"""An invented procedure, small but with every kind of column: the approval of a noisy feast."""

from zhunsheng.law.procedure import (
    Breach,
    Clock,
    Evidence,
    Fact,
    Method,
    Paper,
    Procedure,
    Service,
    Step,
)
from zhunsheng.law.rule import OWN_DAY, own, own_paper

FAULT = Breach("procedure", "unlawful")
METHODS = (
    Method(
        "direct",
        "直接送达",
        valid=own_paper("receipt"),
        effective=OWN_DAY,
        per="工伤认定办法/22.1",
        proof="receipt",
    ),
    Method(
        "mailed",
        "邮寄送达",
        valid=own("signed_on", "day") >= OWN_DAY,
        effective=own("signed_on", "day"),
        per="工伤认定办法/22.1",
        proof="receipt",
    ),
)
PARTIES = {"host": "主人", "neighbor": "邻居"}

procedure = Procedure(
    "feast",
    "宴会许可",
    "Permission of a Feast",
    steps=(
        Step(
            "applied",
            "申请宴会",
            (Fact("by", "申请人", "choice", {"host": "主人", "guest": "客人"}),),
            also=("申请",),
        ),
        Step("accepted", "受理", after=("applied",)),
        Step(
            "suspended",
            "中止",
            (Fact("for", "中止原因", "choice", {"storm": "等待风暴过去", "cook": "等待厨师"}),),
            repeats=True,
        ),
        Step("resumed", "恢复", repeats=True),
        Step("refused", "不予许可"),
        Step(
            "decided",
            "作出决定",
            (
                Fact(
                    "result",
                    "结论",
                    "choice",
                    {"allowed": "许可", "not_allowed": "不许可"},
                    also=("认定结论",),
                ),
                Fact("fee", "收费", "yuan"),
                Fact("guests", "客人数", "count"),
                Fact("officers", "经办人员", "list"),
                Fact("by", "申请人", "choice", {"host": "主人"}),
            ),
            also=("决定",),
        ),
        Step(
            "served",
            "送达",
            (
                Fact("to", "受送达人", "choice", PARTIES),
                Fact("of", "文书", "choice", {"decision": "许可决定书", "refusal": "不予许可书"}),
                Fact("method", "送达方式", "choice", {"direct": "直接送达", "mailed": "邮寄送达"}),
                Fact("signed_on", "签收日期", "day"),
            ),
            repeats=True,
            by_party="to",
        ),
    ),
    facts=(
        Fact("host", "主人姓名", "text", also=("东家",), personal=True),
        Fact("loud", "声音很大"),
        Fact("born_on", "主人出生日期", "day"),
        Fact("begins_at", "开席时间", "instant"),
        Fact("dishes", "菜单", "list", {"soup": "汤", "fish": "鱼", "both": "冷盘、热菜"}),
    ),
    papers=(
        Paper("form", "宴会申请表", also=("申请表",)),
        Paper("menu", "菜谱"),
        Paper("receipt", "送达回证"),
    ),
    clocks=(
        Clock(
            "decision", "作出宴会决定", "accepted", "decided", per="工伤保险条例/20.1", breach=FAULT
        ),
    ),
    evidence=(
        Evidence("form", "申请表", ("form",), "accepted", per="工伤保险条例/18.1", breach=FAULT),
    ),
    services=(
        Service(
            "refusal_service",
            "不予许可书",
            "refused",
            PARTIES,
            METHODS,
            per="工伤认定办法/22.1",
            breach=FAULT,
            document="refusal",
        ),
        Service(
            "decision_service",
            "许可决定书",
            "decided",
            PARTIES,
            METHODS,
            per="工伤认定办法/22.1",
            breach=FAULT,
            document="decision",
        ),
    ),
)
