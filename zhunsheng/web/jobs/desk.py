"""Asking for work, telling how far it is, cancelling it, and keeping what came of it.

Work is queued in the database (django-tasks), so that it survives a restart: what was running when
the worker stopped is begun again from the start; each kind of work must bear that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django_tasks import task

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store.models import Account, Job
from zhunsheng.web.clock import now

TELL_SECONDS = 0.5
KEPT = timedelta(days=7)
MESSAGE_MOST = 400


class Cancelled(ZhunshengError):
    """Whoever asked for the work cancelled it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended, and the sentence that says so."""

    state: Job.State
    message: str


@dataclass(slots=True)
class Work:
    """A job while it is done: what was asked for, and how to tell how far it is."""

    job: Job
    told_at: float = field(default=0.0)

    @property
    def given(self) -> Mapping[str, Any]:
        """Return what was asked for."""
        given: Mapping[str, Any] = self.job.given
        return given

    def tell(self, done: int, total: int) -> None:
        """Note how far the work is, twice a second at most; raises `Cancelled`."""
        moment = time.monotonic()
        if moment - self.told_at < TELL_SECONDS and done < total:
            return
        self.told_at = moment
        Job.objects.filter(pk=self.job.pk).update(done=done, total=total)
        if Job.objects.filter(pk=self.job.pk, cancel=True).exists():
            raise Cancelled("已按要求取消")

    def result_file(self, name: str) -> Path:
        """Return where the result is to be written, under the name it is downloaded as."""
        folder = Path(settings.HOME) / "exports"
        folder.mkdir(mode=0o700, exist_ok=True)
        self.job.result, self.job.result_name = str(self.job.pk), name
        return folder / self.job.result


Doing = Callable[[Work], str]
KINDS: dict[str, Doing] = {}


def kind(name: str) -> Callable[[Doing], Doing]:
    """Declare a function as a kind of work; it returns the sentence that says what came of it."""

    def declared(doing: Doing) -> Doing:
        KINDS[name] = doing
        return doing

    return declared


def ask(name: str, zh: str, owner: Account | None, given: Mapping[str, Any]) -> Job:
    """Queue work and return its job; the work begins when the worker is free."""
    with transaction.atomic():
        job = Job.objects.create(kind=name, zh=zh, owner=owner, given=dict(given), asked_at=now())
        run_job.enqueue(str(job.pk))
    return job


@task()
def run_job(number: str) -> None:
    """Do a job that waits; a job cancelled or done meanwhile is passed over."""
    claimed = Job.objects.filter(pk=UUID(number), state=Job.State.WAITING)
    if not claimed.update(state=Job.State.RUNNING, started_at=now(), done=0):
        return
    job = Job.objects.get(pk=UUID(number))
    ended = Ended(Job.State.FAILED, "程序出错，没有完成；已记入日志，可以重做")
    try:
        ended = Ended(Job.State.DONE, KINDS[job.kind](Work(job)))
    except Cancelled as cancelled:
        ended = Ended(Job.State.CANCELLED, str(cancelled))
    except ZhunshengError as error:
        ended = Ended(Job.State.FAILED, str(error))
    finally:
        _close(job, ended)


def _close(job: Job, ended: Ended) -> None:
    job.state, job.message, job.ended_at = ended.state, ended.message[:MESSAGE_MOST], now()
    if job.state != Job.State.DONE:
        job.result = job.result_name = ""
    job.save(update_fields=["state", "message", "ended_at", "result", "result_name"])


def cancel(job: Job) -> None:
    """Cancel work that waits at once, and running work at its next step."""
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(
        state=Job.State.CANCELLED, ended_at=now(), message="已按要求取消"
    )
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel=True)


def begin_again() -> int:
    """Queue again what was running when the worker stopped; returns how many."""
    broken = list(Job.objects.filter(state=Job.State.RUNNING))
    for job in broken:
        Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, started_at=None, done=0)
        run_job.enqueue(str(job.pk))
    return len(broken)


def drop_old_results() -> int:
    """Delete results older than seven days; returns how many."""
    old = Job.objects.filter(ended_at__lt=now() - KEPT).exclude(result="")
    dropped = 0
    for job in old:
        (Path(settings.HOME) / "exports" / job.result).unlink(missing_ok=True)
        Job.objects.filter(pk=job.pk).update(result="", result_name="")
        dropped += 1
    return dropped
