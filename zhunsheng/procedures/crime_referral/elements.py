"""The elements of refusal to pay, read by the bureau (transfer) and by the police (filing).

Both hold the same law against the same facts; what differs is the proof each asks for. Evading and
being able to pay are alternatives (刑法 276-1.1): without flight or moved assets, ability to pay is
enough.
"""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.law.procedure import Branch, Breach, Element, Elements, Leaf, holds
from zhunsheng.law.rule import (
    UNKNOWN,
    Node,
    any_of,
    as_node,
    choose,
    fact,
    first,
    known,
    otherwise,
    surely,
)
from zhunsheng.procedures.crime_referral.nodes import (
    DEADLINE_NAMED,
    DECIDED,
    DEEMED_FLED,
    FLED,
    NOT_APPROVED,
    ONE_WORKER_LARGE,
    ORDER_IN_WRITING,
    PAID,
    REFERRED,
    TEN_WORKERS,
    TEN_WORKERS_LARGE,
    settled,
    unpaid,
)
from zhunsheng.procedures.crime_referral.service import ORDER_SERVED

SERVICE_PROOF = (
    "service_receipt",
    "mail_receipt",
    "service_recording",
    "electronic_service_log",
    "service_announcement",
)
Proof = Mapping[str, tuple[str, ...]]

BUREAU_PROOF: Proof = {
    "suspect_is_employer": ("business_license",),
    "suspect_is_illegal_employer": ("works_contract", "identity_papers"),
    "suspect_is_controller": ("control_proof", "identity_papers"),
    "suspect_is_responsible_person": ("identity_papers",),
    "remuneration_owed": (
        "wage_ledger",
        "attendance",
        "labor_contracts",
        "signed_settlement",
        "debt_note",
        "worker_statements",
    ),
    "evasion_intended": (
        "flight_record",
        "asset_transfer_proof",
        "summons_proof",
        "suspect_statement",
        "records_loss_proof",
    ),
    "assets_hidden": ("property_query", "asset_transfer_proof"),
    "paid_in_bad_faith": ("account_query", "asset_transfer_proof"),
    "debts_invented": ("account_query", "audit_report"),
    "closed_in_sham": ("company_record",),
    "assets_disposed": ("property_query", "asset_transfer_proof"),
    "fled": ("flight_record",),
    "deemed_fled": ("summons_proof",),
    "records_destroyed": ("records_loss_proof",),
    "evaded_otherwise": ("suspect_statement", "asset_transfer_proof"),
    "able_to_pay": ("account_query", "property_query", "payment_vouchers", "audit_report"),
    "one_worker_large": ("worker_table",),
    "ten_workers": ("worker_table",),
    "ten_workers_large": ("worker_table",),
    "order_in_writing": ("payment_order",),
    "deadline_named": ("payment_order",),
    "order_served": SERVICE_PROOF,
    "unpaid_after_order": ("unpaid_proof",),
    "excused_unaware": ("excuse_proof",),
    "excused_unable": ("excuse_proof",),
    "settled": ("payment_proof",),
}
POLICE_PROOF: Proof = {
    **BUREAU_PROOF,
    "suspect_is_employer": ("business_license", "identity_papers"),
    "remuneration_owed": ("worker_statements", "signed_settlement", "wage_ledger", "attendance"),
    "evasion_intended": ("suspect_statement", "asset_transfer_proof", "account_flow"),
    "assets_hidden": ("asset_transfer_proof",),
    "paid_in_bad_faith": ("account_flow", "asset_transfer_proof"),
    "debts_invented": ("audit_report", "account_flow"),
    "assets_disposed": ("asset_transfer_proof",),
    "fled": ("flight_record", "summons_proof"),
    "able_to_pay": ("account_flow", "payment_vouchers", "audit_report", "property_query"),
    "one_worker_large": ("worker_statements", "signed_settlement", "audit_report"),
    "ten_workers": ("worker_statements", "signed_settlement", "audit_report"),
    "ten_workers_large": ("worker_statements", "signed_settlement", "audit_report"),
    "unpaid_after_order": ("worker_statements", "unpaid_proof"),
}

SUSPECTS = (
    ("suspect_is_employer", "用人单位", "刑法/276-1.2", "employer"),
    (
        "suspect_is_illegal_employer",
        "不具备用工主体资格而违法用工的单位或者个人",
        "法释〔2013〕3号/7",
        "illegal_employer",
    ),
    ("suspect_is_controller", "用人单位的实际控制人", "法释〔2013〕3号/8", "actual_controller"),
    (
        "suspect_is_responsible_person",
        "单位直接负责的主管人员或者其他直接责任人员",
        "法释〔2013〕3号/9",
        "responsible_person",
    ),
)
WAYS_OF_EVASION = (
    ("assets_hidden", "隐匿财产", "法释〔2013〕3号/2.1.1"),
    ("paid_in_bad_faith", "恶意清偿", "法释〔2013〕3号/2.1.1"),
    ("debts_invented", "虚构债务", "法释〔2013〕3号/2.1.1"),
    ("closed_in_sham", "虚假破产或者虚假倒闭", "法释〔2013〕3号/2.1.1"),
    ("assets_disposed", "以其他方法转移、处分财产", "法释〔2013〕3号/2.1.1"),
    (
        "records_destroyed",
        "隐匿、销毁或者篡改账目、名册、工资和考勤记录",
        "法释〔2013〕3号/2.1.3",
    ),
    ("evaded_otherwise", "以其他方法逃避支付", "法释〔2013〕3号/2.1.4"),
)
LARGE = (
    (
        "one_worker_large",
        "拖欠一名劳动者三个月以上报酬且达到本省数额标准",
        "法释〔2013〕3号/3.1.1",
        ONE_WORKER_LARGE,
    ),
    ("ten_workers", "被拖欠的劳动者达到十名", "法释〔2013〕3号/3.1.2", TEN_WORKERS),
    (
        "ten_workers_large",
        "累计拖欠达到本省数额标准",
        "法释〔2013〕3号/3.1.2",
        TEN_WORKERS_LARGE,
    ),
)
ORDER = (
    ("order_in_writing", "以文书责令支付", "法释〔2013〕3号/4.1", ORDER_IN_WRITING),
    ("deadline_named", "责令文书载明支付期限", "法释〔2013〕3号/4.1", DEADLINE_NAMED),
    ("order_served", "责令文书在期限届满前有效送达", "法释〔2013〕3号/4.1", ORDER_SERVED),
)
EXCUSES = (
    ("excused_unaware", "有证据证明有正当理由未知悉责令支付", "法释〔2013〕3号/4.1:excused"),
    ("excused_unable", "有证据证明有正当理由未及时支付", "法释〔2013〕3号/4.1:excused"),
)


def _suspect(proof: Proof) -> Branch:
    kind = fact("suspect_kind")
    leaves = tuple(Leaf(name, zh, per, proof[name], kind == who) for name, zh, per, who in SUSPECTS)
    return Branch("any", "责任主体", leaves, "刑法/276-1.1")


def _conduct(proof: Proof) -> Branch:
    per = "法释〔2013〕3号/2"
    deemed = Leaf(
        "deemed_fled",
        "经可确认收悉的方式通知，未到场或者明确拒付，视为逃匿",
        "人社部发〔2014〕100号/1.1.2",
        proof["deemed_fled"],
        DEEMED_FLED,
    )
    intent = Leaf("evasion_intended", "以逃避支付为目的", per, proof["evasion_intended"])
    able = Leaf("able_to_pay", "有能力支付而不支付", "刑法/276-1.1", proof["able_to_pay"])
    fled = Leaf("fled", "逃跑、藏匿", "法释〔2013〕3号/2.1.2", proof["fled"], FLED)
    ways = tuple(Leaf(name, zh, at, proof[name]) for name, zh, at in WAYS_OF_EVASION)
    taken = Branch("any", "逃避支付的方法", (*ways, fled, deemed), per)
    evades = Branch("all", "以转移财产、逃匿等方法逃避支付", (intent, taken), per)
    return Branch("any", "逃避支付，或者有能力支付而不支付", (evades, able), "刑法/276-1.1")


def _large(proof: Proof) -> Branch:
    one, *many = (Leaf(name, zh, per, proof[name], test) for name, zh, per, test in LARGE)
    ten = Branch("all", "十名以上劳动者", tuple(many), "法释〔2013〕3号/3.1.2")
    return Branch("any", "数额较大", (one, ten), "法释〔2013〕3号/3.1")


def _ordered(proof: Proof) -> Branch:
    leaves = tuple(Leaf(name, zh, per, proof[name], test) for name, zh, per, test in ORDER)
    return Branch("all", "经政府有关部门责令支付", leaves, "法释〔2013〕3号/4.1")


def _excused(proof: Proof) -> Branch:
    # An excuse counts only where evidence shows it; that nothing shows it is not “not known”.
    leaves = tuple(
        Leaf(name, zh, per, proof[name], surely(fact(name)), "employer")
        for name, zh, per in EXCUSES
    )
    return Branch("not", "没有正当理由", leaves, "法释〔2013〕3号/4.1:excused")


def tree(proof: Proof, on: Node, *more: Leaf) -> Branch:
    """Return the elements as one reader proves them, as of his decision on the day `on`."""
    owed_for = fact("owed_for")
    owed = Leaf(
        "remuneration_owed",
        "拖欠的是劳动报酬",
        "法释〔2013〕3号/1",
        proof["remuneration_owed"],
        choose(owed_for == "mixed", UNKNOWN, owed_for == "remuneration"),
    )
    still = Leaf(
        "unpaid_after_order",
        "责令的期限届满仍未付清",
        "法释〔2013〕3号/4.1",
        proof["unpaid_after_order"],
        unpaid(on),
    )
    paid = Leaf(
        "settled",
        "立案前已付清并承担赔偿责任，且没有严重后果",
        "法释〔2013〕3号/6.1:before_filing",
        proof["settled"],
        settled(on),
    )
    parts: tuple[Element, ...] = (
        _suspect(proof),
        owed,
        _conduct(proof),
        _large(proof),
        _ordered(proof),
        still,
        _excused(proof),
        Branch("not", "没有在立案前了结", (paid,), "法释〔2013〕3号/6.1:before_filing"),
        *more,
    )
    return Branch("all", "拒不支付劳动报酬罪", parts, "刑法/276-1.1")


NOT_JUDGED_HERE = as_node(False)
JURISDICTION = Leaf(
    "within_jurisdiction",
    "属于该公安机关管辖",
    "公安机关办理刑事案件程序规定/178.1",
    test=otherwise(fact("within_jurisdiction"), True),
)
TRANSFER_TREE = tree(BUREAU_PROOF, REFERRED)
FILING_TREE = tree(POLICE_PROOF, DECIDED, JURISDICTION)


TRANSFER_HOLDS = holds(TRANSFER_TREE).named("涉嫌拒不支付劳动报酬罪")

MUST_BE_TRANSFERRED = Breach(
    "facts", "unlawful", "要件成立的立即移送；要件不成立的撤回移送，依法作出行政处理"
)
UNPROVEN = Breach("facts", "flaw", "补充收集所列材料后再移送，已经移送的补充提交")
GRAVE_RESULTS = (
    ("living_hit", "劳动者一方基本生活受严重影响、重大疾病无法及时医治或者失学", "5.1.1"),
    ("violence_used", "对讨薪的劳动者使用暴力或者以暴力威胁", "5.1.2"),
    ("other_grave_result", "造成其他严重后果", "5.1.3"),
)
STAGES = (
    (
        "paid_before_filing",
        "刑事立案前付清并承担赔偿责任",
        "before_filing",
        first("opening_decided"),
    ),
    (
        "paid_before_prosecution",
        "提起公诉前付清并承担赔偿责任",
        "before_prosecution",
        first("prosecuted"),
    ),
    ("paid_before_judgment", "一审宣判前付清并承担赔偿责任", "before_judgment", first("judged")),
)

ELEMENTS = (
    Elements(
        name="transfer",
        zh="移送拒不支付劳动报酬案件的要件",
        tree=TRANSFER_TREE,
        step="referred",
        affirmed=known(REFERRED),
        denied=known(NOT_APPROVED) & ~known(REFERRED),
        per="刑法/276-1.1",
        against=MUST_BE_TRANSFERRED,
        unproven=UNPROVEN,
        reader="人社（移送）",
    ),
    Elements(
        name="filing",
        zh="公安机关立案的要件",
        tree=FILING_TREE,
        step="opening_decided",
        # Whether police were right to open is for the procuratorate, not for the bureau, to say.
        affirmed=NOT_JUDGED_HERE,
        denied=fact("opening_result", of="opening_decided") == "refused",
        per="刑法/276-1.1",
        against=MUST_BE_TRANSFERRED,
        unproven=UNPROVEN,
        reader="公安（立案）",
        holder="police",
    ),
    Elements(
        name="grave_result",
        zh="造成严重后果",
        tree=Branch(
            "any",
            "造成严重后果",
            tuple(
                Leaf(name, zh, f"法释〔2013〕3号/{at}", ("injury_or_hardship_proof",))
                for name, zh, at in GRAVE_RESULTS
            ),
            "法释〔2013〕3号/5",
        ),
        step="referred",
        affirmed=NOT_JUDGED_HERE,
        denied=NOT_JUDGED_HERE,
        per="刑法/276-1.1",
        against=UNPROVEN,
        unproven=UNPROVEN,
        reader="量刑（三年以上七年以下）",
        when=any_of(*(known(fact(name)) for name, _, _ in GRAVE_RESULTS)),
    ),
    Elements(
        name="leniency",
        zh="付清后的从宽处理",
        tree=Branch(
            "any",
            "付清后从宽",
            tuple(
                Leaf(name, zh, f"法释〔2013〕3号/6.1:{stage}", ("payment_proof",), settled(on))
                for name, zh, stage, on in STAGES
            ),
            "法释〔2013〕3号/6.1",
        ),
        step="judged",
        affirmed=NOT_JUDGED_HERE,
        denied=NOT_JUDGED_HERE,
        per="法释〔2013〕3号/6.1",
        against=UNPROVEN,
        unproven=UNPROVEN,
        reader="从宽（立案前、公诉前、宣判前）",
        when=known(PAID),
    ),
)
