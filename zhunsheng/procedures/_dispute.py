"""What reconsideration and litigation share: the act under review, its service, who attends."""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.law.procedure import Breach, Clock, Fact, Paper, Step
from zhunsheng.law.rule import (
    OWN_DAY,
    TODAY,
    UNKNOWN,
    Node,
    after,
    as_node,
    choose,
    covered,
    fact,
    first,
    in_force,
    includes,
    known,
    least,
    lesser,
    otherwise,
    own,
    rolled,
    size,
    surely,
)

# --- what a breach means --------------------------------------------------------------------------

# A breach of the other side weighs nothing against the bureau; the engine leaves its gravity out.
THEIRS = Breach("procedure", "unlawful")
DEEMED_WITHOUT_EVIDENCE = Breach("facts", "revoke")
DEEMED_WITHOUT_BASIS = Breach("basis", "revoke")
COLLECTED_TOO_LATE = Breach("facts", "revoke", "剔除该证据，只提交作出行政行为以前收集的证据")
REPEATED = Breach("basis", "revoke", "撤回该行为，依据新的事实或者理由重新作出")
UNDONE = Breach("procedure", "unlawful", "立即履行，并说明迟延的理由")
UNREPORTED = Breach("procedure", "flaw", "立即报送或者答复，并说明迟延的理由")
REMEDIES_UNTOLD = Breach("procedure", "flaw", "补充告知；申请期限自当事人收到补充告知之日起算")
HEAD_ABSENT = Breach("procedure", "flaw", "向审理机关书面说明理由，再次开庭或者听证时由负责人参加")

# --- choices --------------------------------------------------------------------------------------

ACT_TYPES = {
    "determination": "工伤认定结论",
    "acceptance_refused": "工伤认定不予受理",
    "penalty": "行政处罚",
    "handling": "行政处理决定",
    "compulsion": "行政强制",
    "benefit": "社会保险待遇",
    "information": "政府信息公开",
    "inaction": "不履行法定职责",
    "dishonesty_list": "列入严重失信主体名单",
    "guidance": "行政指导",
    "process_act": "过程性行为",
    "supervision_of_lower": "对下级的监督督促",
    "petition": "信访事项处理",
    "other": "其他行政行为",
}
SERVED_BY = {
    "on_the_spot": "当场作出",
    "direct": "直接送达",
    "left": "留置送达",
    "mailed": "邮寄送达",
    "electronic": "电子送达",
    "announced": "公告送达",
}
SIDES = {"applicant": "申请人", "bureau": "本局", "third_party": "第三人"}
GROUNDS = {
    "facts": "主要事实不清、证据不足",
    "basis": "适用依据错误",
    "procedure": "违反法定程序",
    "authority": "超越职权",
    "abuse": "滥用职权",
    "propriety": "明显不当",
}
ATTENDEES = {
    "chief": "正职负责人",
    "deputy": "副职负责人",
    "deputy_level": "参与分管的副职级别负责人",
    "in_charge": "其他参与分管的负责人",
    "head_of_other": "受委托组织或者下级机关的负责人",
    "staff": "本机关相应的工作人员",
    "lawyer": "律师",
}

# --- facts and papers -----------------------------------------------------------------------------

ACT_FACTS = (
    Fact("act", "被诉行政行为文号", "text", also=("原行政行为", "被申请复议的行政行为")),
    Fact("act_type", "行政行为类别", "choice", ACT_TYPES),
    Fact("third_party", "第三人", "text", personal=True),
    Fact("act_on_the_spot", "行政行为当场作出"),
    Fact("remedies_told_in_act", "已告知救济途径和期限"),
    Fact("review_first_told", "已告知应当先申请复议"),
    Fact("duty_due_on", "法定履行期限届满日", "day"),
    Fact("urgent", "紧急情况请求保护人身权财产权"),
    Fact("redo_ordered", "责令重新作出"),
    Fact("perform_by", "决定或者裁判确定的履行期限届满日", "day"),
    Fact("revoked_for", "撤销的理由", "list", GROUNDS),
    Fact("resolved", "争议实质性化解"),
)
REPLY_PAPERS = (
    Paper("evidence", "作出行政行为的证据", also=("证据材料", "证据卷")),
    Paper("evidence_list", "证据目录", also=("证据清单",)),
    Paper("basis_list", "依据的规范性文件", also=("依据目录", "法律依据")),
)

# --- steps ----------------------------------------------------------------------------------------

ACT_STEPS = (
    Step("act_made", "作出行政行为"),
    Step(
        "act_served",
        "送达行政行为",
        facts=(Fact("method", "送达方式", "choice", SERVED_BY),),
        after=("act_made",),
        repeats=True,
    ),
    Step("act_known", "知道行政行为内容", holder="party"),
    Step("remedies_told", "补充告知救济途径和期限", after=("act_made",)),
    Step("duty_requested", "收到履行职责申请", holder="party"),
    Step("obstacle_arose", "发生耽误期限的事由", holder="party", repeats=True),
    Step("obstacle_ended", "耽误期限的事由消除", holder="party", repeats=True),
)
EVIDENCE_COLLECTED = Step(
    "evidence_collected",
    "作出行政行为以后收集证据",
    facts=(
        Fact("new_points", "对方提出行政程序中没有提出的理由或者证据"),
        Fact("allowed", "经审理机关同意补充"),
    ),
    repeats=True,
)
REDONE = Step(
    "redone",
    "重新作出行政行为",
    facts=(
        Fact("same_facts_and_reasons", "以同一事实和理由"),
        Fact("same_result", "结果相同或者基本相同"),
    ),
    repeats=True,
)
PERFORMED = Step("performed", "履行决定或者裁判", also=("履行完毕",))

# --- days -----------------------------------------------------------------------------------------


def sooner(one: Node, other: Node) -> Node:
    """Return the earlier of two days, or the one that is known."""
    return choose(known(one) & known(other), lesser(one, other), otherwise(one, other))


ARRIVED = choose(surely(own("method") == "announced"), after(OWN_DAY, "民事诉讼法/95.1"), OWN_DAY)
MADE_IN_PRESENCE = choose(surely(fact("act_on_the_spot")), first("act_made"), UNKNOWN)
KNEW = sooner(sooner(least("act_served", ARRIVED), first("act_known")), MADE_IN_PRESENCE).named(
    "知道行政行为之日"
)
UNTOLD = ~otherwise(fact("remedies_told_in_act"), True)
KNEW_WITH_REMEDIES = choose(UNTOLD, first("remedies_told"), KNEW).named(
    "知道行政行为和救济途径之日"
)
INACTION = surely(fact("act_type") == "inaction")
PERFORM_BY = fact("perform_by", sort="day")
SAME_AGAIN = own("same_facts_and_reasons") & own("same_result")
REVOKED_FOR = fact("revoked_for")
ONLY_FOR_PROCEDURE = surely(includes(REVOKED_FOR, "procedure") & (size(REVOKED_FOR) == 1))
BY_A_HEAD = (
    includes(own("attended"), "chief")
    | includes(own("attended"), "deputy")
    | includes(own("attended"), "deputy_level")
    | includes(own("attended"), "in_charge")
)
BY_STAFF = includes(own("attended"), "staff")


def right(clock: Clock) -> Clock:
    """Take a clock as a right: nobody fails a duty by letting it lapse, only by using it late.

    The clock shows its last day while it runs, and speaks again where the step came after it.
    """
    start = first(clock.starts) if isinstance(clock.starts, str) else clock.starts
    ended = first(clock.ends) if isinstance(clock.ends, str) else clock.ends
    if clock.only_in_force:
        start = choose(in_force(clock.per, start), start, UNKNOWN)
    stopped = as_node(0)
    if clock.pauses:
        stopped = covered((clock.pauses, clock.resumes), start, ended)
    due = rolled(after(start, clock.per, plus=stopped))
    in_play = known(ended) | (TODAY <= due)
    return replace(clock, when=in_play if clock.when is None else clock.when & in_play)
