"""The papers by which a deed is punished or handled: prior notice, handling, penalty."""

from __future__ import annotations

from zhunsheng.documents.catalog.shared import (
    CONTACT,
    PARTY_LINES,
    PARTY_PARTICULARS,
    PARTY_SLOTS,
    PROOF,
)
from zhunsheng.documents.catalog.supervision import SUPERVISION, TWO_COPIES
from zhunsheng.documents.catalog.violations import BROKEN, DEED_ASKS, DEED_SLOTS, PUNISHED
from zhunsheng.documents.form import (
    Case,
    Either,
    Form,
    Head,
    Items,
    Remedies,
    Say,
    Sign,
    Slot,
    When,
)
from zhunsheng.law.procedure import Fact
from zhunsheng.procedures.labor_supervision.violations import VIOLATIONS

BOTH = ("labor_supervision", "penalty")
SLOTS: dict[str, Slot] = {**PARTY_SLOTS, **DEED_SLOTS, "proof": PROOF}
FINED = When("sanctions", ("fine",))
NOT_FINED = When("sanctions", ("fine",), unless=True)
PROPOSED = Fact("proposed_violation", "拟认定的违法行为", "choice", VIOLATIONS)
PROPOSED_SLOTS: dict[str, Slot] = {
    "what": Either(("proposed_violation", "violation", "deed", "subject")),
    "broken": Case("proposed_violation", BROKEN, otherwise="{broken_before}"),
    "broken_before": DEED_SLOTS["broken"],
    "punished": Case("proposed_violation", PUNISHED, otherwise="{punished_before}"),
    "punished_before": DEED_SLOTS["punished"],
}
HEARD = (
    Say(
        "本局已于{informed.day}向{you}告知拟作出决定的内容及事实、理由、依据，以及依法享有的权利。"
        "{you}于{defended.day}提出陈述、申辩：{defence}本局复核意见：{defence_answer}",
        when=(When("defended.day"),),
    ),
    Say(
        "本局已于{informed.day}向{you}告知拟作出决定的内容及事实、理由、依据，以及依法享有的权利。"
        "{you}未提出陈述、申辩。",
        when=(When("defended.day", unless=True),),
    ),
)
HEARD_ASKS = (
    Fact("defence", "陈述申辩的内容", "text"),
    Fact("defence_answer", "对陈述申辩的复核意见", "text"),
)

PRIOR_NOTICE = Form(
    "prior_notice",
    "行政处罚事先告知书",
    BOTH,
    ("informed",),
    mark="监罚告字",
    document="notice",
    paper="notice",
    particulars=PARTY_PARTICULARS,
    asks=(PROPOSED, *DEED_ASKS),
    slots={**SLOTS, **PROPOSED_SLOTS},
    parts=(
        Say("{party}：", "flush"),
        Say("{you}涉嫌{what}一案，本局于{opened.day}立案调查，现已调查终结。"),
        Say("经查明：{facts_found}"),
        Say("以上事实有{proof}等证据证明。{you}的行为违反了{broken}的规定。"),
        Say(
            "根据{punished}的规定，本局拟对{you}作出如下行政处罚：{sanctions}人民币{proposed_fine}"
            "（大写：{proposed_fine!c}）。",
            when=(FINED,),
        ),
        Say(
            "根据{punished}的规定，本局拟对{you}作出如下行政处罚：{sanctions}。",
            when=(NOT_FINED,),
        ),
        Say(
            "根据{law:行政处罚法/44}、{law:行政处罚法/45.1}的规定，{you}对上述内容有权进行陈述和申辩，"
            "请于{statement_by}以前（含当日）向本局提出。逾期未提出的，视为放弃陈述和申辩的权利。"
            "本局不会因{you}陈述、申辩而给予更重的处罚。"
        ),
        Say(
            "根据{law:行政处罚法/63.1}、{law:行政处罚法/64.1.1}的规定，{you}有要求举行听证的权利。"
            "要求听证的，应当自收到本告知书之日起{limit:行政处罚法/64.1.1}内向本局提出；逾期未提出的，"
            "视为放弃听证的权利。{you}不承担组织听证的费用。",
            when=(When("hearing_offered", (True,)),),
        ),
        *CONTACT,
        Sign(),
        Say(TWO_COPIES.replace("{to}", "当事人"), "note"),
    ),
)

HANDLING_DECISION = Form(
    "handling_decision",
    "劳动保障监察行政处理决定书",
    SUPERVISION,
    ("handling_decided",),
    mark="监理字",
    document="handling_decision",
    paper="decision",
    particulars=PARTY_PARTICULARS,
    asks=(
        *DEED_ASKS,
        *HEARD_ASKS,
        Fact("handling", "处理决定的内容", "list"),
        Fact("handle_by", "履行期限", "day"),
    ),
    slots=SLOTS,
    parts=(
        *PARTY_LINES,
        Say("{party}{what}一案，本局于{opened.day}立案调查，现已调查终结。"),
        Head("一、查明的事实和证据"),
        Say("{facts_found}"),
        Say("以上事实有{proof}等证据证明。"),
        *HEARD,
        Head("二、处理的依据和决定"),
        Say(
            "{you}的行为违反了{broken}的规定。根据{law:劳动保障监察条例/18.1.2}、{punished}的规定，"
            "本局决定作出如下处理："
        ),
        Items("handling"),
        Head("三、履行的期限和方式"),
        Say(
            "请于{handle_by}以前（含当日）履行本决定，并将履行情况书面报送本局。拒不履行本决定的，本局"
            "将依照{law:劳动保障监察条例/30.1.3}的规定处罚；在法定期限内不申请行政复议或者提起行政诉讼，"
            "又不履行的，本局将依照{law:行政强制法/53}的规定申请人民法院强制执行。"
        ),
        Head("四、救济途径"),
        Remedies("本决定书"),
        Sign(),
        Say(TWO_COPIES.replace("{to}", "当事人"), "note"),
    ),
)

PENALTY_DECISION = Form(
    "penalty_decision",
    "行政处罚决定书",
    BOTH,
    ("penalty_decided",),
    mark="监罚字",
    document="penalty_decision",
    paper="decision",
    particulars=PARTY_PARTICULARS,
    asks=(*DEED_ASKS, *HEARD_ASKS),
    slots=SLOTS,
    parts=(
        *PARTY_LINES,
        Say("{party}{what}一案，本局于{opened.day}立案调查，现已调查终结。"),
        Head("一、违法事实和证据"),
        Say("{facts_found}"),
        Say("以上事实有{proof}等证据证明。"),
        *HEARD,
        Head("二、处罚的依据和决定"),
        Say(
            "{you}的行为违反了{broken}的规定。根据{punished}的规定，按照“{discretion_level}”的裁量阶次，"
            "本局决定对{you}作出如下行政处罚：{sanctions}人民币{fine}（大写：{fine!c}）。",
            when=(FINED,),
        ),
        Say(
            "{you}的行为违反了{broken}的规定。根据{punished}的规定，本局决定对{you}作出如下行政处罚："
            "{sanctions}。",
            when=(NOT_FINED,),
        ),
        Head("三、履行的方式和期限"),
        Say(
            "根据{law:行政处罚法/67.3}的规定，请自收到本决定书之日起{limit:行政处罚法/67.3}内将罚款缴至："
            "收款单位{bureau.payee}，开户银行{bureau.payee_bank}，账号{bureau.payee_account}。逾期不缴纳的，"
            "根据{law:行政处罚法/72.1.1:rate}的规定，每日按罚款数额的{ratio:行政处罚法/72.1.1:rate}"
            "加处罚款，加处罚款的数额不超出罚款的数额。",
            when=(FINED,),
        ),
        Say("请自收到本决定书之日起履行上述处罚。", when=(NOT_FINED,)),
        Head("四、救济途径"),
        Remedies("本决定书", review_first=When("on_the_spot", (True,))),
        Say(
            "申请行政复议或者提起行政诉讼期间，除法律另有规定的以外，本处罚不停止执行。逾期不申请行政"
            "复议、不提起行政诉讼又不履行的，本局将依法申请人民法院强制执行。"
        ),
        Sign(),
        Say(TWO_COPIES.replace("{to}", "当事人"), "note"),
    ),
)

FORMS = (PRIOR_NOTICE, HANDLING_DECISION, PENALTY_DECISION)
