"""提醒: what is near or over, by due day and one entry a matter; what waits; which jobs ended."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import path

from zhunsheng.office import Actor
from zhunsheng.store.models import Account, Job
from zhunsheng.web.access import EVERYONE, Table
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of, actor_of, page
from zhunsheng.web.forms.proposing import waiting_for
from zhunsheng.web.jinja import moment
from zhunsheng.web.reminders.ladder import SHOWN, by_rung, reminder_count, reminders

KEPT = timedelta(days=7)
JOBS_MOST, WAITING_MOST = 10, 10


def reminder_page(request: HttpRequest) -> HttpResponse:
    """Show what one is reminded of today."""
    actor, account, day = actor_of(request), account_of(request), today()
    found = reminders(actor, day)
    total = len(found) if len(found) < SHOWN else reminder_count(account, day)
    context = {
        "rungs": by_rung(found),
        "total": total,
        "shown": len(found),
        "own_href": f"/ban/?chengban={actor.username}&dao=near",
        "waiting": waiting(actor),
        "jobs": ended_jobs(account),
    }
    return page(request, "reminders/reminders.html", context)


def waiting(actor: Actor) -> list[dict[str, str]]:
    """Return what waits for the actor to agree to."""
    return [
        {
            "title": one.matter.matterrow.title,
            "number": one.matter.matterrow.number,
            "kind": one.get_kind_display(),
            "href": f"/shenpi/{one.pk}/",
        }
        for one in waiting_for(actor)[:WAITING_MOST]
    ]


def ended_jobs(account: Account) -> list[dict[str, str]]:
    """Return the account's jobs that ended within the time results are kept."""
    ended = Job.objects.filter(owner=account, ended_at__gte=now() - KEPT).order_by("-ended_at")
    return [
        {
            "zh": job.zh,
            "state": job.get_state_display(),
            "at": moment(job.ended_at) if job.ended_at else "",
            "href": f"/renwu/{job.pk}/",
        }
        for job in ended[:JOBS_MOST]
    ]


ACCESS: Table = {"reminders": {"GET": EVERYONE}}
urlpatterns = [path("tixing/", reminder_page, name="reminders")]
