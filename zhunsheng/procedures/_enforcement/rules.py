"""Rules of the Administrative Penalty Law that hold for every ordinary penalty."""

from __future__ import annotations

from zhunsheng.law.procedure import Authority, Clock, Evidence, Gate, Order
from zhunsheng.law.rule import (
    OWN_DAY,
    count,
    fact,
    first,
    known,
    otherwise,
    own,
    size,
    surely,
    value,
)
from zhunsheng.procedures._enforcement import (
    DELAYED_SLIGHTLY,
    HEARING_ASKED,
    HEARING_DUE,
    HEARING_FAULTY,
    INCOMPLETE,
    NOT_THE_PARTYS,
    NOTICE_SERVED,
    ON_THE_SPOT,
    PENALTY,
    PROOF,
    REVIEW_DUE,
    REVIEW_DUE_BY_GUIDANCE,
    STATEMENT_HEARD,
    UNCERTIFIED,
    UNDISCUSSED,
    UNHEARD,
    UNHEARD_HEARING,
    UNPROVED,
    UNREASONABLE,
    UNREVIEWED,
    WRONG_BASIS,
    came_before,
    reviewed_before,
)

# --- before the decision --------------------------------------------------------------------------

HEARING_GATES = (
    Gate(
        "statement_heard",
        "处罚决定作出前应当告知事实、理由、依据和权利，并听取陈述申辩",
        step="penalty_decided",
        needs=came_before(first("informed"), PENALTY) & STATEMENT_HEARD,
        per="行政处罚法/62",
        breach=UNHEARD,
        when=~ON_THE_SPOT,
    ),
    Gate(
        "notice_before_decision",
        "告知书应当在处罚决定作出以前送达",
        step="penalty_decided",
        needs=came_before(NOTICE_SERVED, PENALTY - 1),
        per="行政处罚法/44",
        breach=UNHEARD,
        when=~ON_THE_SPOT & known(first("informed")),
        unless=known(first("waived")) | known(first("defended")),
    ),
    Gate(
        "hearing_offered",
        "拟作出较重处罚的，应当告知当事人有要求听证的权利",
        step="penalty_decided",
        needs=fact("hearing_offered", of="informed"),
        per="行政处罚法/63.1",
        breach=UNHEARD_HEARING,
        when=HEARING_DUE,
        unless=known(first("hearing_held")),
    ),
    Gate(
        "hearing_held",
        "当事人在期限内要求听证的，应当举行听证后再作处罚决定",
        step="penalty_decided",
        needs=came_before(first("hearing_held"), PENALTY),
        per="行政处罚法/63.1",
        breach=UNHEARD_HEARING,
        when=HEARING_DUE & HEARING_ASKED,
        unless=known(first("hearing_waived")),
    ),
    Gate(
        "heard_again",
        "听证后出现可能改变事实认定的新证据的，应当重新听证",
        step="penalty_decided",
        needs=count("hearing_held") > 1,
        per="湖南省行政程序规定/144",
        breach=HEARING_FAULTY,
        when=fact("new_evidence_after_hearing") & known(first("hearing_held")),
    ),
    Gate(
        "hearing_host",
        "听证应当由非本案调查人员主持",
        step="hearing_held",
        needs=~surely(own("host_investigated")),
        per="行政处罚法/64.1.4",
        breach=HEARING_FAULTY,
        each=True,
    ),
    Gate(
        "not_harsher_for_defending",
        "不得因当事人陈述申辩而给予更重的处罚",
        step="penalty_decided",
        needs=fact("fine", of="penalty_decided") <= fact("proposed_fine", of="informed"),
        per="行政处罚法/45.2",
        breach=UNREASONABLE,
        when=known(first("defended"))
        & known(fact("fine", of="penalty_decided"))
        & known(fact("proposed_fine", of="informed")),
    ),
)
REVIEW_GATES = (
    Gate(
        "legally_reviewed",
        "未经法制审核或者审核未通过的，不得作出处罚决定",
        step="penalty_decided",
        needs=reviewed_before("penalty_decided"),
        per="行政处罚法/58.1",
        breach=UNREVIEWED,
        when=REVIEW_DUE & ~ON_THE_SPOT,
        only_in_force=True,
    ),
    Gate(
        "legally_reviewed_as_major",
        "列入重大执法决定的，未经法制审核或者审核未通过不得作出决定",
        step="penalty_decided",
        needs=reviewed_before("penalty_decided"),
        per="国办发〔2018〕118号/4:part",
        breach=UNREVIEWED,
        when=REVIEW_DUE_BY_GUIDANCE & ~REVIEW_DUE,
        only_in_force=True,
    ),
    Gate(
        "collectively_discussed",
        "情节复杂或者重大违法行为，应当由负责人集体讨论决定",
        step="penalty_decided",
        needs=came_before(first("collectively_discussed"), PENALTY),
        per="行政处罚法/57.2",
        breach=UNDISCUSSED,
        when=fact("complex_or_major"),
    ),
)
REVIEWERS = Authority(
    "reviewer_qualified",
    "初次从事法制审核的人员应当取得法律职业资格",
    steps=("legally_reviewed",),
    needs=~surely(own("first_time_reviewer")) | own("law_qualified"),
    per="行政处罚法/58.2",
    breach=UNREVIEWED,
    only_in_force=True,
)
NO_PENALTY_FOR_CRIME = Gate(
    "crime_referred_first",
    "违法行为涉嫌犯罪的，应当移送司法机关，不得以罚代刑",
    step="penalty_decided",
    needs=came_before(first("referred"), PENALTY),
    per="行政执法机关移送涉嫌犯罪案件的规定/11.1",
    breach=WRONG_BASIS,
    when=fact("suspected_crime"),
)

# --- the decision itself --------------------------------------------------------------------------

DECISION_GATES = (
    Gate(
        "remedies_stated",
        "处罚决定书应当载明申请复议、提起诉讼的途径和期限",
        step="penalty_decided",
        needs=own("remedies_stated"),
        per="行政处罚法/59.1.5",
        breach=INCOMPLETE,
        each=True,
    ),
    Gate(
        "decision_complete",
        "处罚决定书应当载明法定事项",
        step="penalty_decided",
        needs=otherwise(size(own("missing_items")), 0) < 1,
        per="行政处罚法/59.1",
        breach=INCOMPLETE,
        each=True,
    ),
    Gate(
        "discretion_reasoned",
        "处罚应当遵守裁量权基准，载明适用的裁量阶次",
        step="penalty_decided",
        needs=known(own("discretion_level")),
        per="湖南省行政程序规定/91.4",
        breach=INCOMPLETE,
        when=known(own("fine")),
        each=True,
    ),
)
DECISION_EVIDENCE = (
    Evidence(
        "facts_proved",
        "证明违法事实的证据",
        papers=PROOF,
        before="penalty_decided",
        per="行政处罚法/40",
        breach=UNPROVED,
    ),
    Evidence(
        "review_opinion",
        "法制审核意见书",
        papers=("legal_opinion",),
        before="penalty_decided",
        per="国办发〔2018〕118号/13:opinion",
        breach=INCOMPLETE,
        when=known(first("legally_reviewed")),
        only_in_force=True,
    ),
    Evidence(
        "hearing_recorded",
        "听证笔录",
        papers=("hearing_record",),
        before="penalty_decided",
        per="行政处罚法/65",
        breach=HEARING_FAULTY,
        when=known(first("hearing_held")),
    ),
    Evidence(
        "discussion_recorded",
        "集体讨论记录",
        papers=("discussion_minutes",),
        before="penalty_decided",
        per="行政处罚法/57.2",
        breach=INCOMPLETE,
        when=known(first("collectively_discussed")),
    ),
)
NOTICE_ORDERS = (
    Order(
        "ended_before_notice",
        "调查终结、审查调查结果以后才能告知拟作出的处罚",
        first="investigation_ended",
        then="informed",
        per="行政处罚法/57.1",
        breach=INCOMPLETE,
    ),
)
TWO_OFFICERS = Authority(
    "two_officers",
    "调查、检查时执法人员不得少于两人",
    steps=("investigated",),
    needs=size(own("officers")) >= value("行政处罚法/42.1", "count", OWN_DAY),
    per="行政处罚法/42.1",
    breach=UNCERTIFIED,
)
CERTIFICATE_SHOWN = Authority(
    "certificate_shown",
    "调查、检查时应当主动出示执法证件",
    steps=("investigated",),
    needs=own("certificate_shown"),
    per="行政处罚法/55.1",
    breach=UNCERTIFIED,
)

# --- clocks ---------------------------------------------------------------------------------------

HEARING_CLOCKS = (
    Clock(
        "hearing_window",
        "作出处罚决定",
        starts=NOTICE_SERVED,
        ends="penalty_decided",
        per="行政处罚法/64.1.1",
        breach=UNHEARD_HEARING,
        when=HEARING_DUE,
        unless=known(first("hearing_waived")) | known(first("hearing_held")),
        floor=True,
    ),
    Clock(
        "hearing_request",
        "要求听证",
        starts=NOTICE_SERVED,
        ends="hearing_requested",
        per="行政处罚法/64.1.1",
        breach=NOT_THE_PARTYS,
        holder="party",
        when=HEARING_DUE,
        unless=known(first("hearing_waived")) | known(PENALTY),
    ),
    Clock(
        "hearing_notice",
        "通知举行听证的时间地点",
        starts="hearing_held",
        ends="hearing_notified",
        per="行政处罚法/64.1.2",
        breach=HEARING_FAULTY,
        backward=True,
    ),
    Clock(
        "hearing_report",
        "提出听证报告",
        starts="hearing_held",
        ends="hearing_reported",
        per="湖南省行政程序规定/143.3",
        breach=DELAYED_SLIGHTLY,
    ),
)
