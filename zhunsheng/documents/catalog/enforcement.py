"""The papers around an order or a penalty: to correct, to pay extra, to hear, to demand."""

from __future__ import annotations

from zhunsheng.documents.catalog.records import FOUR
from zhunsheng.documents.catalog.shared import (
    CONTACT,
    HANDED,
    PARTY_PARTICULARS,
    PARTY_ROWS,
    PARTY_SLOTS,
    PROOF,
    SIGNED,
)
from zhunsheng.documents.catalog.supervision import SUPERVISION, TWO_COPIES
from zhunsheng.documents.catalog.violations import BROKEN_PROVISION, DEED, DEED_SLOTS, FACTS_FOUND
from zhunsheng.documents.form import Box, Case, Either, Form, Grid, Remedies, Say, Sign, When
from zhunsheng.law.procedure import Fact

BOTH = ("labor_supervision", "penalty")
PAID_BY_LAW = "支付期限届满仍不支付，涉嫌犯罪的，本局将依照{law:刑法/276-1.1}的规定移送公安机关。"

RECTIFICATION_ORDER = Form(
    "rectification_order",
    "劳动保障监察限期改正指令书",
    ("crime_referral",),
    ("payment_ordered",),
    mark="监令字",
    document="payment_order",
    paper="payment_order",
    when=(When("document", ("rectification_order",)),),
    asks=(FACTS_FOUND,),
    parts=(
        Say("{employer}：", "flush"),
        Say("经查明：{facts_found}"),
        Say(
            "你单位拖欠{workers_owed}名劳动者劳动报酬共计{total_owed}，违反了{law:劳动法/50}的规定。"
            "根据{law:劳动法/91}、{law:劳动保障监察条例/26.1.1}的规定，现责令你单位于{pay_by}以前"
            "（含当日）向上述劳动者支付劳动报酬共计人民币{total_owed}（大写：{total_owed!c}），逐人"
            "数额见所附明细表，并将支付凭证报送本局。"
        ),
        Say(PAID_BY_LAW),
        Remedies("本指令书"),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "被指令单位"), "note"),
    ),
)

CORRECTION_NOTICE = Form(
    "correction_notice",
    "责令改正通知书",
    ("penalty",),
    ("correction_ordered",),
    mark="监改字",
    document="correction_order",
    particulars=PARTY_PARTICULARS,
    asks=(
        FACTS_FOUND,
        BROKEN_PROVISION,
        Fact("correction", "改正的内容", "text"),
        Fact("correct_by", "改正期限", "day"),
    ),
    slots={**PARTY_SLOTS, "proof": PROOF},
    parts=(
        Say("{party}：", "flush"),
        Say("本局于{opened.day}立案调查，现已查明：{facts_found}"),
        Say("以上事实有{proof}等证据证明。{you}的行为违反了{broken_provision}的规定。"),
        Say(
            "根据{law:行政处罚法/28.1}的规定，现责令{you}于{correct_by}以前（含当日）改正：{correction}"
            "请将改正情况连同有关证明材料书面报送本局。"
        ),
        Remedies("本通知书"),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "当事人"), "note"),
    ),
)

EXTRA_ORDER = Form(
    "extra_order",
    "责令加付赔偿金决定书",
    SUPERVISION,
    ("extra_ordered",),
    mark="监赔字",
    document="extra_order",
    particulars=PARTY_PARTICULARS,
    asks=(Fact("extra_by", "加付赔偿金的支付期限", "day"),),
    slots=PARTY_SLOTS,
    parts=(
        Say("{party}：", "flush"),
        Say(
            "本局于{payment_ordered.day}责令{you}在{payment_ordered.pay_by}以前向{payment_ordered.workers}"
            "名劳动者支付工资{payment_ordered.ordered_sum}，{you}逾期未支付。"
        ),
        Say(
            "根据{law:劳动保障监察条例/26}、{law:劳动合同法/85}的规定，现责令{you}于{extra_by}以前"
            "（含当日）向上述劳动者加付赔偿金共计人民币{extra_sum}（大写：{extra_sum!c}），逐人数额见"
            "所附明细表，并将支付凭证报送本局。"
        ),
        Remedies("本决定书"),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "被责令单位"), "note"),
    ),
)

HEARING_NOTICE = Form(
    "hearing_notice",
    "行政处罚听证通知书",
    BOTH,
    ("hearing_notified",),
    mark="监听字",
    particulars=PARTY_PARTICULARS,
    asks=(
        DEED,
        Fact("hearing_on", "听证日期", "day"),
        Fact("hearing_hour", "听证时刻", "text"),
        Fact("hearing_place", "听证地点", "text"),
        Fact("hearing_host", "听证主持人", "text"),
    ),
    slots={**PARTY_SLOTS, "what": DEED_SLOTS["what"]},
    parts=(
        Say("{party}：", "flush"),
        Say(
            "你单位于{hearing_requested.day}就{what}一案提出的听证要求收悉。根据{law:行政处罚法/63.1}、"
            "{law:行政处罚法/64.1.2}的规定，本局定于{hearing_on}{hearing_hour}在{hearing_place}举行听证，"
            "由{hearing_host}主持。"
        ),
        Say(
            "当事人可以亲自参加听证，也可以委托一至二人代理；委托代理人的，应当提交授权委托书。认为"
            "主持人与本案有直接利害关系的，有权申请回避。"
        ),
        Say(
            "根据{law:行政处罚法/64.1.6}的规定，无正当理由拒不出席听证或者未经许可中途退出听证的，"
            "视为放弃听证权利，听证终止。",
        ),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "当事人"), "note"),
    ),
)

DEMAND_LETTER = Form(
    "demand_letter",
    "履行行政决定催告书",
    BOTH,
    ("demanded",),
    mark="监催字",
    document="demand",
    paper="demand_letter",
    particulars=PARTY_PARTICULARS,
    asks=(
        Fact("duty", "应当履行的义务", "text"),
        Fact("duty_sum", "应当支付的金额", "yuan"),
        Fact("duty_manner", "履行的方式", "text"),
        Fact("duty_by", "履行的期限", "day"),
    ),
    slots=PARTY_SLOTS,
    parts=(
        Say("{party}：", "flush"),
        Say("{you}在法定期限内未履行以下义务：{duty}"),
        Say(
            "根据{law:行政强制法/54}的规定，现催告{you}于{duty_by}以前（含当日）履行：金额为人民币"
            "{duty_sum}（大写：{duty_sum!c}），履行方式为{duty_manner}"
        ),
        Say("根据{law:行政强制法/36}的规定，{you}收到本催告书后有权进行陈述和申辩。"),
        Say(
            "本催告书送达{limit:行政强制法/54}后仍未履行的，本局将依照{law:行政强制法/53}、"
            "{law:行政强制法/54}的规定申请人民法院强制执行。"
        ),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "当事人"), "note"),
    ),
)

REVOCATION = Form(
    "revocation_decision",
    "撤销立案决定书",
    SUPERVISION,
    ("opening_revoked",),
    mark="监撤字",
    document="revocation_decision",
    particulars=PARTY_PARTICULARS,
    asks=(FACTS_FOUND,),
    slots={
        **PARTY_SLOTS,
        "about": Either(("subject", "violation")),
        "basis": Case(
            "revoked_because",
            {"minor_and_corrected": "{law:劳动保障监察条例/18.1.3}"},
            otherwise="{law:湖南省劳动保障监察条例/23.1}",
        ),
    },
    parts=(
        Say("{party}：", "flush"),
        Say("{you}涉嫌{about}一案，本局于{opened.day}立案调查。经查明：{facts_found}"),
        Say("本案属于“{revoked_because}”的情形。根据{basis}的规定，现决定撤销立案。"),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "当事人"), "note"),
    ),
)

EXTENSION_APPROVAL = Form(
    "extension_approval",
    "延长办案期限审批表",
    SUPERVISION,
    ("extended",),
    layout="table",
    mark="监延字",
    paper="extension_approval",
    particulars=PARTY_PARTICULARS,
    asks=(Fact("extension_reasons", "延长办案期限的理由", "text"),),
    slots={**PARTY_SLOTS, "about": Either(("subject", "violation"))},
    parts=(
        Grid(
            FOUR,
            (
                ("案由", Box("{about}", span=3)),
                *PARTY_ROWS,
                ("立案日期", Box("{opened.day}"), "申请日期", Box("{own.day}")),
                ("延长的依据", Box("{law:劳动保障监察条例/17:extension}", span=3)),
                ("延长的期限", Box("延长{limit:劳动保障监察条例/17:extension}", span=3)),
                ("延长的理由", Box("{extension_reasons}", span=3, lines=7, sign=HANDED)),
                ("承办机构负责人意见", Box(span=3, lines=4, sign=SIGNED)),
                ("本机关负责人意见", Box(span=3, lines=4, sign=SIGNED)),
                ("备注", Box(span=3, lines=2)),
            ),
        ),
    ),
)

FORMS = (
    RECTIFICATION_ORDER,
    CORRECTION_NOTICE,
    EXTRA_ORDER,
    HEARING_NOTICE,
    DEMAND_LETTER,
    REVOCATION,
    EXTENSION_APPROVAL,
)
