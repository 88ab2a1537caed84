"""The time limits of a work-injury determination, those of the bureau and those of the parties."""

from __future__ import annotations

from zhunsheng.law.procedure import Breach, Clock, Service
from zhunsheng.law.rule import (
    OWN_DAY,
    TODAY,
    UNKNOWN,
    Node,
    after,
    any_of,
    choose,
    fact,
    first,
    in_force,
    includes,
    known,
    otherwise,
    own,
    rolled,
    surely,
)
from zhunsheng.procedures.service import METHODS, effective_day
from zhunsheng.procedures.work_injury.nodes import (
    APPLICANT,
    CONCLUDED_ON,
    DISPUTE,
    EXCUSED_DAYS,
    PROOF_DUE,
    SUSPENSION,
    SUSPENSION_PROVED,
    WORKER_SIDE,
    earliest,
)
from zhunsheng.procedures.work_injury.steps import PARTIES

LATE = Breach("procedure", "unlawful", cure="立即办理；逾期不能补救，卷内说明原因")
NOT_SERVED = Breach("procedure", "unlawful", cure="依法送达；送达以前复议和起诉期限不起算")
NOTICE_NOT_SERVED = Breach("procedure", "unlawful", cure="决定以前依法送达并留足举证期限")
PARTY = Breach("procedure", "flaw")
SIMPLE = surely(fact("simple", sort="truth"))
TERMINATED = known(first("terminated"))
ANSWERED = earliest(first("accepted"), first("acceptance_refused"))

FILING_CLOCKS: tuple[Clock, ...] = (
    Clock(
        name="employer_applies",
        zh="用人单位申请工伤认定",
        starts="injured",
        ends="applied",
        per="工伤保险条例/17.1",
        breach=PARTY,
        holder="employer",
        excused=otherwise(fact("employer_extension_days", sort="number"), 0),
        opens="职工一方可以直接申请；其间的工伤待遇等费用由用人单位负担",
    ),
    Clock(
        name="worker_applies",
        zh="职工一方申请工伤认定",
        starts="injured",
        ends="applied",
        per="工伤保险条例/17.2",
        breach=PARTY,
        holder="worker",
        unless=APPLICANT == "employer",
        pauses=DISPUTE[0],
        resumes=DISPUTE[1],
        excused=EXCUSED_DAYS,
        opens="核实逾期原因后，没有法定扣除事由的不予受理",
    ),
    Clock(
        name="death_reported",
        zh="用人单位报告突发疾病死亡",
        starts="died",
        ends="reported",
        per="人社部发〔2013〕34号/6",
        breach=PARTY,
        holder="employer",
        when=fact("fell_ill_suddenly", sort="truth"),
    ),
    Clock(
        name="application_examined",
        zh="审核申请材料，决定受理、不予受理或者一次性告知补正",
        starts="applied",
        ends=earliest(ANSWERED, first("supplement_requested"), first("terminated")),
        per="工伤认定办法/8.1",
        breach=LATE,
        unless=known(first("decided")) & ~known(ANSWERED),
        opens="申请人可以就不履行受理职责申请复议或者起诉",
    ),
    Clock(
        name="supplement_examined",
        zh="收到全部补正材料后决定受理或者不予受理",
        starts=first("supplemented", otherwise(own("all_supplied"), True)),
        ends=earliest(ANSWERED, first("terminated")),
        per="工伤认定办法/8.1",
        breach=LATE,
        unless=known(first("decided")) & ~known(ANSWERED),
        opens="申请人可以就不履行受理职责申请复议或者起诉",
    ),
    Clock(
        name="employer_proves",
        zh="用人单位举证",
        starts="proof_requested",
        ends="proof_submitted",
        per="工伤认定办法/17:notice",
        breach=PARTY,
        holder="employer",
        unless=known(first("decided")),
        until=PROOF_DUE,
        opens="可以根据职工提供的证据或者调查取得的证据作出决定",
    ),
)

DECISION_CLOCKS: tuple[Clock, ...] = (
    Clock(
        name="decided_in_time",
        zh="作出工伤认定决定",
        starts="accepted",
        ends="decided",
        per="工伤保险条例/20.1",
        breach=LATE,
        when=~SIMPLE,
        unless=TERMINATED,
        pauses=SUSPENSION[0],
        resumes=SUSPENSION[1],
        pause_proved=SUSPENSION_PROVED,
        opens="申请人可以就不履行认定职责申请复议或者起诉",
    ),
    Clock(
        name="simple_decided_in_time",
        zh="对事实清楚、权利义务明确的申请作出工伤认定决定",
        starts="accepted",
        ends="decided",
        per="工伤保险条例/20.2",
        breach=LATE,
        when=SIMPLE,
        unless=TERMINATED,
        pauses=SUSPENSION[0],
        resumes=SUSPENSION[1],
        pause_proved=SUSPENSION_PROVED,
        opens="申请人可以就不履行认定职责申请复议或者起诉",
    ),
    Clock(
        name="resumed_on_conclusion",
        zh="收到所等待的结论之日恢复认定",
        starts=CONCLUDED_ON,
        ends=earliest(
            first("resumed", CONCLUDED_ON <= OWN_DAY),
            first("conclusion_received"),
            first("decided"),
            first("terminated"),
        ),
        per="工伤保险条例/20.3",
        breach=Breach("procedure", "unlawful", cure="立即恢复认定；结论在卷以后的时间不扣除"),
        until=CONCLUDED_ON,
        rolls=False,
    ),
    Clock(
        name="copied_in_time",
        zh="把工伤认定决定书抄送社会保险经办机构",
        starts="decided",
        ends="copied",
        per="工伤认定办法/22.1",
        breach=Breach("procedure", "flaw", cure="补抄送"),
    ),
)

# --- what the parties may still do ---------------------------------------------------------------

REMEDIES_STATED = otherwise(includes(fact("states", of="decided", sort="list"), "remedies"), True)


def _open(start: Node, per: str, ended: Node) -> Node:
    """Say that the right is used, or may still be: a right that nobody used is no breach."""
    begun = choose(in_force(per, start), start, UNKNOWN)
    return any_of(known(ended), TODAY <= rolled(after(begun, per)))


def _remedy(name: str, zh: str, party: str, per: str, *, stated: bool) -> Clock:
    start = effective_day(party, "decision")
    by = own("by") == "employer"
    ended = first(name, by if party == "employer" else ~by)
    return Clock(
        name=f"{name}_by_{party}" if stated else f"{name}_by_{party}_not_told",
        zh=f"{PARTIES[party]}不服工伤认定决定{zh}",
        starts=start,
        ends=ended,
        per=per,
        breach=PARTY,
        holder="employer" if party == "employer" else "worker",
        when=_open(start, per, ended) & (REMEDIES_STATED if stated else ~REMEDIES_STATED),
        only_in_force=True,
    )


REMEDY_CLOCKS: tuple[Clock, ...] = tuple(
    _remedy(name, zh, party, per, stated=stated)
    for name, zh, per, stated in (
        ("reconsideration_requested", "申请行政复议", "行政复议法/20.1", True),
        ("reconsideration_requested", "申请行政复议", "行政复议法/20.3", False),
        ("sued", "提起行政诉讼", "行政诉讼法/46.1", True),
        ("sued", "提起行政诉讼", "法释〔2018〕1号/64.1", False),
    )
    for party in PARTIES
)

CLOCKS: tuple[Clock, ...] = (*FILING_CLOCKS, *DECISION_CLOCKS, *REMEDY_CLOCKS)

# --- service -------------------------------------------------------------------------------------

SERVICES: tuple[Service, ...] = (
    Service(
        name="refusal_served_on_worker",
        zh="送达不予受理决定书",
        step="acceptance_refused",
        to={"worker": PARTIES["worker"]},
        methods=METHODS,
        per="工伤认定办法/23",
        breach=NOT_SERVED,
        document="refusal",
        when=WORKER_SIDE,
    ),
    Service(
        name="refusal_served_on_employer",
        zh="送达不予受理决定书",
        step="acceptance_refused",
        to={"employer": PARTIES["employer"]},
        methods=METHODS,
        per="工伤认定办法/23",
        breach=NOT_SERVED,
        document="refusal",
        when=APPLICANT == "employer",
    ),
    Service(
        name="proof_notice_served",
        zh="送达举证通知书",
        step="proof_requested",
        to={"employer": PARTIES["employer"]},
        methods=METHODS,
        per="工伤认定办法/17:notice",
        breach=NOTICE_NOT_SERVED,
        document="proof_notice",
        within=Clock(
            name="proof_notice_served_in_time",
            zh="在举证期限届满以前送达举证通知书",
            starts="",
            ends="served",
            per="工伤认定办法/17:notice",
            breach=NOTICE_NOT_SERVED,
            until=PROOF_DUE,
        ),
    ),
    Service(
        name="decision_served",
        zh="送达工伤认定决定书",
        step="decided",
        to=PARTIES,
        methods=METHODS,
        per="工伤认定办法/22.1",
        breach=NOT_SERVED,
        document="decision",
        presumed=True,
        within=Clock(
            name="decision_served_in_time",
            zh="送达工伤认定决定书",
            starts="",
            ends="served",
            per="工伤认定办法/22.1",
            breach=LATE,
            opens="逾期未送达的，复议和起诉期限不起算",
        ),
    ),
)
