"""Orders to pay wages: what must be proved, who is liable, and when the extra may be ordered."""

from __future__ import annotations

from zhunsheng.law.procedure import (
    Amount,
    Branch,
    Breach,
    Elements,
    Evidence,
    Fact,
    Gate,
    Leaf,
    Paper,
)
from zhunsheng.law.rule import (
    OWN_DAY,
    Node,
    any_of,
    as_node,
    choose,
    fact,
    first,
    known,
    otherwise,
    own,
    surely,
    total,
    value,
)
from zhunsheng.procedures._enforcement import INCOMPLETE, UNPROVED, WRONG_BASIS, WRONG_SUM
from zhunsheng.procedures.service import METHODS_OF_PAYMENT_ORDER, effective_day

LIABILITIES = {
    "direct": "用人单位自行清偿",
    "contractor_for_subcontractor": "总包单位对分包欠薪先行清偿",
    "contractor_for_transfer": "总包单位对转包欠薪先行清偿",
    "owner_advance": "建设单位以未结清工程款为限先行垫付",
    "unlawful_contracting": "违法发包分包的建设单位或者总包单位清偿",
    "lent_name": "出借名义的施工单位清偿",
    "illegal_project": "违法工程的建设单位清偿",
    "unlicensed_dispatch": "用工单位清偿后追偿",
    "lent_business_name": "允许以其名义经营的用人单位清偿",
    "investor": "合伙、独资、个体的出资人清偿",
    "successor": "合并分立后承继的单位清偿",
}
MIGRANT = "保障农民工工资支付条例"
LIABILITY_LAW = (
    ("contractor_for_subcontractor", f"{MIGRANT}/30.3", "subcontracted", "欠薪的是分包单位"),
    ("contractor_for_transfer", f"{MIGRANT}/30.4", "works_transferred", "工程被转包"),
    ("owner_advance", f"{MIGRANT}/29.2", "owner_paid_late", "建设单位未按约定拨付工程款"),
    (
        "unlawful_contracting",
        f"{MIGRANT}/36.1",
        "contracted_to_unqualified",
        "发包分包给个人或者无资格单位",
    ),
    ("lent_name", f"{MIGRANT}/36.2", "name_lent", "允许他人以其名义承揽工程"),
    ("illegal_project", f"{MIGRANT}/37", "project_illegal", "项目违反规划、建设法规"),
    ("unlicensed_dispatch", f"{MIGRANT}/18", "dispatched_unlicensed", "使用无资格单位派遣的人员"),
    (
        "lent_business_name",
        f"{MIGRANT}/19.2",
        "business_name_lent",
        "允许他人以其名义对外经营",
    ),
    ("investor", f"{MIGRANT}/20", "employer_unpaid_by_itself", "合伙、独资、个体组织不清偿"),
    ("successor", f"{MIGRANT}/21", "succession_agreed", "与农民工书面协商由承继单位清偿"),
)
WAGE_FACTS = (
    Fact("migrant_wages", "拖欠农民工工资案件"),
    Fact("labor_relationship", "存在劳动关系", also=("劳动关系",)),
    Fact("work_done", "劳动者已经提供劳动"),
    Fact("wages_due", "工资支付日期已到"),
    Fact("wages_unpaid", "工资尚未足额支付"),
    Fact("excused_unpaid", "因不可抗力等正当理由未支付"),
    Fact("project_money", "请求的款项实为工程款"),
    Fact("unpaid_works_sum", "未结清的工程款", "yuan"),
    *(Fact(name, zh) for _, _, name, zh in LIABILITY_LAW),
)
WAGE_PAPERS = (
    Paper("labor_contract", "劳动合同"),
    Paper("worker_roster", "职工名册", also=("实名制登记", "花名册")),
    Paper("payroll", "工资支付台账", also=("工资支付表", "工资表")),
    Paper("pay_slip", "工资清单"),
    Paper("bank_statement", "银行流水", also=("工资银行流水",)),
    Paper("attendance", "考勤记录"),
    Paper("work_settlement", "工程量结算单", also=("工程量确认单",)),
    Paper("debt_note", "工资欠条", also=("欠条",)),
    Paper("chat_record", "聊天记录"),
    Paper("calculation_sheet", "每名劳动者欠薪计算表", also=("欠薪明细表", "工资计算表")),
    Paper("other_labor_proof", "其他劳动关系证明材料", also=("劳动关系证明材料",)),
)

# --- the order to pay -----------------------------------------------------------------------------

ORDERED = first("payment_ordered")
WAGES = any_of(
    fact("subject") == "wage_arrears",
    fact("subject") == "below_minimum_wage",
    known(ORDERED),
)
EMPLOYMENT_PROOF = (
    "labor_contract",
    "worker_roster",
    "other_labor_proof",
    "payroll",
    "attendance",
    "questioning_record",
)
WAGE_ELEMENTS = (
    Elements(
        "wages_owed",
        "拖欠劳动者工资",
        tree=Branch(
            "all",
            "拖欠劳动者工资",
            (
                Branch(
                    "any",
                    "清偿责任",
                    (
                        Leaf(
                            "labor_relationship",
                            "存在劳动关系",
                            "劳动合同法/7",
                            proof=EMPLOYMENT_PROOF,
                            burden="worker",
                        ),
                        Leaf(
                            "liability_by_regulation",
                            "依条例应由本单位清偿",
                            "劳动保障监察条例/26.1.1",
                            test=any_of(*(fact(name) for _, _, name, _ in LIABILITY_LAW)),
                        ),
                    ),
                ),
                Leaf(
                    "work_done",
                    "劳动者已经提供劳动",
                    "劳动合同法/30.1",
                    proof=("attendance", "work_settlement", "payroll", "questioning_record"),
                    burden="worker",
                ),
                Leaf("wages_due", "约定的工资支付日期已到", "劳动合同法/30.1"),
                Leaf(
                    "wages_unpaid",
                    "工资尚未足额支付",
                    "劳动保障监察条例/26.1.1",
                    proof=("payroll", "bank_statement", "debt_note", "questioning_record"),
                    burden="employer",
                ),
                Branch(
                    "not",
                    "没有排除情形",
                    (
                        Leaf(
                            "excused_unpaid",
                            "因不可抗力等正当理由未支付",
                            "劳动保障监察条例/26.1.1",
                            test=otherwise(fact("excused_unpaid"), False),
                            burden="employer",
                        ),
                        Leaf(
                            "project_money",
                            "请求的款项实为工程款",
                            "劳动保障监察条例/26.1.1",
                            test=otherwise(fact("project_money"), False),
                        ),
                    ),
                ),
            ),
        ),
        step="payment_ordered",
        affirmed=known(ORDERED),
        denied=known(first("opening_revoked"))
        & (fact("revoked_because", of="opening_revoked") == "no_violation")
        & ~known(ORDERED),
        per="劳动保障监察条例/26.1.1",
        against=Breach("facts", "revoke", "撤回决定，依查明的事实重新处理"),
        unproven=UNPROVED,
        when=WAGES,
    ),
)
WAGE_EVIDENCE = (
    Evidence(
        "employment_proved",
        "证明劳动关系的材料（劳动合同、职工名册或者询问笔录等）",
        papers=EMPLOYMENT_PROOF,
        before="payment_ordered",
        per="劳动合同法/7",
        breach=UNPROVED,
    ),
    Evidence(
        "work_proved",
        "证明出勤或者工作量的材料（考勤记录、工程量结算单或者询问笔录等）",
        papers=("attendance", "work_settlement", "chat_record", "questioning_record"),
        before="payment_ordered",
        per="湖南省行政程序规定/68",
        breach=UNPROVED,
    ),
    Evidence(
        "wages_proved",
        "证明应付和已付工资的材料（工资支付台账、银行流水、欠条或者询问笔录等）",
        papers=("payroll", "pay_slip", "bank_statement", "debt_note", "questioning_record"),
        before="payment_ordered",
        per="工资支付暂行规定/6.3",
        breach=UNPROVED,
    ),
    Evidence(
        "sum_per_worker",
        "每名劳动者欠薪计算表",
        papers=("calculation_sheet",),
        before="payment_ordered",
        per="湖南省行政程序规定/78.1",
        breach=UNPROVED,
    ),
)
DEADLINE = own("pay_by", "day")
WAGE_GATES = (
    Gate(
        "pay_by_named",
        "责令支付应当写明支付期限",
        step="payment_ordered",
        needs=OWN_DAY < DEADLINE,
        per="劳动保障监察条例/26",
        breach=INCOMPLETE,
        each=True,
    ),
    Gate(
        "debtor_is_employer",
        "责令支付的对象应当是用人单位或者依法负有清偿责任的单位，不能是项目部等内设机构",
        step="payment_ordered",
        needs=otherwise(own("debtor_capable"), True),
        per="劳动保障监察条例/26",
        breach=Breach("facts", "revoke", "撤回决定，向承担责任的法人重新作出"),
        each=True,
    ),
    *(
        Gate(
            f"liable_as_{liability}",
            f"{LIABILITIES[liability]}：应当查明{zh}",
            step="payment_ordered",
            needs=fact(name),
            per=per,
            breach=WRONG_BASIS,
            when=own("liability") == liability,
            each=True,
            only_in_force=True,
        )
        for liability, per, name, zh in LIABILITY_LAW
    ),
    Gate(
        "liability_stated",
        "欠薪的是分包单位或者工程被转包的，责令支付决定应当载明由谁清偿",
        step="payment_ordered",
        needs=known(own("liability")),
        per=f"{MIGRANT}/30.3",
        breach=INCOMPLETE,
        when=surely(fact("subcontracted")) | surely(fact("works_transferred")),
        each=True,
        only_in_force=True,
    ),
)

# --- the extra: order served < deadline < second order --------------------------------------------

EXTRA = first("extra_ordered")
ORDER_SERVED = effective_day("party", "payment_order", methods=METHODS_OF_PAYMENT_ORDER).named(
    "责令支付决定送达日"
)
PAY_BY = fact("pay_by", of="payment_ordered", sort="day").named("责令支付的期限")
ORDERED_SUM = fact("ordered_sum", of="payment_ordered", sort="yuan").named("责令支付的数额")
PAID_IN_TIME = total("paid", own("paid_sum", "yuan"), OWN_DAY <= PAY_BY).named("期限内已付数额")
BASE = otherwise(fact("extra_base", of="extra_ordered", sort="yuan"), ORDERED_SUM)
NO_EXTRA_YET = Breach("basis", "revoke", "撤回加付赔偿金决定，责令支付期限届满仍不支付的再作决定")


def _ordered_in_turn() -> Node:
    """Return whether the order was served, then its deadline passed unpaid, then the extra came."""
    return (
        known(ORDERED)
        & (ORDER_SERVED <= PAY_BY)
        & choose(known(EXTRA), PAY_BY < EXTRA, as_node(True))
        & (PAID_IN_TIME < ORDERED_SUM)
    )


EXTRA_GATES = (
    Gate(
        "extra_after_deadline",
        "责令支付决定送达、期限届满仍未支付后，才能责令加付赔偿金",
        step="extra_ordered",
        needs=_ordered_in_turn(),
        per="劳动保障监察条例/26",
        breach=NO_EXTRA_YET,
    ),
)
WAGE_AMOUNTS = (
    Amount(
        "extra",
        "向劳动者加付的赔偿金",
        low=value("劳动保障监察条例/26", "low", EXTRA) * BASE,
        high=value("劳动保障监察条例/26", "high", EXTRA) * BASE,
        per="劳动保障监察条例/26",
        stated=fact("extra_sum", of="extra_ordered", sort="yuan"),
        breach=WRONG_SUM,
        when=known(EXTRA),
    ),
    Amount(
        "owner_advance",
        "建设单位先行垫付的工资",
        low=as_node(0),
        high=fact("unpaid_works_sum", sort="yuan"),
        per=f"{MIGRANT}/29.2",
        stated=ORDERED_SUM,
        breach=WRONG_SUM,
        when=fact("liability", of="payment_ordered") == "owner_advance",
        only_in_force=True,
    ),
    Amount(
        "paid_to_workers",
        "责令支付后已经支付的工资",
        low=total("paid", own("paid_sum", "yuan")),
        high=total("paid", own("paid_sum", "yuan")),
        per="劳动保障监察条例/26",
        when=known(first("paid")),
    ),
)
