"""The steps, facts and papers of a reconsideration in which the bureau is the respondent."""

from __future__ import annotations

from zhunsheng.law.procedure import Fact, Paper, Step
from zhunsheng.procedures._dispute import (
    ACT_FACTS,
    ACT_STEPS,
    ATTENDEES,
    EVIDENCE_COLLECTED,
    PERFORMED,
    REDONE,
    REPLY_PAPERS,
    SIDES,
)

TRACKS = {"ordinary": "普通程序", "simple": "简易程序"}
OUTCOMES = {
    "upheld": "维持",
    "revoked": "撤销",
    "partly_revoked": "部分撤销",
    "modified": "变更",
    "declared_unlawful": "确认违法",
    "declared_void": "确认无效",
    "performance_ordered": "责令履行",
    "agreement_liability": "承担行政协议责任",
    "dismissed": "驳回复议请求",
    "application_dismissed": "驳回复议申请",
}
SUSPENDED_FOR = {
    "death": "公民死亡，近亲属尚未确定参加",
    "incapacity": "丧失行为能力，尚未确定法定代理人",
    "missing": "申请人下落不明",
    "successor": "法人终止，尚未确定承受人",
    "force_majeure": "不可抗力或者其他正当理由",
    "mediation": "调解、和解，双方同意中止",
    "interpretation": "法律适用问题待解释或者确认",
    "other_case": "以其他案件的审理结果为依据",
    "document_review": "规范性文件附带审查或者依据审查",
    "other": "其他需要中止的情形",
}

FACTS = (
    Fact("applicant", "申请人", "text", personal=True),
    Fact("reconsideration_body", "行政复议机关", "text"),
    *ACT_FACTS,
    Fact("track", "审理程序", "choice", TRACKS, also=("适用程序",)),
    Fact("warning_or_criticism", "行政行为是警告或者通报批评"),
    Fact("amount_at_stake", "案件涉及款额", "yuan"),
    Fact("all_agreed_to_simple", "各方同意适用简易程序"),
    Fact("survey_days", "现场勘验所用日数", "count"),
    Fact("appraisal_days", "鉴定所用日数", "count"),
    Fact("body_may_handle", "复议机关有权处理该文件或者依据"),
    Fact("third_party_opposed", "第三人提出相反请求"),
)

PAPERS = (
    Paper("application", "行政复议申请书", also=("复议申请书", "行政复议申请笔录")),
    Paper("copy_receipt", "收到申请书副本的凭证"),
    Paper("reply", "行政复议答复书", also=("书面答复", "行政复议答辩书")),
    *REPLY_PAPERS,
    Paper("agent_letter", "代理人委托书", also=("授权委托书",)),
    Paper("absence_reasons", "负责人不能参加听证的理由说明"),
    Paper("hearing_record", "听证笔录"),
    Paper("decision", "行政复议决定书"),
    Paper("mediation_letter", "行政复议调解书"),
    Paper("opinion_letter", "行政复议意见书"),
    Paper("performance_proof", "履行复议决定的证明"),
)

APPLYING = (
    Step("application_through_bureau", "通过本局提交行政复议申请", holder="party"),
    Step("forwarded", "转送行政复议申请", after=("application_through_bureau",)),
    Step("applied", "复议机关收到行政复议申请", holder="party", also=("申请行政复议",)),
    Step(
        "supplement_requested",
        "通知补正",
        holder="reconsideration_body",
        after=("applied",),
    ),
    Step("supplemented", "补正", holder="party", after=("supplement_requested",)),
    Step("accepted", "受理", holder="reconsideration_body", after=("applied",)),
    Step("acceptance_refused", "不予受理", holder="reconsideration_body", after=("applied",)),
)

REPLYING = (
    Step(
        "copy_received",
        "收到行政复议申请书副本",
        facts=(Fact("sent_on", "复议机构发送日期", "day"),),
        after=("applied",),
        also=("收到答复通知书",),
    ),
    Step(
        "agents_named",
        "指定代理人",
        facts=(
            Fact("staff_agents", "工作人员代理人人数", "count"),
            Fact("lawyer_agents", "律师代理人人数", "count"),
        ),
        form="授权委托书",
        after=("copy_received",),
        repeats=True,
    ),
    Step(
        "replied",
        "提出书面答复",
        facts=(
            Fact("explains_legality", "说明合法性"),
            Fact("explains_propriety", "说明适当性"),
            Fact("answers_requests", "回应复议请求"),
        ),
        form="行政复议答复书",
        after=("copy_received",),
        repeats=True,
    ),
    Step(
        "evidence_offered",
        "申请人或者第三人提供证据",
        facts=(Fact("withheld_before", "行政程序中依法要求提供而无正当理由未提供"),),
        holder="party",
        after=("applied",),
        repeats=True,
    ),
    EVIDENCE_COLLECTED,
    Step(
        "self_corrected",
        "主动纠正行政行为",
        facts=(Fact("body_told", "已告知申请人和复议机关"),),
        also=("自行纠正",),
    ),
)

HEARING = (
    Step("turned_ordinary", "转为普通程序", holder="reconsideration_body", after=("applied",)),
    Step(
        "suspended",
        "中止行政复议",
        facts=(Fact("suspended_for", "中止原因", "choice", SUSPENDED_FOR),),
        holder="reconsideration_body",
        after=("applied",),
        repeats=True,
    ),
    Step(
        "resumed",
        "恢复审理",
        holder="reconsideration_body",
        after=("suspended",),
        repeats=True,
    ),
    Step(
        "extended",
        "延长复议期限",
        facts=(
            Fact("extension_approved", "经复议机构负责人批准"),
            Fact("extension_told", "已书面告知当事人"),
        ),
        holder="reconsideration_body",
        after=("applied",),
    ),
    Step(
        "hearing_notified",
        "通知听证",
        holder="reconsideration_body",
        after=("copy_received",),
        also=("收到听证通知书",),
    ),
    Step(
        "hearing_held",
        "举行听证",
        facts=(
            Fact("attended", "本局出席听证人员", "list", ATTENDEES),
            Fact("absence_explained", "负责人不能参加已说明理由"),
        ),
        holder="reconsideration_body",
        after=("copy_received",),
        repeats=True,
    ),
)

DOCUMENT_REVIEW = (
    Step("document_review_requested", "申请附带审查规范性文件", holder="party"),
    Step("document_handled", "处理规范性文件或者依据", holder="reconsideration_body"),
    Step(
        "document_transferred",
        "转送有权机关处理",
        facts=(Fact("transferred_to_bureau", "接受转送的是本局"),),
        holder="reconsideration_body",
    ),
    Step("transfer_answered", "回复转送的处理意见", after=("document_transferred",)),
    Step("document_notice_received", "收到规范性文件合法性答复通知"),
    Step("document_answered", "提交规范性文件合法性书面答复", after=("document_notice_received",)),
)

ENDING = (
    Step(
        "mediated",
        "达成行政复议调解",
        facts=(
            Fact("signed_by_all", "各方当事人签字或者签章"),
            Fact("sealed", "加盖复议机关印章"),
        ),
        holder="reconsideration_body",
        after=("applied",),
    ),
    Step("withdrawn", "撤回行政复议申请", holder="party", after=("applied",)),
    Step("terminated", "终止行政复议", holder="reconsideration_body", after=("applied",)),
    Step(
        "decided",
        "作出行政复议决定",
        facts=(
            Fact("outcome", "复议结果", "choice", OUTCOMES),
            Fact("worse_for_applicant", "变更对申请人更为不利"),
        ),
        holder="reconsideration_body",
        after=("applied",),
        also=("复议决定",),
    ),
    Step(
        "decision_served",
        "送达行政复议决定书",
        facts=(Fact("to", "受送达人", "choice", SIDES),),
        holder="reconsideration_body",
        after=("decided", "acceptance_refused"),
        repeats=True,
        by_party="to",
    ),
    Step("sued", "起诉", holder="party", after=("applied",)),
    REDONE,
    PERFORMED,
    Step("opinion_received", "收到行政复议意见书", also=("收到复议意见书",)),
    Step("opinion_reported", "报送纠正情况", after=("opinion_received",)),
    Step(
        "archived",
        "归档",
        after=("decided", "terminated", "acceptance_refused"),
        also=("案卷归档",),
    ),
)

STEPS = (*ACT_STEPS, *APPLYING, *REPLYING, *HEARING, *DOCUMENT_REVIEW, *ENDING)
