"""The letter that hands a suspected crime to the police."""

from __future__ import annotations

from zhunsheng.documents.catalog.shared import CONTACT
from zhunsheng.documents.form import Case, Either, Form, Items, OnFile, Receipt, Say, Sign, When
from zhunsheng.law.procedure import Fact
from zhunsheng.procedures._enforcement import PROOF as ENFORCEMENT_PROOF
from zhunsheng.procedures.crime_referral.steps import PAPERS
from zhunsheng.procedures.labor_supervision.wages import WAGE_PAPERS

TRANSFER = "行政执法机关移送涉嫌犯罪案件的规定"
REFUSAL_TO_PAY = "拒不支付劳动报酬"
KEPT = ("transfer_letter", "transfer_approval", "transfer_receipt")
BY_LAW = ("investigation_report", "items_list", "appraisal_report")
ENCLOSED = tuple(
    dict.fromkeys(
        (
            *BY_LAW,
            *(paper.name for paper in PAPERS if paper.name not in KEPT),
            *ENFORCEMENT_PROOF,
            *(paper.name for paper in WAGE_PAPERS),
        )
    )
)

TRANSFER_LETTER = Form(
    "transfer_letter",
    "涉嫌犯罪案件移送书",
    ("crime_referral", "labor_supervision", "penalty"),
    ("referred",),
    mark="监移字",
    paper="transfer_letter",
    asks=(
        Fact("crime_account", "涉嫌犯罪的事实", "text"),
        Fact("offence", "涉嫌的罪名", "text"),
        Fact("offence_provision", "涉嫌罪名的刑法条款", "text"),
    ),
    slots={
        "suspected": Either(("suspect", "party", "employer")),
        "unit": Either(("employer", "party")),
        "crime": Case("procedure", {"penalty": "{offence}"}, otherwise=REFUSAL_TO_PAY),
        "article": Case(
            "procedure", {"penalty": "{offence_provision}"}, otherwise="{law:刑法/276-1.1}"
        ),
        "enclosed": OnFile("移送的材料", ENCLOSED),
    },
    parts=(
        Say("{bureau.police}：", "flush"),
        Say("本局在查处{unit}一案中，发现{suspected}的行为涉嫌{crime}犯罪。案件基本情况如下："),
        Say("{crime_account}"),
        Say(
            "经核定，{unit}拖欠{workers_owed}名劳动者劳动报酬共计{total_owed}。本局于{payment_ordered.day}"
            "以书面形式责令支付，支付期限至{payment_ordered.pay_by}，期满仍不支付。",
            when=(When("procedure", ("crime_referral",)),),
        ),
        Say(
            "上述行为涉嫌触犯{article}的规定，应当依法追究刑事责任。根据"
            f"{{law:{TRANSFER}/3.1}}、{{law:行政处罚法/27.1}}的规定，现将该案移送你局。"
        ),
        Say(
            f"请你局依照{{law:{TRANSFER}/7}}、{{law:{TRANSFER}/8}}的规定，在移送书回执上签字，并自接受"
            f"移送之日起{{limit:{TRANSFER}/8}}内决定是否立案，书面通知本局；不予立案的，请说明理由并退回"
            "案卷材料。"
        ),
        Say("随案移送以下材料：", "flush"),
        Items("enclosed"),
        *CONTACT,
        Sign(),
        Say("抄送：{bureau.procuratorate}", "note"),
        Receipt(
            "涉嫌犯罪案件移送书回执",
            (
                "{bureau.name}：",
                "你局移送的{suspected}涉嫌{crime}案及所附材料已经收到。",
            ),
            ("接收人（签名）：", "接收机关（印章）", "　　　年　　月　　日"),
        ),
    ),
)

FORMS = (TRANSFER_LETTER,)
