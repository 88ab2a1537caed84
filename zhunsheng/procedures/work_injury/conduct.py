"""What the file of a determination must hold, who acts in it, and what its decision must state."""

from __future__ import annotations

from zhunsheng.law.procedure import Amount, Authority, Breach, Evidence, Gate, Order
from zhunsheng.law.rule import (
    OWN_DAY,
    TODAY,
    Node,
    after,
    choose,
    fact,
    first,
    includes,
    known,
    otherwise,
    own,
    size,
    surely,
    value,
)
from zhunsheng.procedures.work_injury.gates import (
    PROOF_WANTED,
    TO_CORRECT,
    UNCLEAR,
    UNLAWFUL,
    VOIDABLE,
    WRONG_BASIS,
)
from zhunsheng.procedures.work_injury.nodes import ITEM, NEGATIVE, POSITIVE, RESULT, presumed_no

FLAW = Breach("procedure", "flaw", cure="补入卷")
NO_RELATION_NEEDED = presumed_no("unlawfully_subcontracted") | presumed_no("affiliated")
DISEASE = surely(ITEM == "occupational_disease") | presumed_no("has_occupational_disease")

# --- content of the decision ---------------------------------------------------------------------


def _states(member: str) -> Node:
    """Say that the decision states the matter; a file that does not say is not faulted here."""
    return otherwise(includes(fact("states", of="decided", sort="list"), member), True)


def _stated(
    member: str, zh: str, per: tuple[str, str], breach: Breach, when: Node | None = None
) -> tuple[Gate, ...]:
    """Return the gates on one matter to state: in a positive and in a negative decision."""
    positive, negative = per
    kept = Gate(
        name=f"decision_states_{member}",
        zh=f"认定工伤决定书应当载明{zh}",
        step="decided",
        needs=_states(member),
        per=positive,
        breach=breach,
        when=POSITIVE,
    )
    denied = Gate(
        name=f"refusal_states_{member}",
        zh=f"不予认定工伤决定书应当载明{zh}",
        step="decided",
        needs=_states(member),
        per=negative or positive,
        breach=breach,
        when=NEGATIVE,
    )
    return (kept, denied) if negative else (kept,)


CONTENT_GATES: tuple[Gate, ...] = (
    *_stated(
        "employer", "用人单位全称", ("工伤认定办法/19.1.1", "工伤认定办法/19.2.1"), TO_CORRECT
    ),
    *_stated(
        "identity",
        "职工姓名、性别、年龄、职业、身份证号码",
        ("工伤认定办法/19.1.2", "工伤认定办法/19.2.2"),
        TO_CORRECT,
    ),
    *_stated(
        "injury",
        "受伤害部位、时间、经过和核实情况、诊断结论",
        ("工伤认定办法/19.1.3", ""),
        TO_CORRECT,
    ),
    *_stated(
        "basis",
        "认定或者不予认定的依据",
        ("工伤认定办法/19.1.4", "工伤认定办法/19.2.3"),
        WRONG_BASIS,
    ),
    *_stated(
        "remedies",
        "申请复议、提起诉讼的部门和时限",
        ("工伤认定办法/19.1.5", "工伤认定办法/19.2.4"),
        Breach("procedure", "flaw", cure="补充书面告知；告知以前复议和起诉期限按最长一年计算"),
    ),
    *_stated("date", "作出决定的时间", ("工伤认定办法/19.1.6", "工伤认定办法/19.2.5"), TO_CORRECT),
    Gate(
        name="decision_sealed",
        zh="决定书应当加盖工伤认定专用印章",
        step="decided",
        needs=_states("seal"),
        per="工伤认定办法/19.3",
        breach=TO_CORRECT,
        when=known(RESULT),
    ),
)

KEPT_UNTIL = after(first("archived"), "工伤认定办法/24")
ARCHIVE_GATES: tuple[Gate, ...] = (
    Gate(
        name="file_kept",
        zh="工伤认定资料在法定保存期内不得销毁",
        step="destroyed",
        needs=choose(
            known(first("destroyed")), KEPT_UNTIL < first("destroyed"), KEPT_UNTIL < TODAY
        ),
        per="工伤认定办法/24",
        breach=UNLAWFUL,
    ),
)

# --- order of steps ------------------------------------------------------------------------------

ORDERS: tuple[Order, ...] = (
    Order(
        name="accepted_before_decision",
        zh="作出工伤认定决定以前应当先受理",
        first="accepted",
        then="decided",
        per="工伤认定办法/8.2",
        breach=Breach("procedure", "unlawful", cure="查明并补录受理情况；确未受理的不能补救"),
    ),
    Order(
        name="accepted_before_investigation",
        zh="调查核实应当在受理以后进行",
        first="accepted",
        then="investigated",
        per="工伤认定办法/9",
        breach=UNLAWFUL,
    ),
    Order(
        name="accepted_before_suspension",
        zh="认定时限应当在受理以后才能中止",
        first="accepted",
        then="suspended",
        per="工伤认定办法/20",
        breach=UNLAWFUL,
    ),
    Order(
        name="proof_requested_before_decision",
        zh="职工一方申请而用人单位没有认可工伤的，作出决定以前应当通知用人单位举证",
        first="proof_requested",
        then="decided",
        per="工伤认定办法/17:notice",
        breach=VOIDABLE,
        when=PROOF_WANTED,
    ),
)

# --- papers --------------------------------------------------------------------------------------

EVIDENCE: tuple[Evidence, ...] = (
    Evidence(
        name="application_form_on_file",
        zh="工伤认定申请表",
        papers=("application_form",),
        before="accepted",
        per="工伤保险条例/18.1.1",
        breach=FLAW,
    ),
    Evidence(
        name="labor_relationship_proof_on_file",
        zh="劳动关系证明材料",
        papers=("labor_relationship_proof", "arbitration_award", "court_judgment"),
        before="accepted",
        per="工伤保险条例/18.1.2",
        breach=Breach("facts", "flaw", cure="决定以前补入卷"),
        when=~NO_RELATION_NEEDED,
    ),
    Evidence(
        name="diagnosis_on_file",
        zh="医疗诊断证明或者职业病诊断证明书、鉴定书",
        papers=("diagnosis", "disease_certificate", "medical_record", "death_certificate"),
        before="accepted",
        per="工伤保险条例/18.1.3",
        breach=Breach("facts", "flaw", cure="决定以前补入卷"),
    ),
    Evidence(
        name="acceptance_decision_on_file",
        zh="工伤认定申请受理决定书",
        papers=("acceptance_decision",),
        before="decided",
        per="工伤认定办法/8.2",
        breach=FLAW,
    ),
    Evidence(
        name="refusal_decision_on_file",
        zh="工伤认定申请不予受理决定书",
        papers=("refusal_decision",),
        before="acceptance_refused",
        per="工伤认定办法/8.2",
        breach=Breach("procedure", "unlawful", cure="补作书面决定并送达"),
        when=~known(first("accepted")) | known(first("acceptance_refused")),
    ),
    Evidence(
        name="proof_notice_on_file",
        zh="举证通知书",
        papers=("proof_notice",),
        before="decided",
        per="工伤认定办法/17:notice",
        breach=FLAW,
        when=known(first("proof_requested")),
    ),
    Evidence(
        name="investigation_record_on_file",
        zh="申请人陈述以外的调查材料",
        papers=(
            "investigation_record",
            "witness_statement",
            "site_record",
            "attendance_record",
            "video",
            "employer_proof",
            "police_record",
            "traffic_certificate",
            "safety_report",
            "court_judgment",
        ),
        before="decided",
        per="工伤认定办法/9",
        breach=UNCLEAR,
        when=~DISEASE,
    ),
    Evidence(
        name="disease_certificate_on_file",
        zh="职业病诊断证明书或者职业病诊断鉴定书",
        papers=("disease_certificate",),
        before="decided",
        per="工伤认定办法/13",
        breach=UNCLEAR,
        when=DISEASE,
    ),
    Evidence(
        name="decision_on_file",
        zh="工伤认定决定书",
        papers=("decision",),
        before="copied",
        per="工伤认定办法/18",
        breach=FLAW,
        when=known(first("decided")),
    ),
)

# --- who acts ------------------------------------------------------------------------------------

AUTHORITIES: tuple[Authority, ...] = (
    Authority(
        name="two_officers",
        zh="调查核实应当由两名以上工作人员共同进行",
        steps=("investigated",),
        needs=size(own("officers", "list")) >= value("工伤认定办法/10", "count", OWN_DAY),
        per="工伤认定办法/10",
        breach=Breach("procedure", "revoke", cure="决定以前由两名以上工作人员重新调查"),
    ),
    Authority(
        name="certificates_shown",
        zh="调查核实应当出示执行公务的证件",
        steps=("investigated",),
        needs=own("certificate_shown") & otherwise(own("certificates_valid"), True),
        per="工伤认定办法/10",
        breach=Breach("procedure", "unlawful", cure="决定以前出示证件，由被调查人确认笔录"),
    ),
    Authority(
        name="no_interested_officer",
        zh="与申请人有利害关系的工作人员应当回避",
        steps=("accepted", "investigated", "decided"),
        needs=~surely(own("interested")),
        per="工伤保险条例/20.4",
        breach=Breach("procedure", "revoke", cure="更换办理人员重新办理"),
    ),
)

AMOUNTS: tuple[Amount, ...] = (
    Amount(
        name="fine_for_not_assisting",
        zh="对拒不协助调查的用人单位的罚款",
        low=value("工伤保险条例/63", "low", first("fined")),
        high=value("工伤保险条例/63", "high", first("fined")),
        per="工伤保险条例/63",
        stated=fact("fine", of="fined", sort="yuan"),
        breach=Breach("propriety", "revoke", cure="在法定幅度内重新决定"),
        when=known(first("fined")),
    ),
)
