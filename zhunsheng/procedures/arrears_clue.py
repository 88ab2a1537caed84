"""Wage-arrears leads: from the platform or a first contact to a conclusion told to the person.

No published instrument sets the limits inside the national platform; those used here are the
bureau's own parameters. A lead that names employer, period and sum is read as a complaint.
"""

from __future__ import annotations

from zhunsheng.law.procedure import (
    Breach,
    Clock,
    Evidence,
    Extension,
    Fact,
    Gate,
    Order,
    Paper,
    Procedure,
    Step,
)
from zhunsheng.law.rule import all_of, among, fact, first, known, own, surely
from zhunsheng.procedures._enforcement import earliest

LOCAL = "益阳市欠薪线索办理参数"
CONCLUDING = f"{LOCAL}/4"
FIRST_CONTACT = "保障农民工工资支付条例/10.3"
CONCLUSIONS = {
    "settled": "欠薪已经解决",
    "no_arrears": "核实不存在欠薪",
    "not_competent": "不属于本部门职责，已转送",
    "in_dispute_procedure": "已进入仲裁或者诉讼",
    "project_money": "属于工程款纠纷",
    "not_genuine": "身份、联系方式或者事实不实",
    "duplicate": "重复线索",
    "withdrawn": "反映人撤回",
    "opened": "已立案查处",
    "referred": "已移送公安机关",
}
SOURCES = {
    "national_platform": "全国根治欠薪线索反映平台",
    "hotline": "热线转办",
    "visit": "来访",
    "letter": "来信",
    "monitor": "监控预警",
    "transfer": "其他部门转来",
}

TOO_SLOW = Breach("procedure", "unlawful", "立即办理，并告知反映人")
TOO_SLOW_LOCALLY = Breach("procedure", "flaw", "立即办理")
UNTOLD = Breach("procedure", "unlawful", "告知反映人处理结果")
NOT_PASSED_ON = Breach("procedure", "unlawful", "立即转送有权处理的部门")
UNSUPPORTED = Breach("facts", "unlawful", "补充核实材料后重新办结")

FACTS = (
    Fact("person", "反映人", "text", personal=True),
    Fact("employer", "被反映单位", "text"),
    Fact("employer_named", "写明用人单位"),
    Fact("period_named", "写明欠薪时段"),
    Fact("sum_named", "写明欠薪金额"),
    Fact("in_scope", "属于本部门职责"),
    Fact("group_event", "群体性事件"),
    Fact("in_dispute_procedure", "已申请调解仲裁或者已提起诉讼"),
    Fact("claimed_sum", "反映欠薪金额", "yuan"),
    Fact("workers", "涉及人数", "count"),
    Fact("workers_owed", "被拖欠人数", "count", also=("核定被拖欠人数",)),
    Fact("total_owed", "拖欠总额", "yuan", also=("核定拖欠总额",)),
)
PAPERS = (
    Paper("lead_form", "线索登记表", also=("线索单",)),
    Paper("verification_record", "核实记录", also=("核实笔录", "电话记录")),
    Paper("payment_proof", "工资支付凭证", also=("银行流水", "领款签收表")),
    Paper("transfer_letter", "转送函"),
    Paper("withdrawal_statement", "撤回声明"),
    Paper("earlier_lead", "原线索办理材料"),
    Paper("dispute_papers", "仲裁或者诉讼受理材料"),
    Paper("opening_approval", "立案审批表"),
    Paper("referral_receipt", "移送案件回执"),
    Paper("reply_record", "答复记录"),
    # The same names as in a referral to the police, so that it finds there what was found here.
    Paper("worker_table", "逐人欠薪明细表", also=("欠薪花名册", "逐人明细")),
    Paper("wage_ledger", "工资支付台账"),
    Paper("attendance", "考勤记录"),
    Paper("bank_receipts", "银行发放回单"),
)
STEPS = (
    Step(
        "received",
        "收到线索",
        facts=(Fact("source", "线索来源", "choice", SOURCES),),
        form="线索登记表",
        also=("线索下达", "登记"),
    ),
    Step("claimed", "签收", after=("received",), also=("接收线索",)),
    Step("transferred", "转送有关部门", after=("received",), form="转送函"),
    Step("accepted", "按投诉受理", after=("received",), form="受理通知书"),
    Step("acceptance_refused", "不予受理", after=("received",), form="不予受理通知书"),
    Step("opened", "立案", after=("accepted",), form="立案审批表"),
    Step(
        "verified",
        "核实",
        after=("received", "claimed"),
        form="核查记录",
        repeats=True,
    ),
    Step(
        "worker_owed",
        "登记一名劳动者欠薪",
        (
            Fact("worker", "劳动者", "text", personal=True),
            Fact("months_owed", "欠薪月数", "count"),
            Fact("sum_owed", "欠薪数额", "yuan"),
        ),
        after=("received",),
        repeats=True,
        also=("核定一名劳动者欠薪",),
    ),
    Step("emergency_started", "启动应急预案", after=("received",)),
    Step(
        "extended",
        "延长办理期限",
        facts=(
            Fact("approved_by", "批准人", "choice", {"head": "本机关负责人", "other": "其他人员"}),
        ),
        after=("received",),
    ),
    Step(
        "redirected",
        "告知按仲裁或者诉讼程序办理",
        after=("received",),
    ),
    Step("referred", "移送公安机关", after=("opened",), form="涉嫌犯罪案件移送书"),
    Step(
        "concluded",
        "办结",
        facts=(Fact("conclusion", "办结结论", "choice", CONCLUSIONS, also=("核处结论",)),),
        after=("claimed", "verified"),
        also=("办结线索",),
    ),
    Step("told", "告知处理结果", after=("received",), form="答复记录", also=("答复反映人",)),
    Step("arbitration_applied", "申请仲裁", holder="worker", after=("redirected",)),
    Step("closed", "归档销号", after=("concluded",), ends=True),
)

COMPLETE = all_of(fact("employer_named"), fact("period_named"), fact("sum_named")).named(
    "写明单位、时段和金额，按投诉办理"
)
OUT_OF_SCOPE = ~fact("in_scope")
CONCLUSION = fact("conclusion", of="concluded")
DONE = earliest(first("concluded"), first("transferred"))
ANSWERED = earliest(
    first("accepted"), first("acceptance_refused"), first("redirected"), DONE
).named("受理、不予受理或者以其他方式答复之日")
APPROVED = fact("approved_by", of="extended") == "head"

CLOCKS = (
    Clock(
        "claim",
        "签收线索",
        starts="received",
        ends=earliest(first("claimed"), DONE),
        per=f"{LOCAL}/1",
        breach=TOO_SLOW_LOCALLY,
        only_in_force=True,
    ),
    Clock(
        "conclusion",
        "办结线索",
        starts="claimed",
        ends=DONE,
        per=f"{LOCAL}/2",
        breach=TOO_SLOW_LOCALLY,
        extended=Extension("extended", f"{LOCAL}/3", APPROVED),
        only_in_force=True,
    ),
    Clock(
        "acceptance",
        "决定是否按投诉受理",
        starts="received",
        ends=ANSWERED,
        per="关于实施《劳动保障监察条例》若干规定/18.1",
        breach=TOO_SLOW,
        when=COMPLETE & fact("in_scope"),
        opens="反映人可以申请行政复议或者提起行政诉讼",
    ),
    Clock(
        "refusal",
        "书面通知不予受理",
        starts="received",
        ends="acceptance_refused",
        per="关于实施《劳动保障监察条例》若干规定/18.2",
        breach=TOO_SLOW,
        when=COMPLETE & known(first("acceptance_refused")),
    ),
    Clock(
        "arbitration",
        "申请劳动仲裁",
        starts="received",
        ends="arbitration_applied",
        per="劳动争议调解仲裁法/27.1",
        breach=UNTOLD,
        holder="worker",
        when=known(first("redirected")) & ~surely(fact("in_dispute_procedure")),
        opens="向有关部门请求救济已使仲裁时效中断，自收到线索之日重新起算",
    ),
)
GATES = (
    Gate(
        "opened_on_acceptance",
        "受理当日应当立案",
        step="opened",
        needs=~surely(first("accepted") < first("opened")),
        per="关于实施《劳动保障监察条例》若干规定/18.1:filing",
        breach=TOO_SLOW_LOCALLY,
        when=known(first("accepted")),
    ),
    Gate(
        "passed_on",
        "不属于本部门职责的线索，应当转送有权处理的部门",
        step="concluded",
        needs=known(first("transferred")),
        per=FIRST_CONTACT,
        breach=NOT_PASSED_ON,
        when=OUT_OF_SCOPE,
        only_in_force=True,
    ),
    Gate(
        "kept_within_scope",
        "属于本部门职责的线索，不得转送了事",
        step="transferred",
        needs=~surely(fact("in_scope")),
        per=FIRST_CONTACT,
        breach=Breach("procedure", "unlawful", "撤回转送，自行办理"),
        only_in_force=True,
    ),
    Gate(
        "result_told",
        "处理结果应当告知反映人",
        step="closed",
        needs=known(first("told")),
        per=FIRST_CONTACT,
        breach=UNTOLD,
        only_in_force=True,
    ),
    Gate(
        "redirected_to_dispute_procedure",
        "已申请仲裁或者已提起诉讼的，应当告知按该程序办理",
        step="concluded",
        needs=known(first("redirected")),
        per="劳动保障监察条例/21.2",
        breach=UNTOLD,
        when=fact("in_dispute_procedure"),
    ),
    Gate(
        "not_accepted_in_dispute_procedure",
        "已申请仲裁或者已提起诉讼的事项，不能再按投诉受理",
        step="accepted",
        needs=~surely(fact("in_dispute_procedure")),
        per="劳动保障监察条例/21.2",
        breach=Breach("authority", "unlawful", "撤销受理，告知按争议处理程序办理"),
    ),
    Gate(
        "emergency_plan",
        "群体性事件应当启动应急预案，会同有关部门处理",
        step="concluded",
        needs=known(first("emergency_started")),
        per="劳动保障监察条例/14.4",
        breach=Breach("procedure", "unlawful", "立即启动应急预案"),
        when=fact("group_event"),
    ),
    Gate(
        "opened_if_so_concluded",
        "以已立案查处办结的，应当已经立案",
        step="concluded",
        needs=known(first("opened")),
        per="劳动保障监察条例/14.2",
        breach=UNSUPPORTED,
        when=CONCLUSION == "opened",
    ),
    Gate(
        "referred_if_so_concluded",
        "以已移送公安机关办结的，应当已经移送",
        step="concluded",
        needs=known(first("referred")),
        per="劳动保障监察条例/18.2",
        breach=UNSUPPORTED,
        when=CONCLUSION == "referred",
    ),
    Gate(
        "transferred_if_so_concluded",
        "以不属于本部门职责办结的，应当已经转送",
        step="concluded",
        needs=known(first("transferred")),
        per=FIRST_CONTACT,
        breach=NOT_PASSED_ON,
        when=CONCLUSION == "not_competent",
        only_in_force=True,
    ),
    Gate(
        "conclusion_named",
        "办结应当写明结论",
        step="concluded",
        needs=known(own("conclusion")),
        per=CONCLUDING,
        breach=UNSUPPORTED,
        each=True,
        only_in_force=True,
    ),
)


def _proof(conclusion: str, zh: str, *papers: str, per: str = CONCLUDING) -> Evidence:
    """Return what must be on file before a lead is concluded in this way."""
    return Evidence(
        f"{conclusion}_proved",
        zh,
        papers=papers,
        before="concluded",
        per=per,
        breach=UNSUPPORTED,
        when=CONCLUSION == conclusion,
        only_in_force=True,
    )


EVIDENCE = (
    _proof("settled", "工资支付凭证", "payment_proof"),
    _proof("no_arrears", "核实记录或者工资支付凭证", "verification_record", "payment_proof"),
    _proof("not_competent", "转送函", "transfer_letter"),
    _proof("in_dispute_procedure", "仲裁或者诉讼受理材料", "dispute_papers"),
    _proof(
        "project_money",
        "核实记录",
        "verification_record",
        per="保障农民工工资支付条例/52",
    ),
    _proof("not_genuine", "核实记录", "verification_record", per="保障农民工工资支付条例/52"),
    _proof("duplicate", "原线索办理材料", "earlier_lead"),
    _proof("withdrawn", "反映人的撤回声明", "withdrawal_statement", "verification_record"),
    _proof("opened", "立案审批表", "opening_approval"),
    _proof("referred", "移送案件回执", "referral_receipt"),
)

procedure = Procedure(
    name="arrears_clue",
    zh="欠薪线索",
    english="wage-arrears lead",
    steps=STEPS,
    facts=FACTS,
    papers=PAPERS,
    clocks=CLOCKS,
    gates=GATES,
    orders=(
        Order(
            "verified_before_conclusion",
            "办结以前应当核实",
            first="verified",
            then="concluded",
            per=CONCLUDING,
            breach=UNSUPPORTED,
            when=~among(CONCLUSION, "not_competent", "duplicate"),
            only_in_force=True,
        ),
    ),
    evidence=EVIDENCE,
)
