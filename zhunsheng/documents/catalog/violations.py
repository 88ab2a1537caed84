"""Which provision a violation breaks and which one punishes it, as papers cite them."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.documents.form import Case, Either, Slot
from zhunsheng.law.procedure import Fact
from zhunsheng.procedures.labor_supervision.violations import FLAT, LADDER, MULTIPLES, PER_WORKER

MIGRANT = "保障农民工工资支付条例"
CHILD = "禁止使用童工规定"
SUPERVISION = "劳动保障监察条例"


def _cite(provisions: Mapping[str, str]) -> dict[str, str]:
    return {violation: f"{{law:{place}}}" for violation, place in provisions.items()}


BROKEN = _cite(
    {
        "overtime": "劳动法/41:month",
        "wage_arrears": "劳动法/50",
        "below_minimum_wage": "劳动法/48.2",
        "severance_unpaid": "劳动合同法/46",
        "wages_concealed": "社会保险法/60.1",
        "insurance_unregistered": "社会保险法/58.1",
        "obstruction": f"{SUPERVISION}/30.1.1",
        "evidence_withheld": f"{SUPERVISION}/30.1.2",
        "order_disobeyed": f"{SUPERVISION}/30.1.3",
        "retaliation": f"{SUPERVISION}/30.1.4",
        "no_contract": "劳动合同法/10.1",
        "child_labor": f"{CHILD}/2.1",
        "child_not_returned": f"{CHILD}/6.1",
        "child_placed": f"{CHILD}/2.2",
        "hiring_records": f"{CHILD}/4",
        "paid_in_kind": f"{MIGRANT}/11",
        "wage_ledger": f"{MIGRANT}/15.1",
        "cards_withheld": f"{MIGRANT}/31.4",
        "wage_account": f"{MIGRANT}/26.1",
        "wage_deposit": f"{MIGRANT}/32.1",
        "roster": f"{MIGRANT}/28.1",
        "payroll_unsigned": f"{MIGRANT}/31.2",
        "subcontractor_unsupervised": f"{MIGRANT}/30.2",
        "subcontractor_uncooperative": f"{MIGRANT}/28.2",
        "notice_board": f"{MIGRANT}/34",
        "payment_guarantee": f"{MIGRANT}/24.1",
        "labor_cost": f"{MIGRANT}/29.1",
    }
)
PUNISHED = _cite(
    {
        **dict(FLAT),
        **dict(PER_WORKER),
        **dict(MULTIPLES),
        **{violation: item for violation, item, _ in LADDER},
        "obstruction": f"{SUPERVISION}/30.1.1",
        "evidence_withheld": f"{SUPERVISION}/30.1.2",
        "order_disobeyed": f"{SUPERVISION}/30.1.3",
        "wage_arrears": f"{SUPERVISION}/26.1.1",
        "below_minimum_wage": f"{SUPERVISION}/26.1.2",
        "severance_unpaid": f"{SUPERVISION}/26.1.3",
        "no_contract": f"{SUPERVISION}/24",
        "child_labor": f"{CHILD}/6.1",
        "child_not_returned": f"{CHILD}/6.2",
        "child_placed": f"{CHILD}/7",
        "hiring_records": f"{CHILD}/8",
    }
)
DEED = Fact("deed", "违法行为", "text")
FACTS_FOUND = Fact("facts_found", "查明的事实", "text")
BROKEN_PROVISION = Fact("broken_provision", "违反的条款", "text")
DEED_ASKS = (
    DEED,
    FACTS_FOUND,
    BROKEN_PROVISION,
    Fact("penal_provision", "处罚或者处理所依据的条款", "text"),
)
DEED_SLOTS: dict[str, Slot] = {
    "what": Either(("violation", "deed", "subject")),
    "broken": Case("violation", BROKEN, otherwise="{broken_by_subject}"),
    "broken_by_subject": Case("subject", BROKEN, otherwise="{broken_provision}"),
    "punished": Case("violation", PUNISHED, otherwise="{punished_by_subject}"),
    "punished_by_subject": Case("subject", PUNISHED, otherwise="{penal_provision}"),
}
