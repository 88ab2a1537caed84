"""Papers of a matter: put on file with their originals, and given back only as downloads."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_safe

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.office import Doing
from zhunsheng.record.event import Event
from zhunsheng.store.keeping import NoSuchMatter, Overtaken
from zhunsheng.store.models import Paper
from zhunsheng.store.papers import ACCEPTED_ZH, PaperLost, PaperRefused, path_of
from zhunsheng.web.access import ACTORS, READERS, Table
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import actor_of, office
from zhunsheng.web.forms import uploads
from zhunsheng.web.forms.filing import UNPROCESSABLE, Desk, not_in_future, with_files
from zhunsheng.web.forms.sheet import Field, Sheet
from zhunsheng.web.forms.steps import FILE_OF, NOTE, NOTED, PAPERS, event_of, when
from zhunsheng.web.matter_page.sight import Sight
from zhunsheng.web.views.matter import sight_of

ACCESS: Table = {
    "attach": {"GET": ACTORS, "POST": ACTORS},
    "paper": {"GET": READERS},
}
ASKED, AHEAD = "cailiao", "xian"
SANDBOX = "sandbox; default-src 'none'"


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form that puts papers on file, or take them."""
    attaching = Attaching(request, sight_of(request, number))
    if request.method != "POST":
        return attaching.form(attaching.sheet(), [])
    return attaching.ahead() if AHEAD in request.GET else attaching.answer()


class Attaching(Desk):
    """The form of papers that come by themselves."""

    def __init__(self, request: HttpRequest, sight: Sight) -> None:
        super().__init__(request, sight)
        self.brought: list[Paper] = []

    def sheet(self) -> Sheet:
        """Return the empty form: the papers asked for first, then all others."""
        names = {paper.name: paper.zh for paper in self.sight.procedure.papers}
        given = self.request.GET.get(ASKED, "").split(",")
        asked = [name for name in given if name in names]
        ordered = {name: names[name] for name in dict.fromkeys([*asked, *names])}
        of = Field(FILE_OF, "什么材料", "choice", choices=ordered, value=tuple(asked[:1]))
        day = when(NOTED, "", self.sight.day)
        ticks = Field(PAPERS, "同时在卷的其他材料", "checks", choices=names)
        note = Field(
            NOTE, "来源和说明", "textarea", hint="谁提供、怎么取得；复印件写明与原件核对无异"
        )
        return Sheet((of, _labelled(day), note, ticks))

    def form(self, sheet: Sheet, errors: list[dict[str, str]]) -> HttpResponse:
        """Show the form with its errors."""
        context = {
            "fields": [one.model(judged=sheet.judged) for one in sheet.fields],
            "errors": errors,
            "accepted": ACCEPTED_ZH,
            "upload_url": f"{self.request.path}?{AHEAD}=1",
            "brought": self.brought,
        }
        return self.page("papers/attach.html", context, UNPROCESSABLE if errors else 200)

    def ahead(self) -> HttpResponse:
        """Take files that the script sends before the form; answer with the paper's id."""
        bearer = uploads.Bearer(self.number, self.account, now())
        try:
            papers = uploads.take(bearer, uploads.sent_files(self.request))
        except PaperRefused as error:
            return JsonResponse({"error": str(error)}, status=UNPROCESSABLE)
        if not papers:
            return JsonResponse({"error": "没有收到文件"}, status=UNPROCESSABLE)
        return JsonResponse({"id": str(papers[0].pk)})

    def answer(self) -> HttpResponse:
        """Put what was sent on file."""
        if self.written() is not None:
            return self.done("材料已经入卷。")
        sheet = not_in_future(self.sheet().sent(self.data, today()), today())
        errors = [*sheet.errors]
        try:
            self.brought = self.papers()
        except PaperRefused as error:
            errors.append({"href": "#id_file", "text": str(error)})
        if not errors:
            errors = self.unnamed(sheet)
        return self.form(sheet, errors) if errors else self.write(sheet)

    def unnamed(self, sheet: Sheet) -> list[dict[str, str]]:
        """Return an error where it is not said what is put on file."""
        if not (sheet[FILE_OF].given or sheet[PAPERS].given):
            return [{"href": f"#id_{FILE_OF}", "text": "请选是什么材料"}]
        return []

    def write(self, sheet: Sheet) -> HttpResponse:
        """Write the event that puts the papers on file."""
        event = self.event(sheet)
        doing = Doing(event, self.seen, self.key, files=uploads.digests(self.brought))
        try:
            written = office().attach(self.actor, self.number, doing, now())
        except NoSuchMatter:
            raise
        except Overtaken:
            rows = [{"key": "材料", "value": "、".join(map(self.sight.words.paper, event.papers))}]
            return self.conflict(rows, self.carried(sheet, self.brought))
        except ZhunshengError as error:
            return self.form(sheet, [{"href": f"#id_{FILE_OF}", "text": str(error)}])
        return self.done(f"材料已入卷，是第 {written.seq} 条。{self.what_next()}", written)

    def event(self, sheet: Sheet) -> Event:
        """Return the event, the named paper first."""
        made = event_of(sheet, "filed")
        named = str(sheet[FILE_OF].read) if sheet[FILE_OF].given else ""
        papers = tuple(dict.fromkeys(filter(None, (named, *made.papers))))
        event = Event("filed", made.happened_on, papers=papers, note=made.note)
        return with_files(event, self.brought)


def _labelled(day: Field) -> Field:
    return replace(day, label="入卷日期", part="")


@require_safe
def paper(request: HttpRequest, paper: UUID) -> HttpResponseBase:
    """Give a paper back as a download to whoever may see its matter; never to look at in place."""
    found = Paper.objects.select_related("matter").filter(pk=paper).first()
    if found is None or not office().store.within(found.matter.number, actor_of(request).scope):
        raise Http404(paper)
    try:
        content = path_of(found.digest).open("rb")
    except PaperLost as error:
        raise Http404(str(error)) from error
    response = FileResponse(
        content, as_attachment=True, filename=found.file_name, content_type=found.media_type
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


urlpatterns: list[URLPattern] = [
    path("ban/<str:number>/cailiao/", attach, name="attach"),
    path("cailiao/<uuid:paper>/", paper, name="paper"),
]
