"""The papers of labor supervision up to its orders: complaint, inquiry, correction, payment."""

from __future__ import annotations

from zhunsheng.documents.catalog.shared import (
    CONTACT,
    PARTY_PARTICULARS,
    PARTY_SLOTS,
    PROOF,
)
from zhunsheng.documents.catalog.violations import DEED_ASKS, DEED_SLOTS, FACTS_FOUND
from zhunsheng.documents.form import Case, Either, Form, Items, Remedies, Say, Sign, When
from zhunsheng.law.procedure import Fact

SUPERVISION = ("labor_supervision",)
RULES = "关于实施《劳动保障监察条例》若干规定"
COMPLAINANT = (Fact("complainant", "投诉人", "text", personal=True),)
TWO_COPIES = "注：本文书一式两份，一份交{to}，一份存卷。"

COMPLAINT_ACCEPTANCE = Form(
    "complaint_acceptance",
    "劳动保障监察投诉受理通知书",
    SUPERVISION,
    ("accepted",),
    mark="监受字",
    particulars=COMPLAINANT,
    slots=PARTY_SLOTS,
    parts=(
        Say("{complainant}：", "flush"),
        Say(
            "你于{complained.day}对{party}的投诉收悉。经审查，符合劳动保障监察投诉的受理条件。"
            f"根据{{law:{RULES}/18.1}}的规定，本局于{{own.day}}受理，并依法立案查处。"
        ),
        Say(
            "请你如实陈述投诉事项并配合调查。投诉事项已经申请劳动争议调解、仲裁或者已经提起诉讼的，"
            "请及时告知本局。"
        ),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "投诉人"), "note"),
    ),
)

COMPLAINT_REFUSAL = Form(
    "complaint_refusal",
    "劳动保障监察投诉不予受理通知书",
    SUPERVISION,
    ("acceptance_refused",),
    mark="监不受字",
    particulars=COMPLAINANT,
    asks=(
        Fact("refusal_account", "不予受理的事实和理由", "text"),
        Fact("refusal_basis", "不予受理所依据的条款", "text"),
        Fact("competent_organ", "有处理权的机关", "text"),
    ),
    slots=PARTY_SLOTS,
    parts=(
        Say("{complainant}：", "flush"),
        Say("你于{complained.day}对{party}的投诉收悉。"),
        Say("经审查，{refusal_account}根据{refusal_basis}的规定，本局决定不予受理。"),
        Say(
            "你投诉的事项可以向{competent_organ}反映，由其依法处理。",
            when=(When("directed_elsewhere", (True,)),),
        ),
        Remedies("本通知书"),
        Sign(),
        Say(TWO_COPIES.replace("{to}", "投诉人"), "note"),
    ),
)

COMPLAINT_SUPPLEMENT = Form(
    "complaint_supplement_notice",
    "劳动保障监察投诉补正告知书",
    SUPERVISION,
    ("supplement_requested",),
    mark="监补字",
    particulars=COMPLAINANT,
    asks=(
        Fact("papers_to_supply", "需要补正的材料和内容", "list"),
        Fact("supply_by", "补正期限", "day"),
    ),
    slots=PARTY_SLOTS,
    parts=(
        Say("{complainant}：", "flush"),
        Say(
            "你于{complained.day}对{party}的投诉收悉。经审查，投诉材料不完整。"
            f"根据{{law:{RULES}/18.3}}的规定，现将需要补正的材料和内容一次性告知如下："
        ),
        Items("papers_to_supply"),
        Say(
            "请于{supply_by}以前（含当日）补正并送交本局。补正后符合受理条件的，本局自收到补正材料"
            f"之日起{{limit:{RULES}/18.1}}内受理。"
        ),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "投诉人"), "note"),
    ),
)

INQUIRY_NOTICE = Form(
    "inquiry_notice",
    "调查询问通知书",
    ("labor_supervision", "penalty"),
    ("investigated",),
    mark="监询字",
    particulars=(
        Fact("inquiry_matter", "调查询问的事项", "text"),
        Fact("inquiry_on", "接受询问的日期", "day"),
        Fact("inquiry_hour", "接受询问的时刻", "text"),
        Fact("inquiry_place", "接受询问的地点", "text"),
        Fact("inquired", "被调查询问人", "text", personal=True),
        Fact("papers_to_bring", "需要提供的材料", "list"),
    ),
    slots={
        **PARTY_SLOTS,
        "asked": Either(("inquired", "party")),
        "power": Case(
            "procedure",
            {
                "labor_supervision": "{law:劳动法/86.1}、{law:劳动保障监察条例/15.1.3}",
                "penalty": "{law:行政处罚法/54.1}、{law:行政处罚法/55.2}",
            },
        ),
    },
    parts=(
        Say("{asked}：", "flush"),
        Say(
            "根据{power}的规定，本局依法就{inquiry_matter}进行调查。请于{inquiry_on}{inquiry_hour}"
            "到{inquiry_place}接受调查询问，并提供以下材料，作出解释和说明："
        ),
        Items("papers_to_bring"),
        Say(
            "本人不能到场的，可以委托代理人，代理人应当提交授权委托书和身份证明。提供的材料为复印件的，"
            "应当注明与原件核对无异并签名或者盖章。"
        ),
        Say(
            "无理抗拒、阻挠调查，或者不按照要求报送书面材料、隐瞒事实真相、出具伪证、隐匿毁灭证据的，"
            "本局将依照{law:劳动保障监察条例/30.1}的规定处理。",
            when=(When("procedure", ("labor_supervision",)),),
        ),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "被调查询问人"), "note"),
    ),
)

CORRECTION_ORDER = Form(
    "correction_order",
    "劳动保障监察限期改正指令书",
    SUPERVISION,
    ("correction_ordered",),
    mark="监令字",
    document="correction_order",
    particulars=PARTY_PARTICULARS,
    asks=(*DEED_ASKS, Fact("correction", "改正的内容", "text")),
    slots={**PARTY_SLOTS, **DEED_SLOTS, "proof": PROOF},
    parts=(
        Say("{party}：", "flush"),
        Say("本局于{opened.day}立案调查，现已查明：{facts_found}"),
        Say("以上事实有{proof}等证据证明。你单位的行为属于{what}，违反了{broken}的规定。"),
        Say(
            "根据{law:劳动保障监察条例/18.1.2}、{punished}的规定，现责令{you}于{deadline}以前（含当日）"
            "改正：{correction}"
        ),
        Say("请将改正情况连同有关证明材料书面报送本局。"),
        Say(
            "逾期拒不改正的，本局将依照{law:劳动保障监察条例/30.1.3}等规定依法处理；涉嫌犯罪的，"
            "依法移送公安机关。"
        ),
        Remedies("本指令书"),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "被指令单位"), "note"),
    ),
)

PAYMENT_ORDER = Form(
    "payment_order",
    "责令限期支付决定书",
    SUPERVISION,
    ("payment_ordered",),
    mark="监支字",
    document="payment_order",
    particulars=PARTY_PARTICULARS,
    asks=(FACTS_FOUND,),
    slots={**PARTY_SLOTS, "proof": PROOF},
    parts=(
        Say("{party}：", "flush"),
        Say("本局于{opened.day}立案调查，现已查明：{facts_found}"),
        Say(
            "以上事实有{proof}等证据证明。{you}拖欠{workers}名劳动者工资共计{ordered_sum}，违反了"
            "{law:劳动法/50}的规定。"
        ),
        Say(
            "根据{law:劳动法/91}、{law:劳动保障监察条例/26.1.1}的规定，现责令{you}于{pay_by}以前"
            "（含当日）向上述劳动者支付工资共计人民币{ordered_sum}（大写：{ordered_sum!c}），"
            "逐人数额见所附明细表，并将支付凭证报送本局。"
        ),
        Say(
            "逾期不支付的，本局将依照{law:劳动保障监察条例/26}的规定，责令{you}按照应付金额的一定比例"
            "向劳动者加付赔偿金；有能力支付而拒不支付，涉嫌犯罪的，依照{law:刑法/276-1.1}的规定"
            "移送公安机关追究刑事责任。"
        ),
        Remedies("本决定书"),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "被责令单位"), "note"),
    ),
)

FORMS = (
    COMPLAINT_ACCEPTANCE,
    COMPLAINT_REFUSAL,
    COMPLAINT_SUPPLEMENT,
    INQUIRY_NOTICE,
    CORRECTION_ORDER,
    PAYMENT_ORDER,
)
