"""Matters that the flows work on, told relative to today, each with a number of its own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import count

from tests.cast import LOCAL, actor, office
from zhunsheng.office import NewMatter
from zhunsheng.record.event import Event
from zhunsheng.record.text import read
from zhunsheng.store.models import Account, MatterRow, Proposal
from zhunsheng.web.clock import now, today
from zhunsheng.web.forms.proposing import Asking, Proposed, propose

AGO = re.compile(r"\bT-(\d+)\b")
PLACES = count(501)
INJURY = """益人社工伤〔2026〕{}号 work_injury
  worker 曹小满
  employer 松坡某物流有限公司
  labor_relationship
T-60 injured at_workplace at_work_time caused_by_work accident
T-20 applied by=worker papers=application_form,labor_relationship_proof,diagnosis
T-12 accepted officers=周敏,刘志远 papers=acceptance_decision
"""
NOTICED = INJURY + "T-11 proof_requested proof_due=T-1 papers=proof_notice\n"
CLUE = """益劳监线〔2026〕{}号 arrears_clue
  person 许长林
  employer 白鹭某物业服务有限公司
  employer_named
  period_named
  sum_named
  in_scope
T-1 received source=national_platform papers=lead_form
T-1 claimed
"""
REFERRAL = """益人社移〔2026〕{}号 crime_referral
  employer 青禾某家具有限公司
  suspect 华安平
  suspect_kind employer
  workers_owed 31
  total_owed 462000
T-40 payment_ordered document=rectification_order pay_by=T-26 names_deadline papers=payment_order
T-39 served to=employer method=direct receipt_signed_by=legal_representative receipt papers=service_receipt
T-12 team_formed officers=周敏,刘志远
T-2 transfer_proposed papers=investigation_report
"""


def ago(days: int) -> date:
    """Return a day before today."""
    return today() - timedelta(days)


def tell(text: str, username: str = "zhou") -> str:
    """Open the matter of a text, with the next free number; return that."""
    dated = AGO.sub(lambda found: ago(int(found[1])).isoformat(), text)
    (record,) = read(dated.format(next(PLACES)), "flows").records
    new = NewMatter(record.matter, record.procedure, record.about, events=record.events)
    office().open(actor(username), new, now().astimezone(LOCAL))
    return record.matter


def tell_proposed() -> str:
    """Open a referral whose transfer waits for the leader; return its number."""
    number = tell(REFERRAL)
    kept = office().store.load(number)
    row = MatterRow.objects.get(number=number)
    asking = Asking(
        Proposal.Kind.DECISION,
        "leader",
        "责令支付期满仍未支付，涉及31人、46.2万元，调查终结",
        citation=row.due_citation,
        due_on=ago(3),
        seen=kept.seq,
    )
    event = Event("transfer_approved", today(), facts={"approved_by": "head"})
    propose(kept.record, Proposed(event), asking, Account.objects.get(username="zhou"), now())
    return number


def kinds(number: str) -> list[str]:
    """Return the kinds of the events of a matter, in order."""
    return [event.kind for event in office().store.load(number).events]
