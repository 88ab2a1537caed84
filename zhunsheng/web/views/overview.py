"""总览: what waits for a decision, time limits by duty, defects by ground, every number a door."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import path

from zhunsheng.engine.sentences import GRAVITIES
from zhunsheng.store import tallies
from zhunsheng.store.keeping import Scope
from zhunsheng.web.access import AUDITOR, LEADER, LEGAL, SECTION_HEAD, Table
from zhunsheng.web.clock import today
from zhunsheng.web.desk import account_of, actor_of, page
from zhunsheng.web.jinja import moment
from zhunsheng.web.kept_figures import KeptFigures
from zhunsheng.web.views import _overview_model as model
from zhunsheng.web.wages import leading

OVERSEERS = frozenset({LEADER, SECTION_HEAD, LEGAL, AUDITOR})


class Lost(NamedTuple):
    """The disputes that ended against the bureau: how many, and by ground."""

    number: int
    grounds: list[tallies.Ground]


class Figures(NamedTuple):
    """What is counted for the overview of one scope."""

    standing: tallies.Standing
    duties: list[tallies.Duty]
    grounds: list[tallies.Ground]
    lost: Lost


KEPT: KeptFigures[Figures] = KeptFigures({})


def overview(request: HttpRequest) -> HttpResponse:
    """Show the matters within the actor's scope in figures."""
    actor, day = actor_of(request), today()
    counted = KEPT.counted((actor.scope, day), lambda: _counted(actor.scope, day))
    standing, duties, grounds, lost = counted.figures
    context = {
        "as_of": moment(counted.at),
        "decisions": model.decisions(actor, day),
        "figures": model.figures(standing),
        "buckets": list(model.BUCKETS_ZH.values()),
        "matrix": model.matrix(duties, day),
        "totals": model.totals(duties),
        "gravities": list(GRAVITIES.values()),
        "defects": model.defects(grounds),
        "lost": model.Cell(lost.number, model.lost()),
        "losses": model.losses(lost.grounds),
        "departments": list(model.departments(standing.places)),
        "projects": leading.projects(account_of(request)),
    }
    return page(request, "overview/overview.html", context)


def _counted(scope: Scope, day: date) -> Figures:
    counted, lost = tallies.open_matters(scope, day), tallies.lost_matters(scope, day)
    return Figures(
        tallies.standing(counted, day),
        tallies.duties(counted, day),
        tallies.grounds(counted),
        Lost(tallies.number(lost), tallies.grounds(lost)),
    )


ACCESS: Table = {"overview": {"GET": OVERSEERS}}
urlpatterns = [path("zonglan/", overview, name="overview")]
