"""What must hold when a step of a reconsideration is taken: gates and orders."""

from __future__ import annotations

from zhunsheng.law.procedure import Breach, Gate, Order
from zhunsheng.law.rule import (
    OWN_DAY,
    after,
    all_of,
    among,
    any_of,
    fact,
    first,
    in_force,
    includes,
    known,
    own,
    rolled,
    value,
)
from zhunsheng.procedures._dispute import (
    BY_A_HEAD,
    BY_STAFF,
    COLLECTED_TOO_LATE,
    HEAD_ABSENT,
    INACTION,
    ONLY_FOR_PROCEDURE,
    REMEDIES_UNTOLD,
    REPEATED,
    SAME_AGAIN,
    THEIRS,
)
from zhunsheng.procedures.reconsideration.days import COPY, DUTY_ENDED, SET_ASIDE, SIMPLE

APPLIED_NOW = first("applied", in_force("行政复议法/21:ordinary", OWN_DAY))
NAMED_NOW = first("agents_named", in_force("行政复议法实施条例/18.2", OWN_DAY))
SIMPLE_SUM = value(
    "行政复议法/53.1.3", "high", first("copy_received", in_force("行政复议法/53.1.3", OWN_DAY))
)
PENDING = first("applied") <= OWN_DAY

ON_THE_APPLICATION = (
    Gate(
        "remedies_told",
        "作出不利的行政行为应当告知复议权利、复议机关和申请期限",
        step="act_made",
        needs=fact("remedies_told_in_act"),
        per="行政复议法实施条例/25",
        breach=REMEDIES_UNTOLD,
        when=known(fact("remedies_told_in_act")),
        unless=known(first("remedies_told")),
    ),
    Gate(
        "review_first_told",
        "应当先申请复议的，作出行政行为时应当告知",
        step="act_made",
        needs=fact("review_first_told"),
        per="行政复议法/23.2",
        breach=REMEDIES_UNTOLD,
        when=known(fact("review_first_told")),
        only_in_force=True,
    ),
    Gate(
        "application_longest",
        "自行政行为作出之日起超过最长期限的申请不予受理",
        step="applied",
        needs=APPLIED_NOW
        <= rolled(after(first("act_made"), "行政复议法/21:ordinary", on=APPLIED_NOW)),
        per="行政复议法/21:ordinary",
        breach=THEIRS,
        when=known(first("act_made")),
        only_in_force=True,
        holder="party",
    ),
    Gate(
        "duty_matured",
        "履行职责期限届满以前不能以不履行法定职责为由申请复议",
        step="applied",
        needs=DUTY_ENDED < first("applied"),
        per="行政复议法实施条例/24.1.2",
        breach=THEIRS,
        when=INACTION,
        unless=fact("urgent"),
        holder="party",
    ),
    Gate(
        "scope",
        "行政指导、过程性行为、对下级的监督督促和信访处理不属于受理范围",
        step="accepted",
        needs=~among(
            fact("act_type"), "guidance", "process_act", "supervision_of_lower", "petition"
        ),
        per="行政复议法实施条例/36",
        breach=THEIRS,
        when=known(fact("act_type")),
        only_in_force=True,
        holder="reconsideration_body",
    ),
    Gate(
        "simple_allowed",
        "简易程序只适用于当场作出、警告或者通报批评、小额、信息公开的案件和各方同意的案件",
        step="copy_received",
        needs=any_of(
            fact("act_on_the_spot"),
            fact("warning_or_criticism"),
            fact("amount_at_stake") <= SIMPLE_SUM,
            fact("act_type") == "information",
            fact("all_agreed_to_simple"),
        ),
        per="行政复议法/53.1",
        breach=THEIRS,
        when=SIMPLE,
        only_in_force=True,
        holder="reconsideration_body",
    ),
)

ON_THE_REPLY = (
    Gate(
        "reply_content",
        "书面答复应当说明行政行为的合法性、适当性并回应复议请求",
        step="replied",
        needs=all_of(
            fact("explains_legality"), fact("explains_propriety"), fact("answers_requests")
        ),
        per="行政复议法实施条例/41",
        breach=Breach("procedure", "flaw", "在答复期限内补充书面答复"),
        only_in_force=True,
    ),
    Gate(
        "staff_agents",
        "应当指定一至二名工作人员作为代理人，不得仅委托律师",
        step="agents_named",
        needs=(own("staff_agents") >= 1)
        & (own("staff_agents") <= value("行政复议法实施条例/18.2", "count", NAMED_NOW)),
        per="行政复议法实施条例/18.2",
        breach=Breach("procedure", "flaw", "重新指定工作人员作为代理人"),
        each=True,
        only_in_force=True,
    ),
    Gate(
        "no_evidence_collected",
        "复议期间被申请人不得自行收集证据；对方提出新的理由或者证据并经同意的可以补充",
        step="evidence_collected",
        needs=all_of(own("new_points"), own("allowed"), in_force("行政复议法/46.2", OWN_DAY)),
        per="行政复议法/46.1",
        breach=COLLECTED_TOO_LATE,
        when=PENDING,
        each=True,
    ),
    Gate(
        "evidence_withheld",
        "行政程序中依法要求提供而无正当理由未提供的证据，复议机关不予采纳",
        step="evidence_offered",
        needs=~own("withheld_before"),
        per="行政复议法实施条例/47",
        breach=THEIRS,
        when=known(own("withheld_before")),
        each=True,
        only_in_force=True,
        holder="party",
    ),
    Gate(
        "head_at_hearing",
        "负责人应当参加听证；不能参加的应当说明理由并委托相应的工作人员参加",
        step="hearing_held",
        needs=BY_A_HEAD | (own("absence_explained") & BY_STAFF),
        per="行政复议法/51.3",
        breach=HEAD_ABSENT,
        each=True,
        only_in_force=True,
    ),
    Gate(
        "not_only_a_lawyer",
        "参加听证不得仅由律师代理",
        step="hearing_held",
        needs=BY_A_HEAD | BY_STAFF,
        per="行政复议法实施条例/18.2",
        breach=HEAD_ABSENT,
        when=includes(own("attended"), "lawyer"),
        each=True,
        only_in_force=True,
    ),
    Gate(
        "correction_told",
        "自行纠正行政处罚决定的，应当将有关情况告知申请人和复议机关",
        step="self_corrected",
        needs=fact("body_told", of="self_corrected"),
        per="行政复议法实施条例/38.1",
        breach=Breach("procedure", "flaw", "立即书面告知申请人和复议机关"),
        when=known(first("application_through_bureau")),
        only_in_force=True,
    ),
)

ON_THE_DECISION = (
    Gate(
        "not_worse",
        "变更决定不得对申请人更为不利，第三人提出相反请求的除外",
        step="decided",
        needs=~fact("worse_for_applicant", of="decided"),
        per="行政复议法/63.2",
        breach=THEIRS,
        when=known(fact("worse_for_applicant", of="decided")),
        unless=fact("third_party_opposed"),
        only_in_force=True,
        holder="reconsideration_body",
    ),
    Gate(
        "mediation_signed",
        "调解书经各方签字或者签章并加盖复议机关印章才有法律效力",
        step="mediated",
        needs=fact("signed_by_all", of="mediated") & fact("sealed", of="mediated"),
        per="行政复议法/73.1",
        breach=THEIRS,
        only_in_force=True,
        holder="reconsideration_body",
    ),
    Gate(
        "not_the_same_again",
        "不得以同一事实和理由作出与原行为相同或者基本相同的行为",
        step="redone",
        needs=~SAME_AGAIN,
        per="行政复议法/64.2",
        breach=REPEATED,
        when=SET_ASIDE,
        unless=ONLY_FOR_PROCEDURE & in_force("行政复议法/46.2", first("decided")),
        each=True,
    ),
)

GATES = (*ON_THE_APPLICATION, *ON_THE_REPLY, *ON_THE_DECISION)

ORDERS = (
    Order(
        "agents",
        "应当指定工作人员作为代理人参加行政复议",
        first="agents_named",
        then="decided",
        per="行政复议法实施条例/18.2",
        breach=Breach("procedure", "flaw"),
        when=in_force("行政复议法实施条例/18.2", COPY),
        only_in_force=True,
    ),
)
