"""What must hold when a step of a suit is taken: in particular who must appear in court."""

from __future__ import annotations

from zhunsheng.law.procedure import Breach, Gate
from zhunsheng.law.rule import (
    OWN_DAY,
    after,
    all_of,
    any_of,
    choose,
    fact,
    first,
    in_force,
    known,
    otherwise,
    own,
    paper,
    rolled,
    surely,
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
from zhunsheng.procedures.litigation.clocks import DUTY_ENDED, RECONSIDERED
from zhunsheng.procedures.litigation.steps import INSTANCES

DOCKETED = otherwise(first("docketed"), first("copy_received"))
SUED_NOW = first("sued", in_force("行政诉讼法/46.2:ordinary", OWN_DAY))
HEARD_NOW = first("session_held", in_force("法释〔2018〕1号/128.2", OWN_DAY))
REVIEW_FIRST = INACTION | surely((fact("act_type") == "penalty") & fact("act_on_the_spot"))
INSTANCE = otherwise(own("instance"), "first")
FIRST_SESSION = first("session_held", INSTANCE == "first")
CAME_ONCE = any_of(
    *(
        (INSTANCE == name) & known(first("session_held", BY_A_HEAD & (INSTANCE == name)))
        for name in INSTANCES
    )
)
EXCUSED = known(own("excuse")) & BY_STAFF
LAST_WORD = choose(known(first("appealed")), first("finally_judged"), first("judged"))

ON_THE_SUIT = (
    Gate(
        "remedies_told",
        "作出行政行为应当告知起诉期限",
        step="act_made",
        needs=fact("remedies_told_in_act"),
        per="法释〔2018〕1号/64.1",
        breach=REMEDIES_UNTOLD,
        when=known(fact("remedies_told_in_act")),
        unless=known(first("remedies_told")),
        only_in_force=True,
    ),
    Gate(
        "suit_longest",
        "自行政行为作出之日起超过最长期限的起诉不予受理",
        step="sued",
        needs=SUED_NOW <= rolled(after(first("act_made"), "行政诉讼法/46.2:ordinary", on=SUED_NOW)),
        per="行政诉讼法/46.2:ordinary",
        breach=THEIRS,
        when=known(first("act_made")) & ~RECONSIDERED,
        only_in_force=True,
        holder="party",
    ),
    Gate(
        "duty_matured",
        "履行职责期限届满以前不能以不履行法定职责为由起诉",
        step="sued",
        needs=DUTY_ENDED < first("sued"),
        per="行政诉讼法/47.1",
        breach=THEIRS,
        when=INACTION & ~RECONSIDERED,
        unless=fact("urgent"),
        only_in_force=True,
        holder="party",
    ),
    Gate(
        "review_first",
        "不履行法定职责和当场处罚的案件应当先申请行政复议",
        step="docketed",
        needs=RECONSIDERED,
        per="行政复议法/23.1",
        breach=THEIRS,
        when=REVIEW_FIRST,
        only_in_force=True,
        holder="court",
    ),
    Gate(
        "document_review",
        "一并审查规范性文件的请求应当在一审开庭审理以前提出，有正当理由的可以在法庭调查中提出",
        step="document_review_requested",
        needs=(OWN_DAY <= FIRST_SESSION) | own("good_cause"),
        per="法释〔2018〕1号/146",
        breach=THEIRS,
        when=known(FIRST_SESSION),
        each=True,
        only_in_force=True,
        holder="party",
    ),
)

ON_THE_EVIDENCE = (
    Gate(
        "no_evidence_collected",
        "诉讼中被告及其代理人不得自行收集证据；对方提出新的理由或者证据并经法院准许的可以补充",
        step="evidence_collected",
        needs=own("new_points") & own("allowed"),
        per="行政诉讼法/35",
        breach=COLLECTED_TOO_LATE,
        when=DOCKETED <= OWN_DAY,
        each=True,
        only_in_force=True,
    ),
    Gate(
        "evidence_after_act",
        "作出行政行为以后收集的证据不能证明该行为合法",
        step="evidence_collected",
        needs=OWN_DAY <= first("act_made"),
        per="法释〔2002〕21号/60.1.1",
        breach=COLLECTED_TOO_LATE,
        when=(first("act_made") < OWN_DAY) & ~surely(DOCKETED <= OWN_DAY),
        each=True,
    ),
    Gate(
        "evidence_shown_before",
        "复议中没有提交的证据不能证明行政行为合法",
        step="evidence_filed",
        needs=own("within_reconsideration_file"),
        per="法释〔2002〕21号/61",
        breach=Breach("facts", "revoke", "撤回复议中没有提交的证据"),
        when=RECONSIDERED,
        each=True,
    ),
    Gate(
        "evidence_after_hearing",
        "非法剥夺陈述、申辩或者听证权利所采用的证据不能证明行政行为合法",
        step="evidence_filed",
        needs=own("parties_heard"),
        per="法释〔2002〕21号/60.1.2",
        breach=Breach("procedure", "revoke"),
        when=known(own("parties_heard")),
        each=True,
    ),
)

IN_COURT = (
    Gate(
        "head_in_court",
        "负责人应当出庭应诉；不能出庭的应当说明法定事由并委托相应的工作人员出庭",
        step="session_held",
        needs=any_of(BY_A_HEAD, CAME_ONCE & ~surely(own("called_again")), EXCUSED),
        per="行政诉讼法/3.3",
        breach=HEAD_ABSENT,
        unless=own("head_of_co_defendant"),
        each=True,
        only_in_force=True,
    ),
    Gate(
        "not_only_a_lawyer",
        "不得仅委托律师出庭",
        step="session_held",
        needs=BY_A_HEAD | BY_STAFF,
        per="法释〔2018〕1号/128.2",
        breach=HEAD_ABSENT,
        each=True,
        only_in_force=True,
    ),
    Gate(
        "excuse_proved",
        "负责人不能出庭的，应当提交证明材料并盖章或者由主要负责人签字",
        step="session_held",
        needs=surely(paper("excuse_proof") <= OWN_DAY) & own("excuse_confirmed"),
        per="法释〔2020〕3号/9.1",
        breach=Breach("procedure", "flaw", "立即补交盖章或者签字的情况说明和证明材料"),
        when=known(own("excuse")) & ~surely(BY_A_HEAD),
        each=True,
        only_in_force=True,
    ),
    Gate(
        "identity_proved",
        "负责人出庭的，应当在开庭以前提交载明姓名、职务并盖章的身份证明，否则视为没有出庭",
        step="session_held",
        needs=surely(paper("identity_proof") <= OWN_DAY),
        per="法释〔2020〕3号/6.1",
        breach=Breach("procedure", "flaw", "按法院的告知补正身份证明"),
        when=BY_A_HEAD,
        each=True,
        only_in_force=True,
    ),
    Gate(
        "staff_authorized",
        "委托工作人员出庭的，应当提交盖章的授权委托书",
        step="session_held",
        needs=surely(paper("authorization_letter") <= OWN_DAY),
        per="法释〔2018〕1号/131.2",
        breach=Breach("procedure", "flaw", "补交授权委托书"),
        when=BY_STAFF,
        each=True,
        only_in_force=True,
    ),
    Gate(
        "agents",
        "另行委托的诉讼代理人不超过两名",
        step="session_held",
        needs=own("agents") <= value("法释〔2018〕1号/128.2", "count", HEARD_NOW),
        per="法释〔2018〕1号/128.2",
        breach=Breach("procedure", "flaw", "变更诉讼代理人"),
        when=known(own("agents")),
        each=True,
        only_in_force=True,
    ),
    Gate(
        "resolution",
        "出庭的负责人应当就实质性解决行政争议发表意见",
        step="session_held",
        needs=own("spoke_to_resolution"),
        per="法释〔2020〕3号/11.3",
        breach=Breach("procedure", "flaw", "庭后书面提出解决争议的意见"),
        when=BY_A_HEAD,
        each=True,
        only_in_force=True,
    ),
    Gate(
        "stayed",
        "出庭的负责人未经法庭许可不得中途退庭",
        step="session_held",
        needs=~own("left_early"),
        per="法释〔2020〕3号/12.1.4",
        breach=HEAD_ABSENT,
        when=known(own("left_early")),
        each=True,
        only_in_force=True,
    ),
    Gate(
        "explained",
        "法院要求解释说明的，出庭的负责人不得拒绝",
        step="session_held",
        needs=~own("refused_to_explain"),
        per="法释〔2020〕3号/12.1.5",
        breach=HEAD_ABSENT,
        when=known(own("refused_to_explain")),
        each=True,
        only_in_force=True,
    ),
)

ON_CORRECTING = (
    Gate(
        "corrected_before_judgment",
        "改变被诉行政行为应当在宣告判决或者裁定以前",
        step="self_corrected",
        needs=OWN_DAY <= otherwise(LAST_WORD, OWN_DAY),
        per="行政诉讼法/62",
        breach=Breach("authority", "revoke", "按生效裁判履行"),
        each=True,
        only_in_force=True,
    ),
    Gate(
        "corrected_within_law",
        "改变行政行为不得违反禁止性规定、超越或者放弃职权、损害公共利益和他人合法权益",
        step="self_corrected",
        needs=own("within_law"),
        per="法释〔2008〕2号/2.1.2",
        breach=Breach("authority", "revoke", "撤回该改变，依法重新处理"),
        each=True,
    ),
    Gate(
        "court_told",
        "改变被诉行政行为应当书面告知法院",
        step="self_corrected",
        needs=own("court_told"),
        per="法释〔2018〕1号/81.1",
        breach=Breach("procedure", "flaw", "立即书面告知法院"),
        each=True,
        only_in_force=True,
    ),
    Gate(
        "withdrawal_conditions",
        "因改变行政行为而撤诉的，应当出于真实意思、改变合法、已告知法院、第三人无异议",
        step="withdrawal_allowed",
        needs=all_of(
            fact("true_will", of="withdrawn"),
            ~otherwise(fact("third_party_objects", of="withdrawn"), False),
            fact("within_law", of="self_corrected"),
            fact("court_told", of="self_corrected"),
        ),
        per="法释〔2008〕2号/2",
        breach=THEIRS,
        when=known(first("self_corrected")),
        holder="court",
    ),
)

ON_PERFORMING = (
    Gate(
        "not_the_same_again",
        "不得以同一事实和理由作出与原行政行为基本相同的行为",
        step="redone",
        needs=~SAME_AGAIN,
        per="行政诉讼法/71",
        breach=REPEATED,
        when=fact("redo_ordered"),
        unless=ONLY_FOR_PROCEDURE & in_force("法释〔2018〕1号/90.2", first("judged")),
        each=True,
        only_in_force=True,
    ),
)

GATES = (*ON_THE_SUIT, *ON_THE_EVIDENCE, *IN_COURT, *ON_CORRECTING, *ON_PERFORMING)
