"""Rules on who inspects, on handling decisions and orders, and on giving up a supervision case."""

from __future__ import annotations

from zhunsheng.law.procedure import (
    Authority,
    Breach,
    Clock,
    Evidence,
    Gate,
)
from zhunsheng.law.rule import (
    OWN_DAY,
    TODAY,
    among,
    any_of,
    choose,
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
    INCOMPLETE,
    PENALTY_SERVED,
    PROOF,
    RIGHT_LOST,
    UNCERTIFIED,
    UNHEARD,
    UNPROVED,
    WRONG_BASIS,
    came_before,
)
from zhunsheng.procedures._enforcement.after import remedies_end
from zhunsheng.procedures.service import METHODS_OF_PAYMENT_ORDER, effective_day

# --- handling decisions, and giving up the case ---------------------------------------------------

HANDLED = first("handling_decided")
HANDLING_TERM_OVER = choose(
    known(HANDLED),
    fact("statement_by", sort="day") < HANDLED,
    fact("statement_by", sort="day") < TODAY,
)
DECISION_RULES = (
    Gate(
        "handling_heard",
        "行政处理决定作出前应当告知并听取用人单位陈述申辩",
        step="handling_decided",
        needs=came_before(first("informed"), HANDLED)
        & any_of(
            came_before(first("defended"), HANDLED),
            came_before(first("waived"), HANDLED),
            HANDLING_TERM_OVER,
        ),
        per="劳动保障监察条例/19",
        breach=UNHEARD,
    ),
    Gate(
        "handling_remedies_stated",
        "行政处理决定应当告知申请复议、提起诉讼的权利",
        step="handling_decided",
        needs=own("remedies_stated"),
        per="劳动保障监察条例/19",
        breach=INCOMPLETE,
        each=True,
    ),
    Gate(
        "correction_deadline_named",
        "责令改正应当写明改正期限",
        step="correction_ordered",
        needs=OWN_DAY < own("deadline", "day"),
        per="行政处罚法/28.1",
        breach=INCOMPLETE,
        each=True,
    ),
    Gate(
        "revoked_for_lawful_reason",
        "没有违法行为，或者情节轻微且已改正的，才能撤销立案",
        step="opening_revoked",
        needs=own("revoked_because") != "other",
        per="劳动保障监察条例/18.1.3",
        breach=WRONG_BASIS,
        each=True,
    ),
    Gate(
        "revoked_after_correction",
        "以轻微且已改正为由撤销立案的，违法行为应当已经改正",
        step="opening_revoked",
        needs=known(first("corrected"))
        | known(first("paid"))
        | known(first("rechecked", where=own("result") == "corrected")),
        per="劳动保障监察条例/18.1.3",
        breach=Breach("facts", "revoke", "撤回撤销立案决定，继续查处"),
        when=own("revoked_because") == "minor_and_corrected",
        each=True,
    ),
)
HANDLING_EVIDENCE = (
    Evidence(
        "handling_facts_proved",
        "证明违法事实的证据",
        papers=PROOF,
        before="handling_decided",
        per="湖南省行政程序规定/68",
        breach=UNPROVED,
    ),
)

# --- enforcing an order ---------------------------------------------------------------------------

ORDER_SERVED = otherwise(
    effective_day("party", "handling_decision"),
    effective_day("party", "payment_order", methods=METHODS_OF_PAYMENT_ORDER),
)
ORDER_REMEDIES_END = remedies_end(ORDER_SERVED)
ENFORCEABLE_FROM = remedies_end(otherwise(PENALTY_SERVED, ORDER_SERVED))
ORDER_CLOCKS = (
    Clock(
        "order_enforcement",
        "就未履行的处理决定申请法院强制执行",
        starts=ORDER_REMEDIES_END,
        ends="enforcement_applied",
        per="行政强制法/53",
        breach=RIGHT_LOST,
        when=ORDER_REMEDIES_END < TODAY,
        unless=known(first("paid")) | known(first("corrected")) | known(first("closed")),
        only_in_force=True,
    ),
)

# --- who inspects ---------------------------------------------------------------------------------

OFFICER_RULES = (
    Authority(
        "two_officers",
        "劳动保障监察员进行调查检查不得少于两人",
        steps=("investigated",),
        needs=size(own("officers")) >= value("劳动保障监察条例/16.1", "count", OWN_DAY),
        per="劳动保障监察条例/16.1",
        breach=UNCERTIFIED,
    ),
    Authority(
        "certificate_shown",
        "劳动保障监察员调查检查应当出示监察证件",
        steps=("investigated",),
        needs=own("certificate_shown") & otherwise(own("certificates_valid"), True),
        per="劳动保障监察条例/16.1",
        breach=UNCERTIFIED,
    ),
    Authority(
        "badge_worn",
        "劳动保障监察员调查检查应当佩戴监察标志",
        steps=("investigated",),
        needs=otherwise(own("badge_worn"), True),
        per="劳动保障监察条例/16.1",
        breach=Breach("procedure", "flaw"),
    ),
    Authority(
        "no_conflict",
        "与案件或者当事人有利害关系的监察员应当回避",
        steps=("investigated",),
        needs=~surely(own("conflict")),
        per="湖南省劳动保障监察条例/26",
        breach=UNCERTIFIED,
    ),
    Authority(
        "no_seizure",
        "劳动保障监察不能搜查、查封、扣押或者冻结",
        steps=("investigated",),
        needs=~surely(among(own("measure"), "search", "seizure", "freezing")),
        per="劳动保障监察条例/15.1",
        breach=Breach("authority", "revoke", "立即解除措施，排除由此取得的证据"),
    ),
)
