"""The kinds of long work: assessing every matter again, verifying the whole record, exports."""

from __future__ import annotations

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.office.basis import basis_mark
from zhunsheng.store.django_store import store
from zhunsheng.store.keeping import Stale
from zhunsheng.store.models import MatterRow
from zhunsheng.store.originals import Originals
from zhunsheng.store.verification import verify_store
from zhunsheng.web.clock import today
from zhunsheng.web.desk import office
from zhunsheng.web.jobs.desk import Work, kind

TOGETHER = 50


class NotAsWritten(ZhunshengError):
    """The record is not as it was written; the text names the first thing that does not fit."""


@kind("reassess")
def reassess(work: Work) -> str:
    """Assess again every matter whose snapshot no longer holds: a new day, law or calendar."""
    stale = Stale(today(), basis_mark())
    done, total = 0, store().stale_count(stale)
    while count := office().refresh_stale(stale.day, TOGETHER):
        done += count
        work.tell(done, max(done, total))
    return f"重新核对了{done}件"


@kind("rebuild")
def rebuild(work: Work) -> str:
    """Make the snapshot of every matter again from its events."""
    numbers = MatterRow.objects.order_by("pk").values_list("number", flat=True)
    total = numbers.count()
    for done, number in enumerate(numbers.iterator(), start=1):
        office().refresh(number, today())
        work.tell(done, total)
    return f"由记录重建了{total}件"


@kind("verify")
def verify(work: Work) -> str:
    """Verify the whole record: every chain, head, personal value and paper.

    Raises `NotAsWritten` where something does not fit.
    """
    verdict = verify_store(tell=work.tell, originals=Originals())
    work.tell(verdict.events, verdict.events)
    if verdict.first_fault is not None:
        raise NotAsWritten(str(verdict.first_fault))
    return (
        f"办件{verdict.matters}件、事项{verdict.events}条、材料文件{verdict.papers}份，全部对得上"
    )
