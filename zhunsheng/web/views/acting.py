"""Acting: opening a matter, writing a step, correcting, handing on; drafts of all of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from zhunsheng.web.access import ACTORS, LEADER, LEGAL, Table
from zhunsheng.web.forms.steps import step_named
from zhunsheng.web.views._correcting import correct
from zhunsheng.web.views._filing import Filing
from zhunsheng.web.views._moving import assign, draft, seal
from zhunsheng.web.views._opening import new_matter
from zhunsheng.web.views.matter import sight_of

SEALERS = frozenset({LEADER, LEGAL})
ACCESS: Table = {
    "new_matter": {"GET": ACTORS, "POST": ACTORS},
    "step": {"GET": ACTORS, "POST": ACTORS},
    "correct": {"GET": ACTORS, "POST": ACTORS},
    "assign": {"GET": ACTORS, "POST": ACTORS},
    "seal": {"GET": SEALERS, "POST": SEALERS},
    "draft": {"POST": ACTORS},
}


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """Show the form of a step, or answer what was sent in it."""
    sight = sight_of(request, number)
    declared = step_named(sight.procedure, step)
    if declared is None:
        raise Http404(step)
    filing = Filing(request, sight, declared)
    return filing.answer() if request.method == "POST" else filing.show()


urlpatterns: list[URLPattern] = [
    path("ban/xin/<str:procedure>/", new_matter, name="new_matter"),
    path("ban/<str:number>/bu/<str:step>/", step, name="step"),
    path("ban/<str:number>/gengzheng/<int:seq>/", correct, name="correct"),
    path("ban/<str:number>/zhuanban/", assign, name="assign"),
    path("ban/<str:number>/xianzhi/", seal, name="seal"),
    path("caogao/", draft, name="draft"),
]
