"""The papers of a work-injury determination before its decision."""

from __future__ import annotations

from zhunsheng.documents.catalog.shared import CONTACT
from zhunsheng.documents.form import Case, Form, Items, Lacking, Remedies, Say, Sign, Slot, When
from zhunsheng.law.procedure import Fact

HERE = ("work_injury",)
THREE_COPIES = "注：本决定书一式三份，社会保险行政部门、职工或者其近亲属、用人单位各留存一份。"
APPLICANT: dict[str, Slot] = {
    "applicant_name": Case(
        "applied.by",
        {"worker": "{worker}", "employer": "{employer}"},
        otherwise="{applicant}",
    ),
    "you": Case("applied.by", {"worker": "你", "relative": "你"}, otherwise="你单位"),
}
UNSERVED_CONDITION: dict[str, Slot] = {
    "condition": Case(
        "refused_because",
        {
            "out_of_time": "不符合{law:工伤保险条例/17.2}规定的申请时限",
            "incomplete": "不符合{law:工伤保险条例/18.1}规定的受理条件",
            "other_area": "不符合{law:工伤认定办法/7}规定的受理条件",
            "no_labor_relationship": "不符合{law:工伤保险条例/18.1.2}规定的受理条件",
        },
        otherwise="不符合{refusal_basis}规定的受理条件",
    ),
}

ACCEPTANCE = Form(
    "acceptance",
    "工伤认定申请受理决定书",
    HERE,
    ("accepted",),
    mark="工伤受字",
    document="acceptance",
    paper="acceptance_decision",
    slots=APPLICANT,
    parts=(
        Say("{applicant_name}：", "flush"),
        Say(
            "{you}于{applied.day}提交{worker}的工伤认定申请收悉。经审查，符合工伤认定受理的条件。"
            "根据{law:工伤认定办法/7}、{law:工伤认定办法/8.1}的规定，现予受理。",
            when=(When("supplemented.day", unless=True),),
        ),
        Say(
            "{you}于{applied.day}提交{worker}的工伤认定申请收悉，需要补正的材料已于{supplemented.day}"
            "补齐。经审查，符合工伤认定受理的条件。根据{law:工伤认定办法/7}、{law:工伤认定办法/8.1}"
            "的规定，现予受理。",
            when=(When("supplemented.day"),),
        ),
        Say(
            "本局将依照{law:工伤保险条例/20.1}的规定，自受理之日起{limit:工伤保险条例/20.1}内"
            "作出工伤认定的决定。",
            when=(When("simple", (True,), unless=True),),
        ),
        Say(
            "本案事实清楚、权利义务明确，本局将依照{law:工伤保险条例/20.2}的规定，自受理之日起"
            "{limit:工伤认定办法/21}内作出工伤认定的决定。",
            when=(When("simple", (True,)),),
        ),
        *CONTACT,
        Sign(),
        Say(THREE_COPIES, "note"),
    ),
)

REFUSAL = Form(
    "refusal",
    "工伤认定申请不予受理决定书",
    HERE,
    ("acceptance_refused",),
    mark="工伤不受字",
    document="refusal",
    paper="refusal_decision",
    asks=(
        Fact("refusal_account", "不予受理的事实和理由", "text"),
        Fact("refusal_basis", "不予受理所依据的条款", "text"),
    ),
    slots={**APPLICANT, **UNSERVED_CONDITION},
    parts=(
        Say("{applicant_name}：", "flush"),
        Say("{you}于{applied.day}提交{worker}的工伤认定申请收悉。"),
        Say(
            "经审查，{refusal_account}该申请属于“{refused_because}”的情形，{condition}。根据"
            "{law:工伤认定办法/8.2}的规定，现决定不予受理。"
        ),
        Remedies("本决定书"),
        Sign(),
        Say(THREE_COPIES, "note"),
    ),
)

SUPPLEMENT = Form(
    "supplement_notice",
    "工伤认定申请补正材料告知书",
    HERE,
    ("supplement_requested",),
    mark="工伤补字",
    document="supplement_notice",
    paper="supplement_notice",
    asks=(Fact("papers_to_supply", "需要补正的材料", "list"),),
    slots={
        **APPLICANT,
        "to_supply": Lacking(
            "papers_to_supply", ("application_form", "labor_relationship_proof", "diagnosis")
        ),
    },
    parts=(
        Say("{applicant_name}：", "flush"),
        Say(
            "{you}于{applied.day}提交{worker}的工伤认定申请材料收悉。经审查，申请材料不完整。根据"
            "{law:工伤保险条例/18.3}、{law:工伤认定办法/8.1}的规定，现将需要补正的全部材料"
            "一次性告知如下："
        ),
        Items("to_supply"),
        Say(
            "请将上述材料补齐后送交本局。本局自收到全部补正材料之日起{limit:工伤认定办法/8.1}内"
            "作出受理或者不予受理的决定。"
        ),
        *CONTACT,
        Sign(),
        Say("注：本告知书一式两份，社会保险行政部门、申请人各留存一份。", "note"),
    ),
)

PROOF_NOTICE = Form(
    "proof_notice",
    "工伤认定举证通知书",
    HERE,
    ("proof_requested",),
    mark="工伤举字",
    document="proof_notice",
    paper="proof_notice",
    slots=APPLICANT,
    parts=(
        Say("{employer}：", "flush"),
        Say("本局已于{accepted.day}受理{worker}的工伤认定申请（申请人：{applicant_name}）。"),
        Say(
            "根据{law:工伤保险条例/19.2}、{law:工伤认定办法/17}的规定，职工或者其近亲属认为是工伤，"
            "用人单位不认为是工伤的，由用人单位承担举证责任。你单位如不认为{worker}所受伤害是工伤，"
            "请于{proof_due}以前（含当日）向本局提交以下材料："
        ),
        Say("1．对工伤认定申请的书面意见，写明不认为是工伤的事实和理由；"),
        Say("2．劳动合同、工资支付凭证、考勤记录等与劳动关系和当日工作安排有关的材料；"),
        Say("3．事故经过、现场情况、救治和处理情况的材料，有监控录像的一并提交；"),
        Say("4．证人证言，以及证人的身份证明和联系方式；"),
        Say("5．营业执照复印件、法定代表人身份证明，委托代理人办理的，提交授权委托书。"),
        Say(
            "以上材料为复印件的，应当注明与原件核对无异并加盖公章。你单位逾期不举证的，本局将根据"
            "受伤害职工提供的证据或者调查取得的证据，依法作出工伤认定决定。"
        ),
        *CONTACT,
        Sign(),
        Say("注：本通知书一式两份，社会保险行政部门、用人单位各留存一份。", "note"),
    ),
)

SUSPENSION = Form(
    "suspension_notice",
    "工伤认定时限中止通知书",
    HERE,
    ("suspended",),
    mark="工伤中字",
    document="suspension_notice",
    paper="suspension_notice",
    slots=APPLICANT,
    parts=(
        Say("{applicant_name}：", "flush"),
        Say("本局已于{accepted.day}受理{worker}的工伤认定申请。"),
        Say(
            "经审查，作出工伤认定决定需要以{for}为依据，有关司法机关或者行政主管部门尚未作出结论。"
            "根据{law:工伤保险条例/20.3}、{law:工伤认定办法/20}的规定，作出工伤认定决定的时限自"
            "{own.day}起中止，中止期间不计入工伤认定时限。"
        ),
        Say(
            "上述结论作出后，请{you}及时向本局提交。中止的原因消除后，本局恢复工伤认定时限的计算，"
            "并书面通知{you}。"
        ),
        *CONTACT,
        Sign(),
        Say(
            "注：本通知书一式三份，社会保险行政部门、职工或者其近亲属、用人单位各留存一份。", "note"
        ),
    ),
)

RESUMPTION = Form(
    "resumption_notice",
    "恢复工伤认定通知书",
    HERE,
    ("resumed",),
    mark="工伤恢字",
    document="resumption_notice",
    paper="resumption_notice",
    slots=APPLICANT,
    parts=(
        Say("{applicant_name}：", "flush"),
        Say(
            "本局于{suspended.day}中止{worker}工伤认定申请的认定时限，等待{suspended.for}。上述结论"
            "已于{conclusion_received.day}收到，中止的原因已经消除。"
        ),
        Say(
            "根据{law:工伤保险条例/20.1}、{law:工伤保险条例/20.3}的规定，作出工伤认定决定的时限自"
            "{own.day}起恢复计算。"
        ),
        *CONTACT,
        Sign(),
        Say(
            "注：本通知书一式三份，社会保险行政部门、职工或者其近亲属、用人单位各留存一份。", "note"
        ),
    ),
)

FORMS = (ACCEPTANCE, REFUSAL, SUPPLEMENT, PROOF_NOTICE, SUSPENSION, RESUMPTION)
