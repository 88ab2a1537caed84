"""The long work of the wage pages: reading files, loading them, running a month, publishing it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from zhunsheng.base.errors import Fault, InputRefused, ZhunshengError
from zhunsheng.office.wages import Desk, publish_ratings, raise_warnings
from zhunsheng.store.enclosing import KeptPapers
from zhunsheng.store.models import Account
from zhunsheng.wages.load import Load
from zhunsheng.wages.monitor import Order
from zhunsheng.wages.months import month_zh, read_month
from zhunsheng.wages.shapes import Run
from zhunsheng.web.clock import now
from zhunsheng.web.desk import actor_for, office
from zhunsheng.web.jobs.desk import Work, kind
from zhunsheng.web.wages.beside import beside
from zhunsheng.web.wages.drafts import FAULTY, KEPT, READ, Draft, draft_of, drop_files, note
from zhunsheng.web.wages.handing import handed, places
from zhunsheng.web.wages.monitor import monitor
from zhunsheng.web.wages.warehouse import run_month, warehouse

FAULTS_MOST = 500


class DraftGone(ZhunshengError):
    """The files that were to be loaded are not there any more."""

    def __init__(self) -> None:
        super().__init__("要装入的文件已经不在了；请重新上传")


@kind("wages_check")
def check(work: Work) -> str:
    """Read the files of a draft and note what would be accepted, refused and left unmatched."""
    draft = _draft(work)
    try:
        trial = beside(
            work,
            lambda told: warehouse().check(
                draft.paths, at=now(), progress=told, refused_to=draft.refused_file
            ),
        )
    except InputRefused as refused:
        note(replace(draft, state=FAULTY, faults=_written(refused.faults)))
        return f"有{len(refused.faults)}处使文件读不了，没有装入"
    found = _said(trial.load)
    note(replace(draft, state=READ, found=found, faults=_written(trial.faults)))
    return f"读入{found['rows']:,}行：可以装入{found['accepted']:,}行，须改{found['refused']:,}行"


@kind("wages_keep")
def keep(work: Work) -> str:
    """Load the files of a draft; refused rows are kept aside only where that was asked for."""
    draft = _draft(work)
    owner = Account.objects.get(username=draft.owner)
    only = bool(work.given.get("only"))
    load = beside(
        work,
        lambda told: warehouse().load(
            draft.paths, at=now(), by=owner.username, keep_good=only, progress=told
        ),
    )
    note(replace(draft, state=KEPT, load=load.number, found=_said(load)))
    drop_files(draft)
    if not load.number:
        return "这些文件以前都装入过，没有重复装入"
    return f"已装入批次{load.number}：{load.accepted:,}行"


@kind("wages_month")
def month(work: Work) -> str:
    """Run a month and raise its warnings."""
    number = read_month(str(work.given["month"]))
    at = now()
    order = Order(number, date.fromisoformat(work.given["as_of"]), at, work.given["by"])
    work.tell(0, 2)
    run = run_month(order, lambda _: None)
    work.tell(1, 2)
    desk = _desk(Account.objects.get(username=work.given["by"]))
    with transaction.atomic():
        done = raise_warnings(desk, handed(monitor(), run), places(run))
    work.tell(2, 2)
    return (
        f"已评定{month_zh(number)}；新预警{len(done.raised)}条，仍有的{len(done.standing)}条，"
        f"可以解除的{len(done.offered)}条"
    )


@kind("wages_publish")
def publish(work: Work) -> str:
    """Publish the ratings of a month as they stand."""
    number = read_month(str(work.given["month"]))
    run = monitor().run(number)
    if run is None or run.digest != work.given["run"]:
        raise RunChanged(number)
    done = publish_all(run, Account.objects.get(username=work.given["by"]))
    return f"已公布{month_zh(number)}的评定{done}个"


class RunChanged(ZhunshengError):
    """The month was run again after the page was shown."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{month_zh(number)}刚刚又评定过一次；请重新看过再公布")


def publish_all(run: Run, account: Account) -> int:
    """Publish every rating of a run; returns how many were new."""
    with transaction.atomic():
        done = publish_ratings(_desk(account), handed(monitor(), run), places(run))
    return len(done.published)


def _desk(account: Account) -> Desk:
    return Desk(office(), KeptPapers(), actor_for(account), now())


def _draft(work: Work) -> Draft:
    found = draft_of(UUID(work.given["draft"]), work.given["by"])
    if found is None:
        raise DraftGone
    return found


def _written(faults: Any) -> tuple[dict[str, str], ...]:
    found: list[Fault] = list(faults)[:FAULTS_MOST]
    return tuple({name: str(value) for name, value in asdict(one).items()} for one in found)


def _said(load: Load) -> dict[str, Any]:
    """Return what a page shows of a load."""
    return {
        "rows": load.rows,
        "accepted": load.accepted,
        "refused": load.refused,
        "tables": {name: asdict(counts) for name, counts in load.tables.items()},
        "files": [
            {"name": one.name, "digest": one.digest, "sheets": [asdict(s) for s in one.sheets]}
            for one in load.files
        ],
        "known": dict(load.known),
        "skipped": dict(load.skipped),
        "unmatched": dict(load.unmatched),
    }
