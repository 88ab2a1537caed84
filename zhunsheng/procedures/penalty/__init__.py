"""Administrative penalties by the ordinary and the simple procedure, from filing to enforcement."""

from __future__ import annotations

from zhunsheng.law.procedure import Fact, Paper, Procedure, Service, Step
from zhunsheng.law.rule import first, known
from zhunsheng.procedures._enforcement import (
    CASE_FACTS,
    DECISION_FACTS,
    ENFORCEMENT_STEPS,
    LENIENCY_FACTS,
    NOTICE_STEPS,
    OFFICERS,
    ON_THE_SPOT,
    PAPERS,
    UNHEARD,
    UNSERVED,
)
from zhunsheng.procedures._enforcement.after import (
    DEMANDED_FIRST,
    ENFORCEMENT_EVIDENCE,
    PAYMENT_CLOCKS,
    PENALTY_REMEDIES_END,
    PENALTY_WITHIN,
    PUBLICATIONS,
    remedies_expired,
)
from zhunsheng.procedures._enforcement.rules import (
    CERTIFICATE_SHOWN,
    DECISION_EVIDENCE,
    DECISION_GATES,
    HEARING_CLOCKS,
    HEARING_GATES,
    NO_PENALTY_FOR_CRIME,
    NOTICE_ORDERS,
    REVIEW_GATES,
    REVIEWERS,
    TWO_OFFICERS,
)
from zhunsheng.procedures.penalty.rules import (
    CASE_CLOCKS,
    COLLECTION_GATES,
    DEED_GATES,
    LENIENCY_GATES,
    OPENING_ORDERS,
    POWER_GATES,
    QUALIFIED,
    RECUSAL,
    REGISTRATION,
    SPOT_CLOCKS,
    SPOT_GATES,
)
from zhunsheng.procedures.penalty.sums import AMOUNTS
from zhunsheng.procedures.service import METHODS, SERVICE_GATES, SERVICE_PAPERS, served

PARTY = {"party": "当事人"}

FACTS = (
    *CASE_FACTS,
    *LENIENCY_FACTS,
    Fact("competent", "本机关有处罚权"),
    Fact("own_jurisdiction", "属于本机关管辖"),
    Fact("labor_supervision", "属于劳动保障监察案件"),
    Fact("already_fined", "同一违法行为已被罚款"),
    Fact("range_low", "法定罚款下限", "yuan"),
    Fact("range_high", "法定罚款上限", "yuan"),
)

STEPS = (
    Step("discovered", "发现违法线索", also=("接到举报", "案件来源")),
    Step("opened", "立案", form="立案审批表"),
    Step(
        "investigated",
        "调查取证",
        facts=(
            OFFICERS,
            Fact("certificate_shown", "出示执法证件"),
            Fact("certificates_valid", "执法证件在有效期内"),
            Fact("conflict", "办案人员与案件有利害关系"),
        ),
        form="询问笔录",
        after=("opened", "discovered"),
        repeats=True,
    ),
    Step(
        "evidence_registered",
        "先行登记保存证据",
        facts=(Fact("approved", "经负责人批准"),),
        after=("opened",),
    ),
    Step("registration_handled", "处理登记保存的证据", after=("evidence_registered",)),
    Step(
        "assessment_ordered",
        "委托检测检验鉴定",
        facts=(Fact("party_told", "书面告知当事人"),),
        after=("opened",),
        repeats=True,
    ),
    Step("assessment_received", "收到鉴定结论", after=("assessment_ordered",), repeats=True),
    Step(
        "extended",
        "延长办案期限",
        facts=(
            Fact("approved_by", "批准人", "choice", {"head": "本机关负责人", "other": "其他人员"}),
        ),
        form="延长办案期限审批表",
        after=("opened",),
    ),
    Step("correction_ordered", "责令改正", form="限期改正指令书", after=("opened",)),
    Step("investigation_ended", "调查终结", form="调查终结报告", after=("opened",)),
    *NOTICE_STEPS,
    Step(
        "penalty_decided",
        "作出处罚决定",
        facts=DECISION_FACTS,
        form="行政处罚决定书",
        after=("informed", "discovered", "opened"),
        repeats=True,
    ),
    Step(
        "not_penalized",
        "决定不予处罚",
        form="不予行政处罚决定书",
        after=("investigation_ended",),
    ),
    Step("transferred", "移送有管辖权的机关", after=("opened", "discovered"), also=("案件移送",)),
    Step("referred", "移送司法机关", form="涉嫌犯罪案件移送书", after=("opened",)),
    served(
        {
            "notice": "事先告知书",
            "correction_order": "责令改正通知书",
            "penalty_decision": "行政处罚决定书",
            "demand": "催告书",
        },
        PARTY,
    ),
    Step(
        "collected",
        "当场收缴罚款",
        facts=(
            Fact("collected_sum", "当场收缴金额", "yuan"),
            Fact("hard_to_collect_later", "不当场收缴事后难以执行"),
            Fact("asked_in_remote_area", "交通不便地区当事人提出当场缴纳"),
            Fact("receipt_issued", "出具专用票据"),
        ),
        after=("penalty_decided",),
    ),
    Step("handed_in", "当场收缴的罚款交至机关", after=("collected",)),
    Step("banked", "机关将罚款缴付银行", after=("handed_in",)),
    Step(
        "surcharged",
        "加处罚款",
        facts=(
            Fact("surcharge", "加处罚款金额", "yuan"),
            Fact("surcharged_until", "加处罚款计算截止日期", "day"),
        ),
        after=("served",),
    ),
    Step("remedy_sought", "申请复议或者提起诉讼", holder="party", after=("served",), repeats=True),
    Step("remedy_ended", "复议或者诉讼终结", after=("remedy_sought",), repeats=True),
    Step("reconsideration_received", "收到当场处罚的复议申请", after=("penalty_decided",)),
    Step(
        "reconsideration_forwarded",
        "转送复议申请",
        after=("reconsideration_received",),
    ),
    *ENFORCEMENT_STEPS,
    Step("closed", "结案", form="结案审批表", after=("penalty_decided", "not_penalized")),
    Step("archived", "归档", after=("closed",), ends=True),
)

SERVICES = (
    Service(
        "notice_service",
        "送达事先告知书",
        step="informed",
        to=PARTY,
        methods=METHODS,
        per="行政处罚法/44",
        breach=UNHEARD,
        document="notice",
    ),
    Service(
        "penalty_service",
        "送达处罚决定书",
        step="penalty_decided",
        to=PARTY,
        methods=METHODS,
        per="行政处罚法/61.1",
        breach=UNSERVED,
        document="penalty_decision",
        presumed=True,
        when=~ON_THE_SPOT,
        within=PENALTY_WITHIN,
    ),
    Service(
        "demand_service",
        "送达催告书",
        step="demanded",
        to=PARTY,
        methods=METHODS,
        per="行政强制法/38",
        breach=UNSERVED,
        document="demand",
        when=known(first("demanded")),
    ),
)

procedure = Procedure(
    name="penalty",
    zh="行政处罚",
    english="administrative penalty",
    steps=STEPS,
    facts=FACTS,
    papers=(*PAPERS, *SERVICE_PAPERS, Paper("closing_approval", "结案审批表")),
    clocks=(*CASE_CLOCKS, *HEARING_CLOCKS, *SPOT_CLOCKS, *PAYMENT_CLOCKS),
    gates=(
        *POWER_GATES,
        *DEED_GATES,
        *LENIENCY_GATES,
        *HEARING_GATES,
        *REVIEW_GATES,
        NO_PENALTY_FOR_CRIME,
        *DECISION_GATES,
        *SPOT_GATES,
        *COLLECTION_GATES,
        DEMANDED_FIRST,
        remedies_expired(PENALTY_REMEDIES_END),
        *SERVICE_GATES,
    ),
    orders=(*OPENING_ORDERS, *NOTICE_ORDERS),
    evidence=(*DECISION_EVIDENCE, *ENFORCEMENT_EVIDENCE),
    services=SERVICES,
    amounts=AMOUNTS,
    publications=PUBLICATIONS,
    authorities=(TWO_OFFICERS, CERTIFICATE_SHOWN, RECUSAL, QUALIFIED, REGISTRATION, REVIEWERS),
)
