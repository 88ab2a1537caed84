"""总览: what waits for a decision, time limits by duty, defects by ground, every number a door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from zhunsheng.engine.sentences import GRAVITIES
from zhunsheng.store import tallies
from zhunsheng.web.access import AUDITOR, LEADER, LEGAL, SECTION_HEAD, Table
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import actor_of, page
from zhunsheng.web.jinja import moment
from zhunsheng.web.views import _overview_model as model

OVERSEERS = frozenset({LEADER, SECTION_HEAD, LEGAL, AUDITOR})


def overview(request: HttpRequest) -> HttpResponse:
    """Show the matters within the actor's scope in figures."""
    actor, day = actor_of(request), today()
    counted = tallies.open_matters(actor.scope, day)
    standing = tallies.standing(counted, day)
    duties = tallies.duties(counted, day)
    lost = tallies.lost_matters(actor.scope, day)
    context = {
        "as_of": moment(now()),
        "decisions": model.decisions(actor, day),
        "figures": model.figures(standing),
        "buckets": list(model.BUCKETS_ZH.values()),
        "matrix": model.matrix(duties, day),
        "totals": model.totals(duties),
        "gravities": list(GRAVITIES.values()),
        "defects": model.defects(tallies.grounds(counted)),
        "lost": model.Cell(tallies.number(lost), model.lost()),
        "losses": model.losses(tallies.grounds(lost)),
        "departments": list(model.departments(standing.places)),
    }
    return page(request, "overview/overview.html", context)


ACCESS: Table = {"overview": {"GET": OVERSEERS}}
urlpatterns = [path("zonglan/", overview, name="overview")]
