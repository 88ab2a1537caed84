"""The words of the case collection in the words of the procedures: a dictionary, no judgment.

Each word has its steps in order of preference; the first one a procedure has is meant, with the
facts and papers the word itself implies (`determined` is a decision with that result). A fact or
paper a procedure does not declare is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from zhunsheng.record.event import Value

Wording = tuple[str, Mapping[str, Value], tuple[str, ...]]

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("injury_", ("work_injury",)),
    ("wage_criminal", ("crime_referral", "labor_supervision")),
    ("wage_", ("labor_supervision", "wage_arrears", "crime_referral")),
    ("penalty_", ("labor_supervision", "penalty")),
    ("inspection_", ("labor_supervision",)),
    ("reconsideration", ("reconsideration",)),
)


def _step(step: str, *papers: str, **facts: Value) -> Wording:
    return (step, MappingProxyType(facts), papers)


WORDS: Mapping[str, tuple[Wording, ...]] = MappingProxyType(
    {
        "accident": (_step("injured"),),
        "death": (_step("died"),),
        "arbitration_request": (_step("labor_dispute_filed"),),
        "arbitration_award": (_step("labor_dispute_ended", "arbitration_award"),),
        "not_accepted": (_step("acceptance_refused"),),
        "application_rejected": (_step("acceptance_refused"),),
        "evidence_notice": (_step("proof_requested", "proof_notice"),),
        "police_certificate": (
            _step("conclusion_received", "traffic_certificate", **{"for": "traffic_police"}),
        ),
        "determined": (_step("decided", result="determined"),),
        "not_determined": (_step("decided", result="not_determined"),),
        "decision_revoked": (_step("revoked"),),
        "complaint_received": (_step("complained"), _step("reported"), _step("clue_received")),
        "report_received": (_step("reported"), _step("complained")),
        "referred_in": (_step("transferred_in"), _step("reported"), _step("complained")),
        "case_filed": (_step("opened"),),
        "payment_order_issued": (
            _step("payment_ordered", "payment_order"),
            _step("correction_ordered"),
        ),
        "rectification_order": (
            _step("correction_ordered"),
            _step("payment_ordered", "payment_order"),
        ),
        "payment_order_served": (_step("served", of="payment_order"),),
        "handling_decision": (_step("handling_decided"),),
        "penalty_prior_notice": (_step("informed"),),
        "penalty_decision": (_step("penalized"), _step("decided"), _step("penalty_decided")),
        "transferred_to_police": (_step("referred"),),
        "police_filed": (_step("opening_decided", opening_result="opened"),),
        "paid": (_step("paid_in_full"), _step("paid")),
        "judgment_1": (_step("judged"),),
        "reconsideration_applied": (
            _step("reconsideration_requested"),
            _step("received"),
            _step("applied"),
        ),
        "reconsideration_decided": (_step("reconsideration_decided"), _step("decided")),
        "reconsideration_extended": (_step("extended"),),
        "procuratorial_suggestion": (_step("transfer_urged"),),
    }
)
DETAILS: Mapping[str, tuple[tuple[str, Mapping[str, Value] | None], ...]] = MappingProxyType(
    {
        "deadline": (("pay_by", None),),
        "fine": (("fine", None),),
        "by": (("by", None),),
        "for": (("for", None),),
        "to": (("to", None),),
        "responsibility": (
            (
                "not_mainly_responsible",
                MappingProxyType(
                    {
                        "none": True,
                        "secondary": True,
                        "equal": True,
                        "main": False,
                        "primary": False,
                        "full": False,
                    }
                ),
            ),
        ),
        "reason": (("refused_because", None),),
    }
)
CASE_FACTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "workers": ("workers_owed", "workers_harmed"),
        "amount_cny": ("total_owed",),
    }
)
MEANS: Mapping[str, Mapping[str, Value]] = MappingProxyType(
    {
        "flight": MappingProxyType({"fled": True}),
        "transfer_of_property": MappingProxyType({"assets_hidden": True}),
        "able_not_paying": MappingProxyType({"able_to_pay": True}),
    }
)
