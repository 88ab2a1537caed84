"""The steps, facts and papers of an administrative suit in which the bureau is the defendant."""

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
)

TRACKS = {"ordinary": "普通程序", "simple": "简易程序"}
INSTANCES = {"first": "一审", "second": "二审", "retrial": "再审"}
FORMS = {"judgment": "判决", "ruling": "裁定", "mediation": "调解书"}
PARTIES = {"plaintiff": "原告", "bureau": "本局", "third_party": "第三人"}
EXCUSES = {
    "force_majeure": "不可抗力",
    "accident": "意外事件",
    "irreplaceable_duty": "他人不能代替的公务",
    "other_just_cause": "其他正当事由",
}
OUTCOMES = {
    "dismissed": "驳回诉讼请求",
    "suit_dismissed": "驳回起诉",
    "revoked": "撤销",
    "partly_revoked": "部分撤销",
    "modified": "变更",
    "performance_ordered": "责令履行",
    "payment_ordered": "判令给付",
    "declared_unlawful": "确认违法",
    "declared_void": "确认无效",
    "agreement_liability": "承担行政协议责任",
    "settled": "调解",
}
APPEAL_OUTCOMES = {
    "upheld": "维持原判",
    "reversed": "改判",
    "remanded": "发回重审",
    "appeal_withdrawn": "准许撤回上诉",
}

FACTS = (
    Fact("plaintiff", "原告", "text", personal=True),
    Fact("court", "受理法院", "text"),
    Fact("court_case", "法院案号", "text"),
    *ACT_FACTS,
    Fact("track", "审理程序", "choice", TRACKS, also=("适用程序",)),
    Fact("reconsidered", "起诉以前经过行政复议"),
    Fact("co_defendant", "复议机关是共同被告"),
    Fact("evidence_by_co_defendant", "由共同被告对原行政行为举证"),
    Fact("evidence_by", "法院确定的举证期限届满日", "day"),
)

PAPERS = (
    Paper("complaint", "起诉状副本", also=("起诉状",)),
    Paper("defense", "答辩状", also=("行政答辩状",)),
    *REPLY_PAPERS,
    Paper("extension_request", "延期提供证据申请书"),
    Paper("identity_proof", "负责人身份证明", also=("出庭负责人身份证明", "职务证明")),
    Paper("authorization_letter", "授权委托书"),
    Paper("excuse_proof", "负责人不能出庭的情况说明和证明材料", also=("情况说明",)),
    Paper("correction_notice", "改变行政行为告知法院的书面材料"),
    Paper("judgment", "裁判文书", also=("判决书", "裁定书")),
    Paper("judicial_advice", "司法建议书"),
    Paper("performance_proof", "履行裁判的证明"),
)

SUING = (
    Step(
        "reconsideration_decided",
        "原告收到行政复议决定书",
        holder="party",
        also=("收到复议决定书",),
    ),
    Step("sued", "起诉", holder="party"),
    Step("docketed", "立案", holder="court", after=("sued",)),
    Step(
        "copy_received",
        "收到起诉状副本",
        facts=(Fact("sent_on", "法院发送日期", "day"),),
        after=("sued",),
        also=("收到应诉通知书",),
    ),
    Step(
        "document_review_requested",
        "请求一并审查规范性文件",
        facts=(Fact("good_cause", "有正当理由在法庭调查中提出"),),
        holder="party",
        after=("sued",),
    ),
)

DEFENDING = (
    Step("defense_filed", "提交答辩状", form="答辩状", after=("copy_received",)),
    Step(
        "evidence_filed",
        "提交证据",
        facts=(
            Fact("within_reconsideration_file", "证据均已在复议中提交"),
            Fact("parties_heard", "作出行为以前已保障陈述、申辩和听证权利"),
        ),
        form="证据目录",
        after=("copy_received",),
        repeats=True,
        also=("举证",),
    ),
    Step(
        "extension_requested",
        "申请延期提供证据",
        facts=(Fact("in_writing", "以书面提出"),),
        after=("copy_received",),
    ),
    Step(
        "extension_granted",
        "准许延期提供证据",
        holder="court",
        after=("extension_requested",),
    ),
    Step("cause_ended", "延期举证的正当事由消除", after=("extension_granted",)),
    EVIDENCE_COLLECTED,
    Step(
        "self_corrected",
        "改变被诉行政行为",
        facts=(
            Fact("within_law", "不违反禁止性规定、不超越或者放弃职权、不损害公益和他人"),
            Fact("court_told", "已书面告知法院"),
        ),
        after=("sued",),
        also=("主动纠错", "自我纠正"),
    ),
)

IN_COURT = (
    Step("head_called", "法院通知负责人出庭", holder="court", after=("sued",), repeats=True),
    Step(
        "session_held",
        "开庭审理",
        facts=(
            Fact("instance", "审级", "choice", INSTANCES),
            Fact("attended", "本局出庭人员", "list", ATTENDEES),
            Fact("agents", "诉讼代理人人数", "count"),
            Fact("called_again", "法院通知负责人再次出庭"),
            Fact("head_of_co_defendant", "共同被告商定由对方负责人出庭"),
            Fact("excuse", "负责人不能出庭的事由", "choice", EXCUSES),
            Fact("excuse_confirmed", "说明已盖章或者由主要负责人签字"),
            Fact("spoke_to_resolution", "负责人就实质性解决争议发表意见"),
            Fact("left_early", "负责人未经许可中途退庭"),
            Fact("refused_to_explain", "负责人拒绝解释说明"),
        ),
        holder="court",
        after=("docketed",),
        repeats=True,
        also=("开庭",),
    ),
    Step("suspended", "中止诉讼", holder="court", after=("docketed",), repeats=True),
    Step("resumed", "恢复诉讼", holder="court", after=("suspended",), repeats=True),
    Step("turned_ordinary", "转为普通程序", holder="court", after=("docketed",)),
    Step("extended", "上级法院批准延长审限", holder="court", after=("docketed",), repeats=True),
)

JUDGING = (
    Step(
        "withdrawn",
        "申请撤诉",
        facts=(
            Fact("true_will", "出于真实意思"),
            Fact("third_party_objects", "第三人有异议"),
        ),
        holder="party",
        after=("sued",),
    ),
    Step("withdrawal_allowed", "准许撤诉", holder="court", after=("withdrawn",)),
    Step(
        "judged",
        "作出一审裁判",
        facts=(
            Fact("form", "裁判形式", "choice", FORMS),
            Fact("outcome", "裁判结果", "choice", OUTCOMES),
        ),
        holder="court",
        after=("docketed",),
        also=("一审判决", "一审裁定"),
    ),
    Step(
        "judgment_served",
        "送达一审裁判文书",
        facts=(Fact("to", "受送达人", "choice", PARTIES),),
        holder="court",
        after=("judged",),
        repeats=True,
        by_party="to",
    ),
    Step(
        "appealed",
        "提起上诉",
        facts=(Fact("by", "上诉人", "choice", PARTIES),),
        holder="party",
        after=("judged",),
        repeats=True,
    ),
    Step("appeal_received", "上诉法院收到上诉状", holder="court", after=("appealed",)),
    Step(
        "finally_judged",
        "作出二审裁判",
        facts=(Fact("appeal_outcome", "二审结果", "choice", APPEAL_OUTCOMES),),
        holder="court",
        after=("appealed",),
        also=("二审判决", "终审判决"),
    ),
)

PERFORMING = (
    Step("effective", "裁判发生法律效力", holder="court", after=("judged",)),
    REDONE,
    PERFORMED,
    Step(
        "advice_received",
        "收到司法建议",
        facts=(Fact("about_document", "建议修改或者废止规范性文件"),),
        repeats=True,
    ),
    Step("advice_answered", "书面答复司法建议", after=("advice_received",)),
    Step("archived", "归档", after=("judged", "withdrawal_allowed"), also=("案卷归档",)),
)

STEPS = (*ACT_STEPS, *SUING, *DEFENDING, *IN_COURT, *JUDGING, *PERFORMING)
