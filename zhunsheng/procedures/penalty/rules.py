"""Rules on penalties alone: power, limitation, leniency, on-the-spot penalties, clocks."""

from __future__ import annotations

from zhunsheng.law.procedure import Authority, Breach, Clock, Extension, Gate, Order
from zhunsheng.law.rule import (
    OWN_DAY,
    UNKNOWN,
    after,
    choose,
    count,
    fact,
    first,
    in_force,
    known,
    otherwise,
    own,
    surely,
    value,
    years_full,
)
from zhunsheng.procedures._enforcement import (
    DELAYED,
    DELAYED_SLIGHTLY,
    INCOMPLETE,
    NO_POWER,
    PENALTY,
    UNCERTIFIED,
    UNHEARD,
    UNREASONABLE,
    WRONG_BASIS,
    came_before,
    earliest,
)

# --- power, limitation, one fine ------------------------------------------------------------------

OPENED = first("opened")
EXPIRED = Breach("basis", "revoke", "撤销处罚决定")
NO_AUTHORITY = Breach("subject", "void", "撤销处罚决定，移送有处罚权的机关")
ENDED = fact("violation_ended_on", sort="day")
FOUND = earliest(first("discovered"), OPENED).named("发现违法行为之日")
GRAVE = surely(fact("grave_harm")) & surely(in_force("行政处罚法/36.1:grave", FOUND))
FOUND_SINCE = choose(in_force("行政处罚法/36.1:grave", FOUND), FOUND, UNKNOWN)
WITHIN_TWO_YEARS = FOUND <= after(ENDED, "行政处罚法/36.1:ordinary")
WITHIN_FIVE_YEARS = FOUND <= after(ENDED, "行政处罚法/36.1:grave", on=FOUND_SINCE)
LIMITATION = Gate(
    "within_limitation",
    "违法行为在追究时效期限内被发现的，才能给予处罚",
    step="penalty_decided",
    needs=surely(fact("continuing")) | WITHIN_TWO_YEARS,
    per="行政处罚法/36.1:ordinary",
    breach=EXPIRED,
    unless=GRAVE,
)
GRAVE_LIMITATION = Gate(
    "within_grave_limitation",
    "涉及生命健康安全、金融安全且有危害后果的，在五年内被发现的才能给予处罚",
    step="penalty_decided",
    needs=surely(fact("continuing"))
    | (FOUND <= after(ENDED, "行政处罚法/36.1:grave", on=FOUND_SINCE)),
    per="行政处罚法/36.1:grave",
    breach=EXPIRED,
    when=GRAVE,
    only_in_force=True,
)
FINED_HERE = known(own("fine"))
POWER_GATES = (
    Gate(
        "competent",
        "处罚由有处罚权的机关在法定职权范围内实施",
        step="penalty_decided",
        needs=otherwise(fact("competent"), True),
        per="行政处罚法/17",
        breach=NO_AUTHORITY,
    ),
    Gate(
        "own_jurisdiction",
        "处罚由违法行为发生地有管辖权的机关管辖",
        step="penalty_decided",
        needs=otherwise(fact("own_jurisdiction"), True),
        per="行政处罚法/22",
        breach=NO_POWER,
    ),
    LIMITATION,
    GRAVE_LIMITATION,
    Gate(
        "one_fine",
        "对同一违法行为不得给予两次以上罚款",
        step="penalty_decided",
        needs=~surely(fact("already_fined")) & (count("penalty_decided", where=FINED_HERE) <= 1),
        per="行政处罚法/29",
        breach=WRONG_BASIS,
    ),
)
DEED_GATES = (
    Gate(
        "not_fined_after_criminal_fine",
        "人民法院已经判处罚金的，不再给予罚款",
        step="penalty_decided",
        needs=~surely(fact("criminally_fined")) | ~FINED_HERE,
        per="行政处罚法/35.2",
        breach=WRONG_BASIS,
        each=True,
    ),
    Gate(
        "correction_ordered",
        "实施处罚时应当责令当事人改正或者限期改正",
        step="penalty_decided",
        needs=surely(own("orders_correction"))
        | surely(fact("already_corrected"))
        | came_before(first("correction_ordered"), PENALTY),
        per="行政处罚法/28.1",
        breach=INCOMPLETE,
        each=True,
    ),
)

# --- leniency -------------------------------------------------------------------------------------

AGE = years_full(fact("offender_born_on", sort="day"), ENDED).named("违法时周岁")
LENIENT = own("lenient")
LENIENCY_GATES = (
    Gate(
        "old_enough",
        "不满十四周岁的人有违法行为的，不予处罚",
        step="penalty_decided",
        needs=AGE >= value("行政处罚法/30:exempt", "count", ENDED),
        per="行政处罚法/30:exempt",
        breach=WRONG_BASIS,
        when=known(fact("offender_born_on")),
    ),
    Gate(
        "lenient_to_minor",
        "已满十四周岁不满十八周岁的人有违法行为的，应当从轻或者减轻处罚",
        step="penalty_decided",
        needs=LENIENT,
        per="行政处罚法/30:lenient",
        breach=UNREASONABLE,
        when=AGE < value("行政处罚法/30:lenient", "count", ENDED),
        each=True,
    ),
    Gate(
        "lenient_where_mitigated",
        "有主动消除危害后果等法定情形的，应当从轻或者减轻处罚",
        step="penalty_decided",
        needs=LENIENT,
        per="行政处罚法/32",
        breach=UNREASONABLE,
        when=fact("mitigated"),
        each=True,
    ),
    Gate(
        "minor_not_penalized",
        "违法行为轻微并及时改正，没有造成危害后果的，不予处罚",
        step="penalty_decided",
        needs=~(
            surely(fact("minor")) & surely(fact("corrected_in_time")) & surely(fact("harmless"))
        ),
        per="行政处罚法/33.1",
        breach=WRONG_BASIS,
    ),
    Gate(
        "faultless_not_penalized",
        "当事人有证据足以证明没有主观过错的，不予处罚",
        step="penalty_decided",
        needs=~surely(fact("faultless")),
        per="行政处罚法/33.2",
        breach=WRONG_BASIS,
        only_in_force=True,
    ),
    Gate(
        "milder_law_applied",
        "作出处罚决定时新规定处罚较轻或者不认为是违法的，适用新规定",
        step="penalty_decided",
        needs=own("milder_law_applied"),
        per="行政处罚法/37",
        breach=WRONG_BASIS,
        when=fact("milder_law_now"),
        each=True,
        only_in_force=True,
    ),
)

# --- on the spot ----------------------------------------------------------------------------------

HERE = surely(own("on_the_spot"))
SPOT_GATES = (
    Gate(
        "spot_heard",
        "当场处罚应当告知事实、理由、依据并听取当事人陈述申辩",
        step="penalty_decided",
        needs=own("statement_heard"),
        per="行政处罚法/62",
        breach=UNHEARD,
        when=HERE,
        each=True,
    ),
    Gate(
        "spot_delivered",
        "当场处罚应当填写预定格式、编有号码的决定书并当场交付",
        step="penalty_decided",
        needs=own("handed_over"),
        per="行政处罚法/52.1",
        breach=UNHEARD,
        when=HERE,
        each=True,
    ),
    Gate(
        "spot_certificate",
        "当场处罚应当出示执法证件",
        step="penalty_decided",
        needs=own("certificate_shown"),
        per="行政处罚法/52.1",
        breach=UNCERTIFIED,
        when=HERE,
        each=True,
    ),
)
COLLECTION_GATES = (
    Gate(
        "spot_collectable",
        "不符合当场收缴条件的，执法人员不得自行收缴罚款",
        step="collected",
        needs=(own("collected_sum") <= value("行政处罚法/68.1.1", "high", OWN_DAY))
        | surely(own("hard_to_collect_later"))
        | surely(own("asked_in_remote_area")),
        per="行政处罚法/67.2",
        breach=Breach("procedure", "unlawful", "退还当事人，由其到指定银行缴纳"),
        each=True,
    ),
    Gate(
        "spot_receipt",
        "当场收缴罚款应当出具统一制发的专用票据",
        step="collected",
        needs=own("receipt_issued"),
        per="行政处罚法/70",
        breach=Breach("procedure", "unlawful", "补开专用票据"),
        each=True,
    ),
)
SPOT_CLOCKS = (
    Clock(
        "handed_in",
        "将当场收缴的罚款交至行政机关",
        starts="collected",
        ends="handed_in",
        per="行政处罚法/71:agency",
        breach=DELAYED_SLIGHTLY,
    ),
    Clock(
        "banked",
        "将当场收缴的罚款缴付银行",
        starts="handed_in",
        ends="banked",
        per="行政处罚法/71:bank",
        breach=DELAYED_SLIGHTLY,
    ),
    Clock(
        "reconsideration_forwarded",
        "转送当场处罚的行政复议申请",
        starts="reconsideration_received",
        ends="reconsideration_forwarded",
        per="行政复议法/32.2",
        breach=DELAYED,
        unless=known(first("overturned")),
        only_in_force=True,
    ),
)

# --- clocks of the case ---------------------------------------------------------------------------

SUPERVISION = surely(fact("labor_supervision"))
DISPOSED = earliest(
    PENALTY,
    first("not_penalized"),
    first("referred"),
    first("transferred"),
    first("closed"),
).named("作出处罚决定或者以其他方式处理之日")
APPROVED = fact("approved_by", of="extended") == "head"
CASE_CLOCKS = (
    Clock(
        "decision",
        "作出处罚决定",
        starts="opened",
        ends=DISPOSED,
        per="行政处罚法/60",
        breach=DELAYED,
        unless=SUPERVISION,
        only_in_force=True,
    ),
    Clock(
        "decision_before_2021",
        "作出处罚决定",
        starts=first("opened", where=~in_force("行政处罚法/60", OWN_DAY)),
        ends=DISPOSED,
        per="湖南省行政程序规定/81.1.4:limit",
        breach=DELAYED,
        pauses="assessment_ordered",
        resumes="assessment_received",
        pause_proved=own("party_told"),
        extended=Extension("extended", "湖南省行政程序规定/81.1.4:extension", APPROVED),
        unless=SUPERVISION,
    ),
    Clock(
        "supervision_investigation",
        "完成劳动保障监察案件的调查",
        starts="opened",
        ends=earliest(first("investigation_ended"), DISPOSED),
        per="劳动保障监察条例/17",
        breach=DELAYED,
        extended=Extension("extended", "劳动保障监察条例/17:extension", APPROVED),
        when=SUPERVISION,
    ),
    Clock(
        "registered_evidence",
        "对先行登记保存的证据作出处理决定",
        starts="evidence_registered",
        ends="registration_handled",
        per="行政处罚法/56",
        breach=Breach("procedure", "unlawful", "立即解除登记保存"),
    ),
)
OPENING_ORDERS = (
    Order(
        "opened_before_investigation_end",
        "符合立案标准的应当立案，立案后才能终结调查",
        first="opened",
        then="investigation_ended",
        per="湖南省行政程序规定/64.2",
        breach=INCOMPLETE,
    ),
)
REGISTRATION = Authority(
    "registration_approved",
    "先行登记保存证据应当经行政机关负责人批准",
    steps=("evidence_registered",),
    needs=own("approved"),
    per="行政处罚法/56",
    breach=Breach("procedure", "revoke", "排除该证据"),
)
RECUSAL = Authority(
    "no_conflict",
    "与案件有直接利害关系的执法人员应当回避",
    steps=("investigated",),
    needs=~surely(own("conflict")),
    per="行政处罚法/43.1",
    breach=UNCERTIFIED,
)
QUALIFIED = Authority(
    "qualified_officers",
    "处罚应当由具有执法资格的人员实施",
    steps=("investigated",),
    needs=otherwise(own("certificates_valid"), True),
    per="行政处罚法/42.1",
    breach=UNCERTIFIED,
)
