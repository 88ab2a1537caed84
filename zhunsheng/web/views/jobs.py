"""Job pages: what is being done, how far it is, what came of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from zhunsheng.store.models import Account, Job
from zhunsheng.web.access import ADMINISTRATOR, AUDITOR, EVERYONE, LEADER, Table
from zhunsheng.web.clock import now
from zhunsheng.web.desk import account_of, page
from zhunsheng.web.entrance import inside
from zhunsheng.web.jobs.desk import KEPT, ask, cancel

ACCESS: Table = {
    "jobs": {"GET": EVERYONE},
    "job": {"GET": EVERYONE},
    "job_cancel": {"POST": EVERYONE},
    "job_result": {"GET": EVERYONE},
    "job_reassess": {"POST": frozenset({ADMINISTRATOR})},
    "job_verify": {"POST": frozenset({ADMINISTRATOR, AUDITOR, LEADER})},
}
LATEST = 50
RUNNING = (Job.State.WAITING, Job.State.RUNNING)
MINUTE = 60


def jobs(request: HttpRequest) -> HttpResponse:
    """List the latest jobs: one's own, for an administrator everyone's."""
    shown = [_shown(job) for job in _visible(account_of(request))[:LATEST]]
    return page(request, "jobs/list.html", {"jobs": shown})


def job(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one job; a running one looks again by itself, with script or without."""
    found = _own(request, number)
    response = page(request, "jobs/job.html", {"job": _shown(found)})
    if found.state in RUNNING and not request.headers.get("HX-Request"):
        response["Refresh"] = "5"
    return response


def job_cancel(request: HttpRequest, number: UUID) -> HttpResponse:
    """Cancel a job."""
    found = _own(request, number)
    cancel(found)
    messages.info(request, f"已要求取消“{found.zh}”。")
    return HttpResponseRedirect(reverse("job", args=(number,)))


def job_result(request: HttpRequest, number: UUID) -> HttpResponse | FileResponse:
    """Give the file that came of a job, as an attachment."""
    found = _own(request, number)
    file = Path(settings.HOME) / "exports" / found.result
    if not found.result or not file.is_file():
        raise Http404
    answer = FileResponse(file.open("rb"), as_attachment=True, filename=found.result_name)
    answer["Cache-Control"] = "no-store"
    return answer


def job_reassess(request: HttpRequest) -> HttpResponse:
    """Ask for every snapshot that no longer holds to be made again."""
    asked = ask("reassess", "按现行法规和日历重新核对全部办件", account_of(request), {})
    return HttpResponseRedirect(reverse("job", args=(asked.pk,)))


def job_verify(request: HttpRequest) -> HttpResponse:
    """Ask for the whole record to be verified."""
    asked = ask("verify", "全面校验记录", account_of(request), {})
    return HttpResponseRedirect(reverse("job", args=(asked.pk,)))


def _visible(account: Account) -> QuerySet[Job]:
    found = Job.objects.select_related("owner").order_by("-asked_at")
    return found if account.role == ADMINISTRATOR else found.filter(owner=account)


def _own(request: HttpRequest, number: UUID) -> Job:
    found = _visible(account_of(request)).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _shown(job: Job) -> dict[str, Any]:
    rest = _rest(job)
    return {
        "job": job,
        "running": job.state in RUNNING,
        "done_zh": f"已处理{job.done}件，共{job.total}件" if job.total else "正在准备",
        "rest_zh": rest,
        "kept_until": (job.ended_at + KEPT) if job.ended_at and job.result else None,
        "href": reverse("job", args=(job.pk,)),
        "next": _next(job),
    }


def _next(job: Job) -> str:
    """Return where the work goes on once a job is done; "" where it ends there."""
    wanted = str(job.given.get("next", ""))
    return wanted if job.state == Job.State.DONE and inside(wanted) else ""


def _rest(job: Job) -> str:
    """Say about how long a running job still takes, from how long it took so far."""
    if job.started_at is None or not job.done or job.done >= job.total:
        return ""
    taken: timedelta = now() - job.started_at
    seconds = int(taken.total_seconds() * (job.total - job.done) / job.done)
    return f"约还要{seconds}秒" if seconds < MINUTE else f"约还要{seconds // MINUTE + 1}分钟"


urlpatterns: list[URLPattern] = [
    path("renwu/", jobs, name="jobs"),
    path("renwu/chonghe/", job_reassess, name="job_reassess"),
    path("renwu/jiaoyan/", job_verify, name="job_verify"),
    path("renwu/<uuid:number>/", job, name="job"),
    path("renwu/<uuid:number>/quxiao/", job_cancel, name="job_cancel"),
    path("renwu/<uuid:number>/wenjian/", job_result, name="job_result"),
]
