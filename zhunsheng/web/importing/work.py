"""The long work of imports: reading a large file, keeping its matters, withdrawing them as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.intake.silent import every_word
from zhunsheng.office import Actor, Doing, NewMatter
from zhunsheng.procedures import procedures
from zhunsheng.record.administrative import WITHDRAWN
from zhunsheng.record.event import Event
from zhunsheng.record.record import Record
from zhunsheng.store.models import Account, Batch, MatterRow
from zhunsheng.store.models import Event as StoredEvent
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import actor_for, office
from zhunsheng.web.importing.files import note_found, read_batch
from zhunsheng.web.jobs.desk import Work, kind

TOGETHER = 100
RECORDED = time(16, 30)
LISTED = 5


class BatchInUse(ZhunshengError):
    """Matters of an import were worked on since; it cannot be withdrawn as one."""

    def __init__(self, numbers: list[str]) -> None:
        shown = "、".join(numbers[:LISTED])
        more = f"等{len(numbers)}件" if len(numbers) > LISTED else ""
        super().__init__(f"{shown}{more}导入后又有办理记录，不能整批撤销；请逐件更正")


@kind("import_check")
def check(work: Work) -> str:
    """Read a file and keep what was found."""
    batch = Batch.objects.get(pk=work.given["batch"])
    found = read_batch(batch, work.tell)
    note_found(batch, found)
    return f"可以导入{len(found.records)}件，有{len(found.faults)}处须改"


@kind("import_keep")
def keep(work: Work) -> str:
    """Open every sound matter of an import; what was opened already is passed over.

    A cancelled import withdraws what it opened so far.
    """
    batch = Batch.objects.select_related("owner").get(pk=work.given["batch"])
    found = read_batch(batch)
    written = set(MatterRow.objects.filter(batch=str(batch.pk)).values_list("number", flat=True))
    waiting = [record for record in found.records if record.matter not in written]
    actor = actor_for(batch.owner)
    for first in range(0, len(waiting), TOGETHER):
        with transaction.atomic():
            for record in waiting[first : first + TOGETHER]:
                office().open(actor, _new(batch, record), now())
        work.tell(min(first + TOGETHER, len(waiting)), len(waiting))
    Batch.objects.filter(pk=batch.pk).update(
        state=Batch.State.KEPT, kept_at=now(), sound=len(waiting) + len(written)
    )
    return f"已导入{len(waiting) + len(written)}件"


def _new(batch: Batch, record: Record) -> NewMatter:
    words = every_word(procedures()[record.procedure])
    return NewMatter(
        record.matter,
        record.procedure,
        record.about,
        events=tuple(_recorded(event) for event in record.events),
        batch=str(batch.pk),
        told=tuple(sorted(words - record.silent)) if record.silent else (),
        source=batch.digest,
        key=f"{batch.pk}/{record.matter}",
        taken_over=True,
    )


def _recorded(event: Event) -> Event:
    moment = datetime.combine(event.happened_on, event.happened_at or RECORDED)
    return event if event.recorded_at else _at(event, moment)


def _at(event: Event, moment: datetime) -> Event:
    return Event(
        event.kind,
        event.happened_on,
        event.happened_at,
        moment,
        event.facts,
        event.papers,
        event.note,
        event.corrects,
    )


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A batch to be withdrawn, by whom, and why."""

    batch: Batch
    account: Account
    reason: str


def withdraw(asked: Withdrawal) -> int:
    """Withdraw every matter of an import, all or none; raises `BatchInUse`."""
    actor: Actor = actor_for(asked.account)
    with transaction.atomic():
        rows = list(MatterRow.objects.filter(batch=str(asked.batch.pk)))
        used = [row.number for row in rows if _used(row)]
        if used:
            raise BatchInUse(used)
        event = Event(WITHDRAWN, today(), facts={"batch": str(asked.batch.pk)}, note=asked.reason)
        for row in rows:
            doing = Doing(event, row.seq, f"withdraw/{asked.batch.pk}/{row.number}")
            office().append(actor, row.number, doing, now())
        Batch.objects.filter(pk=asked.batch.pk).update(state=Batch.State.WITHDRAWN)
    return len(rows)


def _used(row: MatterRow) -> bool:
    """Say whether anything was written to a matter after its import."""
    keys = StoredEvent.objects.filter(matter_id=row.pk).values_list("key", flat=True)
    return any(row.batch not in key for key in keys)
