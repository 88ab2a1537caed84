"""What must hold before the acts of a work-injury determination, and how its decision must look."""

from __future__ import annotations

from zhunsheng.law.procedure import Breach, Gate, holds
from zhunsheng.law.rule import (
    OWN_DAY,
    TODAY,
    UNKNOWN,
    after,
    among,
    any_of,
    as_node,
    choose,
    count,
    fact,
    first,
    known,
    last,
    otherwise,
    own,
    own_paper,
    paper,
    rolled,
    standing,
    surely,
)
from zhunsheng.procedures.service import effective_day
from zhunsheng.procedures.work_injury.items import ITEMS
from zhunsheng.procedures.work_injury.nodes import (
    APPLIED_IN_TIME,
    CAUSE_NAMED,
    CONCLUDED_BEFORE,
    DECIDED,
    DISPUTE,
    ITEM,
    NEGATIVE,
    NOTICED,
    PAPERS_COMPLETE,
    POSITIVE,
    PROOF_DUE,
    RESULT,
    UNDER_REVIEW,
    WORKER_SIDE,
    by_decision,
    cited,
    presumed_no,
)
from zhunsheng.procedures.work_injury.steps import DEEMED, RECOGNIZED, REFUSED

VOIDABLE = Breach("procedure", "revoke", cure="自行撤销，补正程序后重新作出决定")
UNLAWFUL = Breach("procedure", "unlawful")
UNCLEAR = Breach("facts", "revoke", cure="自行撤销，查明事实后重新作出决定")
WRONG_BASIS = Breach("basis", "revoke", cure="自行撤销，正确适用依据后重新作出决定")
TO_CORRECT = Breach("procedure", "flaw", cure="以书面决定补正并送达双方")
DENIED_IN_TIME = surely(~fact("employer_denies", sort="truth"))

# --- filing --------------------------------------------------------------------------------------

FILING_GATES: tuple[Gate, ...] = (
    Gate(
        name="supplement_once",
        zh="需要补正的材料应当一次告知，不得再次要求",
        step="supplement_requested",
        needs=count("supplement_requested") <= 1,
        per="工伤保险条例/18.3",
        breach=UNLAWFUL,
    ),
    Gate(
        name="supplement_in_writing",
        zh="补正应当书面告知",
        step="supplement_requested",
        needs=own_paper("supplement_notice") | own("in_writing"),
        per="工伤保险条例/18.3",
        breach=Breach("procedure", "flaw", cure="补发书面告知"),
        each=True,
    ),
    Gate(
        name="supplement_complete",
        zh="补正告知应当列明全部需要补正的材料",
        step="supplement_requested",
        needs=~surely(~own("all_listed")),
        per="工伤保险条例/18.3",
        breach=UNLAWFUL,
        each=True,
    ),
    Gate(
        name="nothing_beyond_law",
        zh="不得要求提交法定以外的材料作为受理条件",
        step="supplement_requested",
        needs=~surely(own("beyond_law")),
        per="工伤保险条例/18.1",
        breach=Breach("authority", "unlawful", cure="撤回该项要求，按现有材料受理"),
        each=True,
    ),
    Gate(
        name="accepted_by_competent_area",
        zh="受理的申请应当属于本统筹地区管辖",
        step="accepted",
        needs=~surely(~fact("in_pooling_area", sort="truth")),
        per="工伤认定办法/7",
        breach=Breach("authority", "revoke", cure="移送有管辖权的部门"),
    ),
    Gate(
        name="accepted_in_time",
        zh="职工一方的申请应当在扣除法定事由后的一年内提出",
        step="accepted",
        needs=APPLIED_IN_TIME,
        per="工伤认定办法/7",
        breach=Breach("basis", "revoke", cure="核实扣除事由并入卷"),
        when=WORKER_SIDE,
    ),
    Gate(
        name="refused_only_out_of_time",
        zh="以超过时限不予受理的，扣除非职工一方原因耽误的时间后应当确已超过一年",
        step="acceptance_refused",
        needs=~APPLIED_IN_TIME,
        per="法释〔2014〕9号/7.1",
        breach=Breach("basis", "revoke", cure="自行撤销，受理申请"),
        when=WORKER_SIDE & (own("refused_because") == "out_of_time"),
        each=True,
    ),
    Gate(
        name="delay_examined_before_refusal",
        zh="以超过时限不予受理的，应当先核实逾期的原因",
        step="acceptance_refused",
        needs=own("delay_examined"),
        per="法释〔2014〕9号/7.2",
        breach=Breach("facts", "revoke", cure="自行撤销，核实逾期原因后重新决定"),
        when=WORKER_SIDE & (own("refused_because") == "out_of_time"),
        each=True,
    ),
    Gate(
        name="refused_only_after_supplement_notice",
        zh="以材料不完整不予受理的，应当先一次性告知补正且申请人没有补齐",
        step="acceptance_refused",
        needs=surely(first("supplement_requested") <= OWN_DAY)
        & ~surely(first("supplemented", otherwise(own("all_supplied"), True)) <= OWN_DAY),
        per="工伤保险条例/18.3",
        breach=Breach("procedure", "revoke", cure="自行撤销，告知补正或者受理"),
        when=own("refused_because") == "incomplete",
        each=True,
    ),
    Gate(
        name="not_refused_for_third_party_claim",
        zh="不得以已向第三人起诉或者获得赔偿为由不予受理",
        step="acceptance_refused",
        needs=as_node(False),
        per="法释〔2014〕9号/8.1",
        breach=Breach("basis", "revoke", cure="自行撤销，受理申请"),
        when=own("refused_because") == "third_party_claim",
        each=True,
    ),
)

# --- suspension and inquiry ----------------------------------------------------------------------

INQUIRY_GATES: tuple[Gate, ...] = (
    Gate(
        name="suspended_for_cause",
        zh="中止应当是等待司法机关或者有关主管部门的结论",
        step="suspended",
        needs=CAUSE_NAMED,
        per="工伤保险条例/20.3",
        breach=Breach("procedure", "unlawful", cure="立即恢复认定"),
        each=True,
    ),
    Gate(
        name="suspended_in_writing",
        zh="中止应当书面通知申请人",
        step="suspended",
        needs=NOTICED,
        per="工伤认定办法/20",
        breach=Breach("procedure", "unlawful", cure="补发书面通知；通知以前的时间不扣除"),
        each=True,
    ),
    Gate(
        name="suspended_before_conclusion",
        zh="所等待的结论已经作出的，不得再行中止",
        step="suspended",
        needs=~surely(CONCLUDED_BEFORE),
        per="工伤保险条例/20.3",
        breach=Breach("procedure", "revoke", cure="撤销中止通知，立即恢复认定"),
        unless=UNDER_REVIEW,
        each=True,
    ),
    Gate(
        name="arbitration_told_before_suspension",
        zh="因劳动关系争议中止的，应当告知当事人申请仲裁或者仲裁、诉讼已在进行",
        step="suspended",
        needs=surely(first("labor_dispute_filed") <= OWN_DAY) | own("told_to_arbitrate"),
        per="人社部发〔2013〕34号/5",
        breach=Breach("procedure", "flaw", cure="补充书面告知"),
        when=own("for") == "arbitration",
        each=True,
    ),
    Gate(
        name="investigated_before_decision",
        zh="证据应当在作出决定以前取得",
        step="investigated",
        needs=~surely(last("decided") < OWN_DAY),
        per="行政诉讼法/35",
        breach=Breach("facts", "revoke"),
        unless=surely(last("revoked") <= OWN_DAY),
        each=True,
        only_in_force=True,
    ),
)

# --- decision ------------------------------------------------------------------------------------

# Without the day of acceptance only a decision within the limit counted from the application is
# certainly in time, for acceptance never comes before it.
WITHIN_LIMIT_ANYHOW = choose(
    known(first("accepted")),
    True,
    choose(surely(DECIDED <= rolled(after(PAPERS_COMPLETE, "工伤保险条例/20.1"))), True, UNKNOWN),
)
PROOF_WANTED = WORKER_SIDE & ~DENIED_IN_TIME
ITEM_FITS = ~any_of(
    (RESULT == "determined") & ~among(ITEM, *RECOGNIZED),
    (RESULT == "deemed") & ~among(ITEM, *DEEMED),
    NEGATIVE & ~among(ITEM, *REFUSED),
)
ITEM_FAILS = any_of(*(surely((ITEM == item) & ~holds(tree)) for item, tree in ITEMS.items()))
LIABLE = fact("liable_unit", of="decided", sort="text")
WRONG_UNIT = any_of(
    *(
        presumed_no(case) & surely(~(LIABLE == unit))
        for case, unit in (
            ("several_employers", "working_for"),
            ("dispatched", "dispatch_agency"),
            ("sent_to_other_unit", "sending_unit"),
            ("unlawfully_subcontracted", "contracting_unit"),
            ("affiliated", "lending_unit"),
        )
    )
)

DECISION_GATES: tuple[Gate, ...] = (
    Gate(
        name="limit_shown_to_be_kept",
        zh="应当记明受理日期，否则不能证明作出决定没有逾期",
        step="decided",
        needs=WITHIN_LIMIT_ANYHOW,
        per="工伤保险条例/20.1",
        breach=Breach("procedure", "unlawful", cure="查明受理日期并补入卷"),
        when=known(DECIDED),
    ),
    Gate(
        name="proof_notice_served_before_decision",
        zh="举证通知书应当在作出决定以前送达用人单位",
        step="decided",
        needs=by_decision(effective_day("employer", "proof_notice"))
        | by_decision(first("proof_submitted")),
        per="工伤认定办法/17:notice",
        breach=VOIDABLE,
        when=PROOF_WANTED & known(first("proof_requested")),
    ),
    Gate(
        name="proof_period_over_before_decision",
        zh="用人单位举证期限届满或者已经举证后才能作出决定",
        step="decided",
        needs=choose(known(DECIDED), PROOF_DUE < DECIDED, PROOF_DUE < TODAY)
        | by_decision(first("proof_submitted")),
        per="工伤认定办法/17:notice",
        breach=VOIDABLE,
        when=PROOF_WANTED & known(first("proof_requested")),
    ),
    Gate(
        name="denial_proved",
        zh="职工一方认为是工伤而用人单位否认的，没有用人单位的证据或者本局调查的证据，不得不予认定",
        step="decided",
        needs=surely(
            paper(
                "employer_proof",
                "investigation_record",
                "witness_statement",
                "site_record",
                "police_record",
                "traffic_certificate",
                "court_judgment",
                "arbitration_award",
                "criminal_document",
                "intoxication_document",
                "self_harm_document",
                "medical_record",
            )
            <= DECIDED
        ),
        per="工伤保险条例/19.2",
        breach=UNCLEAR,
        when=WORKER_SIDE & NEGATIVE,
    ),
    Gate(
        name="labor_relationship_settled",
        zh="劳动关系正在仲裁或者诉讼的，应当等待生效文书后再作出决定",
        step="decided",
        needs=~choose(known(DECIDED), standing(DISPUTE, DECIDED), standing(DISPUTE, TODAY)),
        per="人社部发〔2013〕34号/5",
        breach=UNCLEAR,
        unless=presumed_no("unlawfully_subcontracted") | presumed_no("affiliated"),
    ),
    Gate(
        name="contradictions_cleared",
        zh="证据之间有矛盾的，应当核实并说明",
        step="decided",
        needs=fact("contradictions_resolved", of="decided", sort="truth"),
        per="行政诉讼法/70.1.1",
        breach=UNCLEAR,
        when=fact("contradictory_evidence", sort="truth"),
        only_in_force=True,
    ),
    Gate(
        name="responsibility_documented",
        zh="以本人主要责任不予认定的，应当有事故责任认定书、裁判或者本局的责任调查",
        step="decided",
        needs=surely(
            paper("traffic_certificate", "court_judgment", "responsibility_inquiry") <= DECIDED
        ),
        per="法释〔2014〕9号/1.1",
        breach=UNCLEAR,
        when=cited("main_responsibility"),
    ),
    Gate(
        name="not_denied_for_third_party_claim",
        zh="不得以已向第三人起诉或者获得赔偿为由不予认定",
        step="decided",
        needs=~cited("third_party_claim"),
        per="法释〔2014〕9号/8.1",
        breach=WRONG_BASIS,
        when=NEGATIVE,
    ),
    Gate(
        name="item_fits_result",
        zh="认定适用第十四条，视同适用第十五条，不予认定应有不予认定的依据",
        step="decided",
        needs=~surely(~ITEM_FITS),
        per="工伤认定办法/19.1.4",
        breach=WRONG_BASIS,
    ),
    Gate(
        name="item_fits_facts",
        zh="所适用的一项应当与卷内事实相符",
        step="decided",
        needs=~ITEM_FAILS,
        per="工伤保险条例/14",
        breach=WRONG_BASIS,
        when=POSITIVE,
    ),
    Gate(
        name="liable_unit_right",
        zh="承担工伤保险责任的单位应当依法确定",
        step="decided",
        needs=~WRONG_UNIT,
        per="法释〔2014〕9号/3.1",
        breach=WRONG_BASIS,
        when=POSITIVE,
    ),
    Gate(
        name="corrected_only_for_falsehood",
        zh="诉讼中更正认定，限于因隐瞒或者虚假材料导致的错误",
        step="self_corrected",
        needs=own("caused_by_falsehood"),
        per="法释〔2014〕9号/9.1",
        breach=Breach("basis", "unlawful"),
        each=True,
    ),
    Gate(
        name="no_fault_in_corrected_decision",
        zh="原认定时本局没有过错的，更正后才不致被确认违法",
        step="self_corrected",
        needs=~own("bureau_at_fault"),
        per="法释〔2014〕9号/9.2",
        breach=Breach("facts", "unlawful"),
        each=True,
    ),
    Gate(
        name="correction_ordered_before_fine",
        zh="罚款以前应当责令用人单位改正",
        step="fined",
        needs=first("correction_ordered") <= first("fined"),
        per="工伤保险条例/63",
        breach=Breach("procedure", "revoke"),
        when=known(first("fined")),
    ),
)
