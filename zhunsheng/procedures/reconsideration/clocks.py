"""The time limits of a reconsideration: the applicant's, the body's and the bureau's."""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.law.procedure import Breach, Clock, Extension
from zhunsheng.law.rule import (
    OWN_DAY,
    after,
    fact,
    first,
    in_force,
    known,
    otherwise,
    own,
    paper,
    rolled,
    surely,
)
from zhunsheng.procedures._dispute import (
    DEEMED_WITHOUT_BASIS,
    DEEMED_WITHOUT_EVIDENCE,
    INACTION,
    KNEW,
    KNEW_WITH_REMEDIES,
    PERFORM_BY,
    THEIRS,
    UNDONE,
    UNREPORTED,
    UNTOLD,
    right,
    sooner,
)
from zhunsheng.procedures.reconsideration.days import (
    ACCEPTED,
    CONCLUDED,
    COPY,
    DECISION_RECEIVED,
    DUTY_ENDED,
    IS_ACCEPTED,
    REVIEW_OF_DOCUMENT,
    SET_ASIDE,
    SIMPLE,
    WITHDRAWN,
)

# --- the applicant --------------------------------------------------------------------------------

LATE_APPLICATION = "以超过申请期限为由，请求驳回行政复议申请"

APPLICATION = right(
    Clock(
        "application",
        "申请行政复议",
        starts=KNEW_WITH_REMEDIES,
        ends="applied",
        per="行政复议法/20.1",
        breach=THEIRS,
        holder="party",
        when=~INACTION,
        pauses="obstacle_arose",
        resumes="obstacle_ended",
        opens=LATE_APPLICATION,
    )
)
APPLICANT = (
    APPLICATION,
    right(
        Clock(
            "application_untold",
            "未告知救济途径时申请行政复议的最长期限",
            starts=KNEW,
            ends="applied",
            per="行政复议法/20.3",
            breach=THEIRS,
            holder="party",
            when=UNTOLD & ~INACTION,
            only_in_force=True,
            opens=LATE_APPLICATION,
        )
    ),
    right(
        Clock(
            "application_on_inaction",
            "就不履行法定职责申请行政复议",
            starts=DUTY_ENDED,
            ends="applied",
            per="行政复议法/20.1",
            breach=THEIRS,
            holder="party",
            when=INACTION & ~surely(fact("urgent")),
            pauses="obstacle_arose",
            resumes="obstacle_ended",
            opens=LATE_APPLICATION,
        )
    ),
    Clock(
        "supplement",
        "补正行政复议申请",
        starts="supplement_requested",
        ends="supplemented",
        per="行政复议法/31.2",
        breach=THEIRS,
        holder="party",
        unless=known(first("accepted")),
        only_in_force=True,
        opens="视为申请人放弃行政复议申请",
    ),
    right(
        Clock(
            "suit",
            "不服复议决定起诉",
            starts=first("decision_served", own("to") == "applicant"),
            ends="sued",
            per="行政诉讼法/45:decision",
            breach=THEIRS,
            holder="party",
            only_in_force=True,
            opens="以超过起诉期限为由，请求驳回起诉",
        )
    ),
)

# --- the body -------------------------------------------------------------------------------------

EXAMINATION = Clock(
    "examination",
    "审查行政复议申请",
    starts="applied",
    ends=sooner(first("acceptance_refused"), first("supplement_requested")),
    per="行政复议法/30.1",
    breach=THEIRS,
    holder="reconsideration_body",
    when=~known(first("accepted")) & ~known(COPY) & ~known(first("supplemented")),
    opens="按视为受理办理，逾期的不予受理决定不影响受理",
)
SENT = otherwise(fact("sent_on", of="copy_received", sort="day"), COPY)
COPY_SENT = Clock(
    "copy",
    "发送行政复议申请书副本",
    starts=ACCEPTED,
    ends=SENT,
    per="行政复议法/48:copy",
    breach=THEIRS,
    holder="reconsideration_body",
    when=IS_ACCEPTED & ~SIMPLE,
    unless=known(WITHDRAWN),
)
DECISION = Clock(
    "decision",
    "作出行政复议决定",
    starts=ACCEPTED,
    ends=CONCLUDED,
    per="行政复议法/62.1:decision",
    breach=THEIRS,
    holder="reconsideration_body",
    when=IS_ACCEPTED & ~SIMPLE,
    pauses="suspended",
    resumes="resumed",
    excused=otherwise(fact("survey_days"), 0) + otherwise(fact("appraisal_days"), 0),
    extended=Extension(
        "extended",
        "行政复议法/62.1:extension",
        approved=otherwise(fact("extension_approved"), True)
        & otherwise(fact("extension_told"), True),
    ),
    opens="由申请人在法定期限内起诉，或者向上级行政机关反映",
)
DOCUMENT_HANDLING = Clock(
    "document_handling",
    "处理规范性文件或者依据",
    starts=REVIEW_OF_DOCUMENT,
    ends="document_handled",
    per="行政复议法/56:handling",
    breach=THEIRS,
    holder="reconsideration_body",
    when=fact("body_may_handle"),
)
BODY = (
    right(EXAMINATION),
    right(
        replace(
            EXAMINATION,
            name="examination_after_supplement",
            zh="补正后审查行政复议申请",
            starts="supplemented",
            ends="acceptance_refused",
            when=~known(first("accepted")) & ~known(COPY),
        )
    ),
    COPY_SENT,
    replace(
        COPY_SENT,
        name="copy_simple",
        zh="发送行政复议申请书副本（简易程序）",
        per="行政复议法/54.1:copy",
        when=IS_ACCEPTED & SIMPLE,
        only_in_force=True,
    ),
    Clock(
        "hearing_notice",
        "书面通知听证",
        starts="hearing_held",
        ends="hearing_notified",
        per="行政复议法/51.1",
        breach=THEIRS,
        holder="reconsideration_body",
        backward=True,
        only_in_force=True,
        opens="请求改期听证",
    ),
    DECISION,
    replace(
        DECISION,
        name="decision_simple",
        zh="作出行政复议决定（简易程序）",
        per="行政复议法/62.2",
        when=IS_ACCEPTED & SIMPLE,
        extended=None,
        only_in_force=True,
    ),
    Clock(
        "document_notice",
        "通知制定机关就合法性提出书面答复",
        starts=REVIEW_OF_DOCUMENT,
        ends="document_notice_received",
        per="行政复议法/58.1:notice",
        breach=THEIRS,
        holder="reconsideration_body",
        when=fact("body_may_handle"),
        only_in_force=True,
    ),
    DOCUMENT_HANDLING,
    replace(
        DOCUMENT_HANDLING,
        name="document_transfer",
        zh="转送有权机关处理规范性文件或者依据",
        ends="document_transferred",
        per="行政复议法/56:transfer",
        when=~fact("body_may_handle"),
    ),
)

# --- the bureau -----------------------------------------------------------------------------------

ROLLS = "行政复议法/88.1"
ENDED_BEFORE_REPLY = WITHDRAWN <= rolled(after(COPY, "行政复议法/48:reply"))
ENDED_BEFORE_SIMPLE_REPLY = WITHDRAWN <= rolled(
    after(
        first("copy_received", in_force("行政复议法/54.1:reply", OWN_DAY)), "行政复议法/54.1:reply"
    )
)
REPLY = Clock(
    "reply",
    "提出书面答复",
    starts="copy_received",
    ends="replied",
    per="行政复议法/48:reply",
    breach=DEEMED_WITHOUT_EVIDENCE,
    rolls_by=ROLLS,
    when=~SIMPLE,
    unless=ENDED_BEFORE_REPLY,
)
EVIDENCE = replace(REPLY, name="evidence", zh="提交作出行政行为的证据", ends=paper("evidence"))
BASIS = replace(
    REPLY,
    name="basis",
    zh="提交作出行政行为的依据",
    ends=paper("basis_list"),
    breach=DEEMED_WITHOUT_BASIS,
)
SIMPLE_REPLIES = tuple(
    replace(
        clock,
        name=f"{clock.name}_simple",
        zh=f"{clock.zh}（简易程序）",
        per="行政复议法/54.1:reply",
        when=SIMPLE,
        unless=ENDED_BEFORE_SIMPLE_REPLY,
        only_in_force=True,
    )
    for clock in (REPLY, EVIDENCE, BASIS)
)
BUREAU = (
    REPLY,
    EVIDENCE,
    BASIS,
    *SIMPLE_REPLIES,
    Clock(
        "forwarding",
        "转送行政复议申请",
        starts="application_through_bureau",
        ends=sooner(first("forwarded"), first("self_corrected")),
        per="行政复议法/32.2",
        breach=Breach("procedure", "unlawful", "立即转送行政复议机关"),
        rolls_by=ROLLS,
        only_in_force=True,
    ),
    Clock(
        "correction",
        "自行纠正并告知",
        starts="application_through_bureau",
        ends="self_corrected",
        per="行政复议法实施条例/38.1",
        breach=Breach("procedure", "flaw", "转送复议机关，并在复议中继续纠正"),
        rolls_by=ROLLS,
        when=known(first("self_corrected")) & ~known(first("forwarded")),
        only_in_force=True,
    ),
    Clock(
        "redo",
        "重新作出行政行为",
        starts=DECISION_RECEIVED,
        ends="redone",
        per="行政复议法实施条例/58.1",
        breach=UNDONE,
        rolls_by=ROLLS,
        when=fact("redo_ordered") & ~known(PERFORM_BY),
    ),
    Clock(
        "redo_by_decision",
        "在复议决定确定的期限内重新作出行政行为",
        starts=DECISION_RECEIVED,
        ends="redone",
        per="行政复议法/77.1",
        breach=UNDONE,
        when=SET_ASIDE,
        rolls_by=ROLLS,
        until=PERFORM_BY,
    ),
    Clock(
        "performance",
        "在复议决定、调解书确定的期限内履行",
        starts=DECISION_RECEIVED,
        ends="performed",
        per="行政复议法/77.1",
        breach=UNDONE,
        when=~surely(SET_ASIDE),
        rolls_by=ROLLS,
        until=PERFORM_BY,
    ),
    Clock(
        "opinion",
        "报送行政复议意见书所涉问题的纠正情况",
        starts="opinion_received",
        ends="opinion_reported",
        per="行政复议法/76",
        breach=UNREPORTED,
        rolls_by=ROLLS,
        only_in_force=True,
    ),
    Clock(
        "document_answer",
        "就规范性文件的合法性提出书面答复",
        starts="document_notice_received",
        ends="document_answered",
        per="行政复议法/58.1:reply",
        breach=UNREPORTED,
        rolls_by=ROLLS,
        only_in_force=True,
    ),
    Clock(
        "transfer_answer",
        "回复转送的规范性文件处理意见",
        starts="document_transferred",
        ends="transfer_answered",
        per="行政复议法/60",
        breach=UNREPORTED,
        rolls_by=ROLLS,
        when=fact("transferred_to_bureau"),
    ),
)

CLOCKS = (*APPLICANT, *BODY, *BUREAU)
