"""Facts, sentences and tables that several papers have in common."""

from __future__ import annotations

from zhunsheng.documents.form import Box, Case, OnFile, Say, Slot, When
from zhunsheng.law.procedure import Fact
from zhunsheng.procedures._enforcement import PROOF as ENFORCEMENT_PROOF
from zhunsheng.procedures.labor_supervision.wages import WAGE_PAPERS

SEXES = {"male": "男", "female": "女"}
CONTACT = (
    Say(
        "联系人：{bureau.contact}　联系电话：{bureau.phone}　联系地址：{bureau.address}　"
        "邮政编码：{bureau.postcode}"
    ),
)
HANDED = "承办人（签名）：　　　　　　　　年　　月　　日"
SIGNED = "负责人（签名）：　　　　　　　　年　　月　　日"
PARTY_PARTICULARS = (
    Fact("party_code", "统一社会信用代码或者身份证号码", "text", personal=True),
    Fact("representative", "法定代表人（负责人）", "text", personal=True),
    Fact("party_address", "住所（地址）", "text"),
    Fact("party_phone", "当事人联系电话", "text", personal=True),
)
PARTY_SLOTS: dict[str, Slot] = {
    "code_name": Case("offender", {"citizen": "公民身份号码"}, otherwise="统一社会信用代码"),
    "you": Case("offender", {"citizen": "你"}, otherwise="你单位"),
}
PROOF = OnFile(
    "证据材料",
    (*ENFORCEMENT_PROOF, *(paper.name for paper in WAGE_PAPERS), "hearing_record"),
)
PARTY_ROWS: tuple[tuple[str | Box, ...], ...] = (
    ("当事人", Box("{party}", span=3)),
    (
        "统一社会信用代码\n或者身份证号码",
        Box("{party_code}"),
        "法定代表人\n（负责人）",
        Box("{representative}"),
    ),
    ("住所（地址）", Box("{party_address}"), "联系电话", Box("{party_phone}")),
)
PARTY_LINES = (
    Say("当事人：{party}"),
    Say("{code_name}：{party_code}"),
    Say(
        "法定代表人（负责人）：{representative}",
        when=(When("offender", ("citizen",), unless=True),),
    ),
    Say("住所（地址）：{party_address}"),
)
