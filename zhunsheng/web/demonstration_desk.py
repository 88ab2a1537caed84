"""What waits on the desks of the demonstration: a decision, a returned file, an appointment."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from zhunsheng.office import Office
from zhunsheng.record.event import Event
from zhunsheng.store.models import Account, Appointment, MatterRow, Proposal, ReturnedFile
from zhunsheng.web.forms.proposing import Asking, Proposed, propose

REFERRAL, INJURY = "crime_referral", "work_injury"


def lay_out(office: Office, now: datetime) -> None:
    """Propose a transfer to the leader, return a file, and note an inquiry for today."""
    accounts = {account.username: account for account in Account.objects.all()}
    open_rows = MatterRow.objects.filter(ended=False)
    referral = open_rows.filter(procedure=REFERRAL, phase="提出移送书面报告").first()
    if referral is not None:
        _propose(office, referral, accounts["chenkai"], now)
    injury = open_rows.filter(procedure=INJURY, handler=accounts["zhoumin"]).order_by("due_on")
    for row in injury[:1]:
        ReturnedFile.objects.create(
            matter_id=row.pk,
            returned_by=accounts["hejing"],
            reason="举证通知书的送达回证没有写签收日期",
            returned_at=now - timedelta(hours=3),
        )
    for row in injury[1:2]:
        Appointment.objects.create(
            account=accounts["zhoumin"],
            matter_id=row.pk,
            on_day=now.date(),
            at=time(14, 30),
            zh="询问证人（两人）",
        )


def _propose(office: Office, row: MatterRow, account: Account, now: datetime) -> None:
    kept = office.store.load(row.number)
    event = Event("transfer_approved", now.date(), facts={"approved_by": "head"})
    asking = Asking(
        Proposal.Kind.DECISION,
        Account.Role.LEADER,
        "责令支付期满仍未支付，涉及31人、46.2万元，调查终结",
        citation=row.due_citation,
        due_on=row.due_on,
        seen=kept.seq,
    )
    propose(kept.record, Proposed(event), asking, account, now)
