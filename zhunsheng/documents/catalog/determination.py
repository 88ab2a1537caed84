"""The two decisions of a work-injury determination, with what 工伤认定办法 19 wants in them."""

from __future__ import annotations

from zhunsheng.documents.catalog.shared import SEXES
from zhunsheng.documents.catalog.work_injury import APPLICANT, HERE
from zhunsheng.documents.form import (
    Age,
    Case,
    Either,
    Form,
    OnFile,
    Remedies,
    Say,
    Sign,
    Slot,
    When,
)
from zhunsheng.law.procedure import Fact
from zhunsheng.procedures.work_injury.items import INQUIRY, ITEMS
from zhunsheng.procedures.work_injury.steps import EXCLUDED

EXCLUSIONS = {
    "crime": "{law:工伤保险条例/16.1.1}",
    "intoxication": "{law:工伤保险条例/16.1.2}",
    "self_harm": "{law:工伤保险条例/16.1.3}",
}
PARTICULARS = (
    Fact("sex", "性别", "choice", SEXES),
    Fact("born_on", "职工出生日期", "day", personal=True),
    Fact("id_number", "身份证号码", "text", personal=True),
    Fact("occupation", "职业、工种或者工作岗位", "text"),
)
INQUIRY_ACCOUNT = Fact("inquiry_account", "调查核实的情况", "text")
ASKS = (
    Fact("accident_place", "事故地点", "text"),
    Fact("diagnosed_on", "诊断日期", "day"),
    Fact("injured_part", "受伤害部位或者职业病名称", "text"),
    Fact("injury_account", "受伤害经过、救治基本情况和诊断结论", "text"),
    INQUIRY_ACCOUNT,
)
FILE = OnFile(
    "据以认定事实的证据",
    (
        "labor_relationship_proof",
        "diagnosis",
        "disease_certificate",
        *INQUIRY,
        "traffic_certificate",
        "travel_order",
        "appraisal_report",
        "medical_record",
        "death_certificate",
        "rescue_certificate",
        "veteran_certificate",
        "criminal_document",
        "intoxication_document",
        "self_harm_document",
    ),
)
SLOTS: dict[str, Slot] = {
    **APPLICANT,
    "age": Age("born_on", "injured.day"),
    "file": FILE,
    "basis": Case("item", {name: f"{{law:{branch.per}}}" for name, branch in ITEMS.items()}),
    "harm": Case("item", {"occupational_disease": "所患职业病"}, otherwise="受到的伤害"),
    "exclusion": Case("item", EXCLUSIONS),
    "reason": Case("item", {"no_item": "经核实"}, otherwise="因{item}"),
}
INJURY_SLOTS: dict[str, Slot] = {
    **SLOTS,
    "place": Case("item", {"occupational_disease": "—"}, otherwise="{accident_place}"),
    "diagnosed": Either(("diagnosed_on", "first_diagnosed.day")),
}
WORKER_LINES = (
    Say("申请人：{applicant_name}"),
    Say("职工姓名：{worker}　　性别：{sex}　　年龄：{age}"),
    Say("身份证号码：{id_number}"),
    Say("用人单位：{employer}"),
    Say("职业/工种/工作岗位：{occupation}"),
)
COMMON_END = (
    Say("认定结论：{result}", when=(When("result", unless=True),)),
    Remedies("本决定书"),
    Sign("工伤认定专用章"),
)

DETERMINATION = Form(
    "determination",
    "认定工伤决定书",
    HERE,
    ("decided",),
    mark="工伤认字",
    document="decision",
    paper="decision",
    when=(When("result", ("determined", "deemed")),),
    particulars=PARTICULARS,
    asks=ASKS,
    slots=INJURY_SLOTS,
    parts=(
        *WORKER_LINES,
        Say("事故时间：{injured.day}"),
        Say("事故地点：{place}"),
        Say("诊断时间：{diagnosed}"),
        Say("受伤害部位/职业病名称：{injured_part}"),
        Say("受伤害经过、医疗救治的基本情况和诊断结论：{injury_account}"),
        Say(
            "{accepted.day}受理{applicant_name}的工伤认定申请后，根据提交的材料调查核实情况如下："
            "{inquiry_account}"
        ),
        Say("以上事实有{file}等证据证明。"),
        Say(
            "{worker}同志{harm}，符合{basis}之规定，属于工伤认定范围，现予以认定为工伤。",
            when=(When("result", ("determined",)),),
        ),
        Say(
            "{worker}同志{harm}，符合{basis}之规定，属于视同工伤的范围，现予以认定为视同工伤。",
            when=(When("result", ("deemed",)),),
        ),
        *COMMON_END,
        Say(
            "注：本决定书一式四份，社会保险行政部门、职工或者其近亲属、用人单位、社会保险经办机构"
            "各留存一份。",
            "note",
        ),
    ),
)

NO_DETERMINATION = Form(
    "no_determination",
    "不予认定工伤决定书",
    HERE,
    ("decided",),
    mark="工伤不认字",
    document="decision",
    paper="decision",
    when=(When("result", ("not_determined",)),),
    particulars=PARTICULARS,
    asks=(INQUIRY_ACCOUNT,),
    slots=SLOTS,
    parts=(
        *WORKER_LINES,
        Say(
            "{accepted.day}受理{applicant_name}的工伤认定申请后，根据提交的材料调查核实情况如下："
            "{inquiry_account}"
        ),
        Say("以上事实有{file}等证据证明。"),
        Say(
            "{worker}同志受到的伤害，{reason}，不符合{law:工伤保险条例/14}、{law:工伤保险条例/15.1}认定工伤或者"
            "视同工伤的情形。现决定不予认定或者视同工伤。",
            when=(When("item", tuple(EXCLUDED), unless=True),),
        ),
        Say(
            "{worker}同志受到的伤害，根据{exclusion}之规定，属于不得认定或者视同工伤的情形。"
            "现决定不予认定或者视同工伤。",
            when=(When("item", tuple(EXCLUDED)),),
        ),
        *COMMON_END,
        Say(
            "注：本决定书一式三份，社会保险行政部门、职工或者其近亲属、用人单位各留存一份。", "note"
        ),
    ),
)

FORMS = (DETERMINATION, NO_DETERMINATION)
