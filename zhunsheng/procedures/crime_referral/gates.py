"""What must come first, and who may act, when a refusal-to-pay case moves."""

from __future__ import annotations

from zhunsheng.law.procedure import Authority, Breach, Gate, Order
from zhunsheng.law.rule import (
    OWN_DAY,
    TODAY,
    after,
    any_of,
    as_node,
    choose,
    fact,
    first,
    known,
    otherwise,
    own,
    rolled,
    size,
    surely,
    value,
)
from zhunsheng.procedures.crime_referral.breaches import (
    FINE_INSTEAD,
    FINE_TWICE,
    IRREGULAR,
    NOT_OURS,
    NOT_TRANSFERRED,
    PROCURATORATE_RULES,
    TRANSFER_RULES,
    UNAUTHORIZED,
)
from zhunsheng.procedures.crime_referral.elements import TRANSFER_HOLDS
from zhunsheng.procedures.crime_referral.nodes import (
    DECIDED,
    IS_REFUSED,
    OPENED,
    PAID,
    REFERRED,
    REFUSED,
    REVIEW_BEGAN,
    SUPERVISED,
)

REVIEW_DUE = rolled(after(REVIEW_BEGAN, f"{TRANSFER_RULES}/8"))
REVIEW_OVERDUE = choose(known(SUPERVISED), REVIEW_DUE < SUPERVISED, REVIEW_DUE < TODAY)

FINED_BY_THEN = surely(first("judged", own("court_fine")) <= OWN_DAY)

AUTHORITIES = (
    Authority(
        "case_team",
        "专案组由两名以上行政执法人员组成",
        ("team_formed",),
        size(own("officers")) >= value(f"{TRANSFER_RULES}/5.1", "count", OWN_DAY),
        f"{TRANSFER_RULES}/5.1",
        Breach("procedure", "flaw", "增补专案组成员，重新核实情况"),
    ),
    Authority(
        "approver",
        "移送由正职负责人或者主持工作的负责人审批",
        ("transfer_approved", "transfer_not_approved"),
        (own("approved_by") == "head") | (own("approved_by") == "acting_head"),
        f"{TRANSFER_RULES}/5.2",
        UNAUTHORIZED,
    ),
    Authority(
        "account_query",
        "查询账户和财产须经设区的市级以上人社部门负责人批准",
        ("accounts_queried",),
        own("query_approved_by") == "city_head",
        "保障农民工工资支付条例/40",
        Breach("authority", "unlawful", "补报有权的负责人批准后重新查询"),
        only_in_force=True,
    ),
)

TO_THE_FIRM = first("payment_ordered", own("ordered_party") == "qualified_firm")

GATES = (
    # Held from memory only, so not judged until the text of the notice is in the corpus.
    Gate(
        name="firm_before_unqualified_person",
        zh="业务交给无资格者的，先责令有资格的企业支付，证明已付清的再责令无资格者",
        step="payment_ordered",
        needs=(TO_THE_FIRM <= OWN_DAY) & fact("firm_paid_in_full"),
        per="人社部发〔2014〕100号/1.1.3",
        breach=IRREGULAR,
        when=own("ordered_party") == "unqualified_person",
        each=True,
    ),
    Gate(
        name="reasons_for_not_approving",
        zh="不批准移送的，理由应当记录在案",
        step="transfer_not_approved",
        needs=own("reasons_recorded"),
        per=f"{TRANSFER_RULES}/5.2",
        breach=IRREGULAR,
        each=True,
    ),
    Gate(
        name="same_level",
        zh="应当向同级公安机关移送",
        step="referred",
        needs=otherwise(own("police_level"), "same") == "same",
        per=f"{TRANSFER_RULES}/5.2",
        breach=Breach("procedure", "flaw", "改向同级公安机关移送"),
        each=True,
    ),
    Gate(
        name="no_penalty_instead",
        zh="应当移送的案件，不得以行政处罚代替移送",
        step="penalty_decided",
        needs=known(first("team_formed")) | known(first("transfer_proposed")) | known(REFERRED),
        per=f"{TRANSFER_RULES}/11.1",
        breach=FINE_INSTEAD,
        when=TRANSFER_HOLDS,
    ),
    Gate(
        name="no_fine_after_court_fine",
        zh="法院已经判处罚金的，不再罚款",
        step="penalty_decided",
        needs=~(
            (own("penalty_kind") == "fine") & surely(first("judged", own("court_fine")) <= OWN_DAY)
        ),
        per="行政处罚法/35.2:no_more_fine",
        breach=FINE_TWICE,
        each=True,
        only_in_force=True,
    ),
    Gate(
        name="acceptance",
        zh="公安机关不得不接受移送，也不得以材料不全为由不接受",
        step="acceptance_refused",
        needs=as_node(False),
        per=f"{TRANSFER_RULES}/17.1",
        breach=NOT_OURS,
        each=True,
        holder="police",
    ),
    Gate(
        name="refusal_with_reasons",
        zh="不予立案的，应当书面说明理由并退回案卷材料",
        step="opening_decided",
        needs=own("reasons_in_writing") & own("papers_returned"),
        per=f"{TRANSFER_RULES}/8",
        breach=NOT_OURS,
        when=IS_REFUSED,
        each=True,
        holder="police",
    ),
    Gate(
        name="either_limb",
        zh="有能力支付而不支付的，不以转移财产、逃匿为条件",
        step="opening_decided",
        needs=~surely((own("refusal_reason") == "no_flight_or_moved_assets") & fact("able_to_pay")),
        per="刑法/276-1.1",
        breach=NOT_OURS,
        when=IS_REFUSED,
        each=True,
        holder="police",
    ),
    Gate(
        name="supervision_ground",
        zh="公安机关不接受移送、不予立案或者逾期不决定的，才可以建议立案监督",
        step="supervision_requested",
        needs=any_of(known(REFUSED), known(first("acceptance_refused")), surely(REVIEW_OVERDUE)),
        per=f"{PROCURATORATE_RULES}/557.1",
        breach=Breach("procedure", "flaw", "等待公安机关的决定期限届满"),
    ),
    Gate(
        name="decision_before_closing",
        zh="已经移送的，公安机关作出决定以后才能结案",
        step="closed",
        needs=known(DECIDED),
        per=f"{TRANSFER_RULES}/8",
        breach=IRREGULAR,
        when=known(REFERRED),
    ),
    Gate(
        name="transfer_before_closing",
        zh="要件成立的案件，移送公安机关以后才能结案",
        step="closed",
        needs=known(REFERRED),
        per=f"{TRANSFER_RULES}/3.1",
        breach=NOT_TRANSFERRED,
        when=TRANSFER_HOLDS,
    ),
    Gate(
        name="answer_to_procuratorate",
        zh="检察院提出移送意见的，移送公安机关以后才能结案",
        step="closed",
        needs=known(REFERRED),
        per=f"{PROCURATORATE_RULES}/557.3",
        breach=NOT_TRANSFERRED,
        when=known(first("transfer_urged")),
    ),
    Gate(
        name="handling_after_refusal",
        zh="公安机关不予立案的，依法作出行政处理以后才能结案",
        step="closed",
        needs=known(first("administratively_handled")) | known(OPENED) | known(PAID),
        per=f"{TRANSFER_RULES}/10",
        breach=Breach("procedure", "unlawful", "依法作出行政处理，应当处罚的依法处罚"),
        when=known(REFUSED),
    ),
    Gate(
        name="handover_before_closing",
        zh="公安机关立案的，办结移交手续以后才能结案",
        step="closed",
        needs=known(first("handed_over")),
        per=f"{TRANSFER_RULES}/12",
        breach=IRREGULAR,
        when=known(OPENED),
    ),
)

ORDERS = (
    Order(
        "team_before_report",
        "提出移送报告以前应当指定专案组核实情况",
        "team_formed",
        "transfer_proposed",
        f"{TRANSFER_RULES}/5.1",
        IRREGULAR,
    ),
    Order(
        "report_before_approval",
        "批准移送以前应当有专案组的书面报告",
        "transfer_proposed",
        "transfer_approved",
        f"{TRANSFER_RULES}/5.1",
        IRREGULAR,
    ),
    Order(
        "approval_before_transfer",
        "移送以前应当经负责人批准",
        "transfer_approved",
        "referred",
        f"{TRANSFER_RULES}/5.2",
        UNAUTHORIZED,
    ),
    Order(
        "order_before_transfer",
        "移送以前应当责令支付",
        "payment_ordered",
        "referred",
        "法释〔2013〕3号/4.1",
        Breach("facts", "unlawful", "先依法责令限期支付，期满仍不支付的再移送"),
    ),
    Order(
        "refusal_before_reconsideration",
        "提请复议以前公安机关应当已经决定不予立案",
        "opening_decided",
        "reconsideration_requested",
        f"{TRANSFER_RULES}/9.1",
        IRREGULAR,
    ),
)
