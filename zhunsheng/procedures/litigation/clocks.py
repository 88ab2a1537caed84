"""The time limits of an administrative suit: the plaintiff's, the court's and the bureau's."""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.law.procedure import Breach, Clock
from zhunsheng.law.rule import (
    OWN_DAY,
    after,
    all_of,
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
    UNREPORTED,
    UNTOLD,
    right,
    sooner,
)

# --- days -----------------------------------------------------------------------------------------

COPY = first("copy_received")
RECONSIDERED = surely(fact("reconsidered")) | known(first("reconsideration_decided"))
DUTY_ENDED = otherwise(
    fact("duty_due_on", sort="day"),
    after(
        first("duty_requested", in_force("行政诉讼法/47.1", OWN_DAY)),
        "行政诉讼法/47.1",
    ),
).named("履行职责期限届满之日")
SIMPLE = surely(all_of(fact("track") == "simple", ~known(first("turned_ordinary"))))
EVIDENCE_BY = fact("evidence_by", sort="day")
EVIDENCE_FILED = sooner(first("evidence_filed"), paper("evidence"))
REQUESTED_IN_TIME = surely(
    first("extension_requested")
    <= rolled(
        after(
            first("copy_received", in_force("法释〔2018〕1号/34:request", OWN_DAY)),
            "法释〔2018〕1号/34:request",
        )
    )
)
EXTENDED = known(first("extension_granted")) & REQUESTED_IN_TIME
CONCLUDED = sooner(first("judged"), first("withdrawal_allowed")).named("一审审结之日")
FORM = fact("form", of="judged")
IS_RULING = surely(FORM == "ruling")
IS_JUDGMENT = known(first("judged")) & ~IS_RULING & ~surely(FORM == "mediation")
JUDGMENT_RECEIVED = otherwise(
    first("effective"), otherwise(first("judgment_served", own("to") == "bureau"), first("judged"))
).named("裁判送达或者生效之日")
APPEALING = surely(first("appealed") <= OWN_DAY)

# --- the other side -------------------------------------------------------------------------------

LATE_SUIT = "以超过起诉期限为由，请求驳回起诉"
FINAL = "以一审裁判已经发生法律效力为由，请求不予受理上诉"

SUIT = Clock(
    "suit",
    "起诉",
    starts=KNEW_WITH_REMEDIES,
    ends="sued",
    per="行政诉讼法/46.1",
    breach=THEIRS,
    holder="party",
    when=~INACTION & ~RECONSIDERED,
    pauses="obstacle_arose",
    resumes="obstacle_ended",
    only_in_force=True,
    opens=LATE_SUIT,
)
APPEAL = Clock(
    "appeal_by_plaintiff",
    "原告上诉",
    starts=first("judgment_served", own("to") == "plaintiff"),
    ends=first("appealed", own("by") == "plaintiff"),
    per="行政诉讼法/85:judgment",
    breach=THEIRS,
    holder="party",
    when=IS_JUDGMENT,
    only_in_force=True,
    opens=FINAL,
)
OTHER_SIDE = (
    right(SUIT),
    right(
        replace(
            SUIT,
            name="suit_untold",
            zh="未告知起诉期限时起诉的最长期限",
            starts=KNEW,
            per="法释〔2018〕1号/64.1",
            when=UNTOLD & ~INACTION & ~RECONSIDERED,
        )
    ),
    right(
        replace(
            SUIT,
            name="suit_after_reconsideration",
            zh="不服复议决定起诉",
            starts="reconsideration_decided",
            per="行政诉讼法/45:decision",
            when=None,
        )
    ),
    right(
        replace(
            SUIT,
            name="suit_on_inaction",
            zh="就不履行法定职责起诉",
            starts=DUTY_ENDED,
            per="法释〔2018〕1号/66",
            when=INACTION & ~RECONSIDERED & ~surely(fact("urgent")),
        )
    ),
    right(APPEAL),
    right(
        replace(
            APPEAL,
            name="appeal_by_plaintiff_of_ruling",
            zh="原告对裁定上诉",
            per="行政诉讼法/85:ruling",
            when=IS_RULING,
        )
    ),
)

# --- the court ------------------------------------------------------------------------------------

FIRST_INSTANCE = Clock(
    "first_instance",
    "作出一审判决",
    starts="docketed",
    ends=CONCLUDED,
    per="行政诉讼法/81",
    breach=THEIRS,
    holder="court",
    when=~SIMPLE,
    unless=known(first("extended", ~APPEALING)),
    pauses="suspended",
    resumes="resumed",
    only_in_force=True,
)
COURT = (
    Clock(
        "copy",
        "发送起诉状副本",
        starts="docketed",
        ends=otherwise(fact("sent_on", of="copy_received", sort="day"), COPY),
        per="行政诉讼法/67.1:copy",
        breach=THEIRS,
        holder="court",
        only_in_force=True,
    ),
    Clock(
        "head_notice",
        "通知负责人出庭",
        starts=first("session_held", first("head_called") <= OWN_DAY),
        ends="head_called",
        per="法释〔2020〕3号/5.2",
        breach=THEIRS,
        holder="court",
        when=known(first("head_called")),
        backward=True,
        only_in_force=True,
        opens="申请更换出庭负责人或者延期开庭",
    ),
    FIRST_INSTANCE,
    replace(
        FIRST_INSTANCE,
        name="first_instance_simple",
        zh="审结一审案件（简易程序）",
        per="行政诉讼法/83",
        when=SIMPLE,
    ),
    Clock(
        "second_instance",
        "作出终审判决",
        starts=otherwise(first("appeal_received"), first("appealed")),
        ends="finally_judged",
        per="行政诉讼法/88",
        breach=THEIRS,
        holder="court",
        when=IS_JUDGMENT,
        unless=known(first("extended", APPEALING)),
        pauses="suspended",
        resumes="resumed",
        only_in_force=True,
    ),
)

# --- the bureau -----------------------------------------------------------------------------------

ROLLS = "行政诉讼法/101"
DISOBEYED = Breach(
    "procedure", "unlawful", "立即履行；逾期的，法院可以自期满之日起对负责人按日罚款"
)
ENDED_BEFORE_DEFENSE = first("withdrawal_allowed") <= rolled(
    after(
        first("copy_received", in_force("行政诉讼法/67.1:defense", OWN_DAY)),
        "行政诉讼法/67.1:defense",
    )
)
DEFENSE = Clock(
    "defense",
    "提交答辩状",
    starts="copy_received",
    ends="defense_filed",
    per="行政诉讼法/67.1:defense",
    breach=Breach("procedure", "flaw", "立即补交答辩状；不答辩不影响审理"),
    rolls_by=ROLLS,
    unless=ENDED_BEFORE_DEFENSE,
    only_in_force=True,
)
APPEAL_BY_BUREAU = Clock(
    "appeal",
    "本局上诉",
    starts=first("judgment_served", own("to") == "bureau"),
    ends=first("appealed", own("by") == "bureau"),
    per="行政诉讼法/85:judgment",
    breach=Breach("procedure", "flaw"),
    rolls_by=ROLLS,
    when=IS_JUDGMENT,
    only_in_force=True,
)
BUREAU = (
    DEFENSE,
    replace(
        DEFENSE,
        name="evidence",
        zh="提交作出行政行为的证据",
        ends=EVIDENCE_FILED,
        breach=DEEMED_WITHOUT_EVIDENCE,
        when=~(SIMPLE & known(EVIDENCE_BY)),
        unless=surely(ENDED_BEFORE_DEFENSE)
        | EXTENDED
        | surely(fact("co_defendant") & fact("evidence_by_co_defendant")),
    ),
    replace(
        DEFENSE,
        name="basis",
        zh="提交所依据的规范性文件",
        ends=paper("basis_list"),
        breach=DEEMED_WITHOUT_BASIS,
    ),
    Clock(
        "evidence_by_order",
        "在法院确定的举证期限内提交证据",
        starts="copy_received",
        ends=EVIDENCE_FILED,
        per="法释〔2018〕1号/104.1",
        breach=DEEMED_WITHOUT_EVIDENCE,
        when=SIMPLE,
        rolls_by=ROLLS,
        until=EVIDENCE_BY,
        only_in_force=True,
    ),
    Clock(
        "extension_request",
        "书面申请延期提供证据",
        starts="copy_received",
        ends="extension_requested",
        per="法释〔2018〕1号/34:request",
        breach=DEEMED_WITHOUT_EVIDENCE,
        rolls_by=ROLLS,
        when=known(first("extension_requested")),
        only_in_force=True,
    ),
    Clock(
        "extended_evidence",
        "延期提供证据",
        starts="cause_ended",
        ends=EVIDENCE_FILED,
        per="法释〔2018〕1号/34:evidence",
        breach=DEEMED_WITHOUT_EVIDENCE,
        rolls_by=ROLLS,
        when=EXTENDED,
        only_in_force=True,
    ),
    right(APPEAL_BY_BUREAU),
    right(
        replace(
            APPEAL_BY_BUREAU,
            name="appeal_of_ruling",
            zh="本局对裁定上诉",
            per="行政诉讼法/85:ruling",
            when=IS_RULING,
        )
    ),
    Clock(
        "redo",
        "在裁判确定的期限内重新作出行政行为",
        starts=JUDGMENT_RECEIVED,
        ends="redone",
        per="行政诉讼法/94",
        breach=DISOBEYED,
        when=fact("redo_ordered"),
        rolls_by=ROLLS,
        until=PERFORM_BY,
        only_in_force=True,
    ),
    Clock(
        "performance",
        "在裁判确定的期限内履行",
        starts=JUDGMENT_RECEIVED,
        ends="performed",
        per="行政诉讼法/94",
        breach=DISOBEYED,
        when=~surely(fact("redo_ordered")),
        rolls_by=ROLLS,
        until=PERFORM_BY,
        only_in_force=True,
    ),
    Clock(
        "advice_answer",
        "书面答复修改或者废止规范性文件的司法建议",
        starts=first("advice_received", own("about_document")),
        ends="advice_answered",
        per="法释〔2018〕1号/149.4",
        breach=UNREPORTED,
        rolls_by=ROLLS,
        only_in_force=True,
    ),
)

CLOCKS = (*OTHER_SIDE, *COURT, *BUREAU)
