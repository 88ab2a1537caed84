"""What a penalty and a supervision case share: notice, hearing, review, decision, enforcement."""

from __future__ import annotations

import functools

from zhunsheng.law.procedure import Breach, Fact, Paper, Step
from zhunsheng.law.rule import (
    OWN_DAY,
    TODAY,
    Node,
    after,
    any_of,
    choose,
    fact,
    first,
    in_force,
    includes,
    known,
    lesser,
    otherwise,
    own,
    rolled,
    surely,
    value,
)
from zhunsheng.procedures.service import effective_day

# --- what a breach means --------------------------------------------------------------------------

DELAYED = Breach("procedure", "unlawful")
DELAYED_SLIGHTLY = Breach("procedure", "flaw")
UNHEARD = Breach("procedure", "revoke", "撤回决定，重新告知并听取陈述申辩后再作决定")
UNHEARD_HEARING = Breach("procedure", "revoke", "撤回决定，告知听证权利，依申请组织听证后再作决定")
HEARING_FAULTY = Breach("procedure", "revoke", "重新通知并举行听证")
UNREVIEWED = Breach("procedure", "revoke", "撤回决定，经法制审核通过后重新作出")
UNDISCUSSED = Breach("procedure", "revoke", "撤回决定，经负责人集体讨论后重新作出")
UNCERTIFIED = Breach("procedure", "revoke", "由两名以上持证人员重新调查取证")
UNPROVED = Breach("facts", "revoke", "撤回决定，补充证据后重新作出")
UNSERVED = Breach("procedure", "unlawful", "依法重新送达")
UNPUBLISHED = Breach("procedure", "flaw", "立即公开")
INCOMPLETE = Breach("procedure", "flaw", "书面补正并送达当事人")
WRONG_BASIS = Breach("basis", "revoke", "撤回决定，依正确的条款重新作出")
WRONG_SUM = Breach("basis", "revoke", "变更罚款数额，另行作出决定")
UNREASONABLE = Breach("propriety", "revoke", "撤回决定，按裁量权基准重新作出")
NO_POWER = Breach("authority", "revoke", "撤回决定，移送有管辖权的机关")
NOT_THE_PARTYS = Breach("procedure", "flaw")
RIGHT_LOST = Breach("procedure", "unlawful")

# --- papers ---------------------------------------------------------------------------------------

PAPERS = (
    Paper("opening_approval", "立案审批表"),
    Paper("extension_approval", "延长办案期限审批表"),
    Paper("questioning_record", "询问笔录", also=("调查询问笔录",)),
    Paper("inspection_record", "现场检查笔录", also=("检查记录",)),
    Paper("documentary_evidence", "书证"),
    Paper("audio_visual", "音像记录", also=("录音录像",)),
    Paper("witness_statement", "证人证言"),
    Paper("expert_opinion", "鉴定意见", also=("审计报告",)),
    Paper("investigation_report", "调查终结报告", also=("案件调查报告",)),
    Paper("notice", "事先告知书", also=("行政处罚事先告知书", "行政处罚告知书")),
    Paper("statement_record", "陈述申辩笔录", also=("陈述申辩书",)),
    Paper("hearing_record", "听证笔录"),
    Paper("hearing_report", "听证报告"),
    Paper("legal_opinion", "法制审核意见书"),
    Paper("discussion_minutes", "集体讨论记录"),
    Paper("decision", "决定书", also=("行政处罚决定书", "行政处理决定书")),
    Paper("demand_letter", "催告书"),
    Paper("enforcement_application", "强制执行申请书"),
    Paper("payment_receipt", "罚款缴纳凭证"),
)
PROOF = (
    "questioning_record",
    "inspection_record",
    "documentary_evidence",
    "audio_visual",
    "witness_statement",
    "expert_opinion",
)

# --- facts ----------------------------------------------------------------------------------------

SANCTIONS = {
    "warning": "警告",
    "fine": "罚款",
    "confiscation": "没收违法所得",
    "large_confiscation": "没收较大数额违法所得",
    "license_revoked": "吊销许可证件",
    "qualification_lowered": "降低资质等级",
    "production_stopped": "责令停产停业",
    "closed_down": "责令关闭",
    "trade_barred": "限制从业",
    "other_heavy": "其他较重的行政处罚",
}
HEAVY = (
    "large_confiscation",
    "license_revoked",
    "qualification_lowered",
    "production_stopped",
    "closed_down",
    "trade_barred",
    "other_heavy",
)
CASE_FACTS = (
    Fact(
        "offender",
        "当事人类型",
        "choice",
        {"organization": "法人或者其他组织", "citizen": "公民"},
    ),
    Fact("party", "当事人", "text", also=("被处罚人", "用人单位")),
    Fact("simple", "适用简易程序"),
    Fact("violation_ended_on", "违法行为终了日期", "day", also=("违法行为发生日期",)),
    Fact("continuing", "违法行为处于连续或者继续状态"),
    Fact("grave_harm", "涉及公民生命健康安全或者金融安全且有危害后果"),
    Fact("statement_by", "陈述申辩截止日期", "day"),
    Fact("suspected_crime", "违法行为涉嫌犯罪"),
    Fact("major_public_interest", "涉及重大公共利益"),
    Fact("major_rights", "直接关系当事人或者第三人重大权益"),
    Fact("complex_relations", "案情疑难复杂、涉及多个法律关系"),
    Fact("social_risk", "可能造成重大社会影响或者引发社会风险"),
    Fact("review_required_by_law", "法律法规规定应当法制审核"),
    Fact("complex_or_major", "情节复杂或者重大违法行为"),
    Fact("new_evidence_after_hearing", "听证后出现可能改变事实认定的新证据"),
    Fact("remedies_ended_on", "复议诉讼终结日期", "day", also=("救济期限届满日期",)),
    Fact("no_social_influence", "处罚决定不具有社会影响，不需公开"),
)

LENIENCY_FACTS = (
    Fact("offender_born_on", "当事人出生日期", "day", personal=True),
    Fact("mitigated", "具有从轻或者减轻处罚的法定情形"),
    Fact("minor", "违法行为轻微"),
    Fact("corrected_in_time", "违法行为已及时改正"),
    Fact("already_corrected", "违法行为已经改正"),
    Fact("harmless", "没有造成危害后果"),
    Fact("faultless", "当事人有证据足以证明没有主观过错"),
    Fact("milder_law_now", "作出决定时新规定处罚较轻"),
    Fact("criminally_fined", "人民法院已判处罚金"),
)

# --- steps ----------------------------------------------------------------------------------------

OFFICERS = Fact("officers", "承办人员", "list", also=("办案人员", "执法人员"))
SANCTIONS_FACT = Fact("sanctions", "处罚种类", "list", SANCTIONS)
FINE = Fact("fine", "罚款金额", "yuan", also=("罚款数额",))
DECISION_FACTS = (
    FINE,
    SANCTIONS_FACT,
    OFFICERS,
    Fact("on_the_spot", "当场处罚", also=("简易程序",)),
    Fact("statement_heard", "当场听取陈述申辩"),
    Fact("handed_over", "决定书当场交付"),
    Fact("certificate_shown", "出示执法证件"),
    Fact("remedies_stated", "载明复议诉讼途径和期限"),
    Fact("missing_items", "决定书缺少的法定事项", "list"),
    Fact("discretion_level", "裁量阶次", "text"),
    Fact("lenient", "从轻或者减轻处罚"),
    Fact("orders_correction", "同时责令改正"),
    Fact("milder_law_applied", "适用较轻的新规定"),
)
NOTICE_STEPS = (
    Step(
        "informed",
        "事先告知",
        facts=(
            Fact("hearing_offered", "告知听证权利"),
            Fact("proposed_fine", "拟罚款金额", "yuan"),
            SANCTIONS_FACT,
        ),
        form="事先告知书",
        after=("investigation_ended",),
        repeats=True,
    ),
    Step("defended", "陈述申辩", holder="party", after=("informed",), repeats=True),
    Step("waived", "放弃陈述申辩", holder="party", after=("informed",)),
    Step("hearing_requested", "申请听证", holder="party", after=("informed",)),
    Step("hearing_waived", "放弃听证", holder="party", after=("informed",)),
    Step("hearing_notified", "通知听证", form="听证通知书", after=("hearing_requested",)),
    Step(
        "hearing_held",
        "举行听证",
        facts=(Fact("host_investigated", "主持人参与本案调查"),),
        form="听证笔录",
        after=("hearing_notified",),
        repeats=True,
    ),
    Step("hearing_reported", "提出听证报告", form="听证报告", after=("hearing_held",)),
    Step(
        "legally_reviewed",
        "法制审核",
        facts=(
            Fact("passed", "审核通过"),
            Fact("first_time_reviewer", "审核人员初次从事法制审核"),
            Fact("law_qualified", "审核人员取得法律职业资格"),
        ),
        form="法制审核意见书",
        after=("informed", "investigation_ended"),
        repeats=True,
    ),
    Step(
        "collectively_discussed",
        "集体讨论",
        form="集体讨论记录",
        after=("informed", "investigation_ended"),
        repeats=True,
    ),
)
ENFORCEMENT_STEPS = (
    Step("fine_paid", "缴纳罚款", holder="party", after=("penalty_decided",), repeats=True),
    Step(
        "deferred",
        "批准暂缓或者分期缴纳",
        facts=(Fact("deferred_until", "暂缓或者分期截止日期", "day"),),
        after=("penalty_decided",),
    ),
    Step("demanded", "催告", form="催告书", after=("served",), repeats=True),
    Step(
        "enforcement_applied",
        "申请法院强制执行",
        form="强制执行申请书",
        after=("demanded",),
    ),
    Step("disclosed", "公开处罚决定", after=("penalty_decided",)),
    Step(
        "overturned",
        "处罚决定被变更撤销或者确认违法无效",
        holder="reconsideration_body",
        after=("penalty_decided",),
        also=("处罚决定被撤销",),
    ),
    Step("taken_down", "撤回公开信息并说明理由", after=("overturned",)),
)

# --- nodes ----------------------------------------------------------------------------------------


def earliest(*days: Node) -> Node:
    """Return the earliest of the days that are known."""
    return functools.reduce(lambda a, b: lesser(otherwise(a, b), otherwise(b, a)), days)


PENALTY = first("penalty_decided")
ON_THE_SPOT = surely(fact("on_the_spot", of="penalty_decided"))
CITIZEN = otherwise(fact("offender"), "organization") == "citizen"
THRESHOLD_CITIZEN = "湖南省行政处罚听证程序规定/1:citizen"
THRESHOLD_ORGANIZATION = "湖南省行政处罚听证程序规定/1:organization"


def _large(name: str) -> Node:
    """Return whether the event's sum reaches the sum from which a hearing must be offered."""
    citizen = own(name) >= value(THRESHOLD_CITIZEN, "low", OWN_DAY)
    return choose(CITIZEN, citizen, own(name) >= value(THRESHOLD_ORGANIZATION, "low", OWN_DAY))


HEAVY_SANCTION = any_of(*(surely(includes(own("sanctions"), sanction)) for sanction in HEAVY))
HEARING_DUE = any_of(
    known(first("informed", where=surely(_large("proposed_fine")) | HEAVY_SANCTION)),
    known(first("penalty_decided", where=surely(_large("fine")) | HEAVY_SANCTION)),
).named("属于应当告知听证权利的处罚")
NOTICE_SERVED = effective_day("party", "notice").named("告知书送达日")
PENALTY_SERVED = effective_day("party", "penalty_decision").named("处罚决定送达日")
HEARING_CLOSES = rolled(after(NOTICE_SERVED, "行政处罚法/64.1.1"))
HEARING_ASKED = surely(first("hearing_requested") <= HEARING_CLOSES).named("在期限内申请听证")
STATEMENT_TERM_OVER = choose(
    known(PENALTY),
    fact("statement_by", sort="day") < PENALTY,
    fact("statement_by", sort="day") < TODAY,
)


def came_before(earlier: Node, later: Node) -> Node:
    """Return whether the one day is there and, once the other is, not after it; never not known."""
    return known(earlier) & ~surely(later < earlier)


STATEMENT_HEARD = any_of(
    came_before(first("defended"), PENALTY),
    came_before(first("waived"), PENALTY),
    came_before(first("hearing_held"), PENALTY),
    STATEMENT_TERM_OVER,
)
REVIEW_DUE = any_of(
    surely(fact("major_public_interest")),
    surely(fact("complex_relations")),
    surely(fact("review_required_by_law")),
    known(first("hearing_held")) & otherwise(fact("major_rights"), True),
    ~surely(in_force("行政处罚法/58.1.1", PENALTY)) & known(PENALTY),
).named("属于应当法制审核的决定")
REVIEW_DUE_BY_GUIDANCE = any_of(
    surely(fact("social_risk")),
    surely(fact("major_rights")),
    surely(fact("complex_relations")),
    known(first("hearing_held")),
)
REVIEW_SILENT = known(first("legally_reviewed", where=~known(own("passed"))))


def reviewed_before(step: str) -> Node:
    """Return whether a review was passed before the step; not known where its result is not."""
    passed = came_before(first("legally_reviewed", where=own("passed")), first(step))
    return passed | (REVIEW_SILENT & fact("passed", of="legally_reviewed"))
