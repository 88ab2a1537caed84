"""法规库: instruments, provisions, full texts, two versions beside, and loading a text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from zhunsheng.base.errors import InputRefused, UnknownCitation
from zhunsheng.intake.statute_file import BYTES_MAX, read_lines
from zhunsheng.law.corpus import load_law
from zhunsheng.law.telling import VERIFIED, source_zh
from zhunsheng.store import library
from zhunsheng.store.keeping import Wanted
from zhunsheng.store.library import AlreadyLoaded, TextVersion
from zhunsheng.web.access import ADMINISTRATOR, EVERYONE, Table
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.law import loading
from zhunsheng.web.law.asked import citation_in, excerpt, marked, search, words_in
from zhunsheng.web.law.catalog import instruments, levels, provisions, ranks
from zhunsheng.web.law.cited import law_line, place_zh, provision_href
from zhunsheng.web.law.provision import provision_page
from zhunsheng.web.law.texts import article_text, compared, title_zh, version_zh
from zhunsheng.web.matters.filters import PARAMETERS

ACCESS: Table = {
    "law": {"GET": EVERYONE},
    "instrument": {"GET": EVERYONE},
    "instrument_text": {"GET": EVERYONE},
    "compare_texts": {"GET": EVERYONE},
    "provision": {"GET": EVERYONE},
    "load_text": {"GET": frozenset({ADMINISTRATOR}), "POST": frozenset({ADMINISTRATOR})},
}
COUNTED_TO = 1000
PASTED_MOST = 1_500_000


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """List the instruments, or what fits the words; a citation goes straight to its provision."""
    law, asked = load_law(), request.GET.get("q", "").strip()
    citation = citation_in(law, asked) if asked else ""
    title, _, at = citation.partition("/")
    if citation and provision_page(law, title, at, today()) is not None:
        return redirect(provision_href(citation))
    if asked:
        return _found_page(request, asked, citation)
    rank = request.GET.get("dengji", "")
    texts = library.titles()
    return page(
        request,
        "law/list.html",
        {
            "q": "",
            "rank": rank,
            "ranks": ranks(law),
            "rows": instruments(law, texts, today(), rank),
            "all_levels": levels([one for i in law.instruments for one in i.provisions], today()),
            "texts": len(texts),
            "instruments_in_all": len(law.instruments),
        },
    )


def _found_page(request: HttpRequest, asked: str, citation: str) -> HttpResponse:
    law, words = load_law(), words_in(asked)
    found = search(law, words)
    context = {
        "q": asked,
        "citation": citation,
        "found": found,
        "instruments": [(one, source_zh(one)) for one in found.instruments],
        "provisions": [
            (law_line(law, one.citation, today()), marked(one.gist, words))
            for one in found.provisions
        ],
        "articles": [
            (
                title_zh(one.title) + article_text(one).name,
                reverse("provision", args=[one.title, one.at]),
                excerpt(one.paragraphs, words),
            )
            for one in found.articles
        ],
    }
    return page(request, "law/found.html", context)


@require_safe
def instrument_page(request: HttpRequest, title: str) -> HttpResponse:
    """Show an instrument with its provisions; one of which only the text is kept shows that."""
    law = load_law()
    instrument = law.by_title.get(title)
    texts = library.current(instrument.title if instrument else title)
    if instrument is None:
        if not texts:
            raise Http404(title)
        return redirect("instrument_text", title)
    verified = request.GET.get("hedui", "")
    context = {
        "instrument": instrument,
        "source": source_zh(instrument),
        "rows": list(provisions(law, instrument, today(), verified)),
        "in_all": len({one.citation for one in instrument.provisions}),
        "verified": verified,
        "verified_zh": VERIFIED.get(verified, verified),  # type: ignore[call-overload]
        "levels": levels(instrument.provisions, today()),
        "texts": [(one, version_zh(one)) for one in reversed(library.versions(instrument.title))],
        "comparable": len(texts) > 1,
    }
    return page(request, "law/instrument.html", context)


@require_safe
def text_page(request: HttpRequest, title: str) -> HttpResponse:
    """Show the full text of an instrument, each article under its own anchor."""
    instrument = load_law().by_title.get(title)
    short = instrument.title if instrument else title
    version = _version(short, request.GET.get("ban", "")) or library.text_on(short, today())
    version = version or library.text_on(short, None)
    if version is None:
        return _without_text(request, short, "还没有载入它的全文")
    context = {
        "title": short,
        "full_title": instrument.full_title if instrument else title,
        "has_data": instrument is not None,
        "version": version,
        "zh": version_zh(version),
        "articles": [article_text(one) for one in library.whole(version)],
        "texts": [(one, version_zh(one)) for one in reversed(library.versions(short))],
        "comparable": len(library.current(short)) > 1,
    }
    return page(request, "law/text.html", context)


@require_safe
def compare_page(request: HttpRequest, title: str) -> HttpResponse:
    """Show two texts of an instrument side by side, by default the last two."""
    instrument = load_law().by_title.get(title)
    short = instrument.title if instrument else title
    texts = library.versions(short)
    current = library.current(short)
    old = _version(short, request.GET.get("jiu", "")) or (current[-2] if current[1:] else None)
    new = _version(short, request.GET.get("xin", "")) or (current[-1] if current else None)
    if old is None or new is None:
        return _without_text(request, short, "要载入两个不同施行日的文本才能对照")
    rows = compared(old, new)
    everything = request.GET.get("kan") == "quan"
    context = {
        "title": short,
        "full_title": instrument.full_title if instrument else title,
        "old": old,
        "new": new,
        "old_zh": version_zh(old),
        "new_zh": version_zh(new),
        "texts": [(one, version_zh(one)) for one in texts],
        "rows": [row for row in rows if everything or row.changed],
        "everything": everything,
        "counts": {
            "same": sum(not row.changed for row in rows),
            "changed": sum(
                row.changed and None not in (row.old_name, row.new_name) for row in rows
            ),
            "gone": sum(row.new_name is None for row in rows),
            "come": sum(row.old_name is None for row in rows),
        },
    }
    return page(request, "law/compare.html", context)


def _without_text(request: HttpRequest, title: str, why: str) -> HttpResponse:
    """Go back to the instrument and say why there is no text; an unknown one is not found."""
    if title not in load_law().by_title:
        raise Http404(title)
    messages.info(request, why)
    return redirect("instrument", title)


@require_safe
def provision_view(request: HttpRequest, title: str, at: str) -> HttpResponse:
    """Show a provision: its article, every version, where it is used, which matters rest on it.

    A place written in Chinese (第十七条第二款) leads to the same page.
    """
    written = citation_in(load_law(), f"{title}{at}")
    if written:
        return redirect(provision_href(written))
    day = loading.day_of(request.GET.get("ri", "")) or today()
    try:
        shown = provision_page(load_law(), title, at, day)
    except UnknownCitation as fault:
        raise Http404(str(fault)) from fault
    if shown is None:
        raise Http404(f"{title}/{at}")
    context = {"shown": shown, "day": day, "doors": _doors(request, shown.citations)}
    return page(request, "law/provision.html", context)


def _doors(request: HttpRequest, citations: tuple[str, ...]) -> list[tuple[str, int, str]]:
    """Return, for each citation, how many open matters have a finding that rests on it."""
    if account_of(request).role == ADMINISTRATOR or "citation" not in PARAMETERS:
        return []
    actor, address = actor_of(request), reverse("matters")
    doors = []
    for citation in citations:
        wanted = Wanted(actor.scope, today(), citation=citation)
        count = office().count(actor, wanted, COUNTED_TO)
        doors.append((citation, count, f"{address}?{PARAMETERS['citation']}={citation}"))
    return doors


def load_page(request: HttpRequest) -> HttpResponse:
    """Take a text in, show what it amounts to, and keep it once it is confirmed."""
    if request.method == "POST":
        takers = {"confirm": _answer, "recheck": _answer, "drop": _drop}
        return takers.get(request.POST.get("action", ""), _read)(request)
    if loading.waiting_of(account_of(request)) is not None and "xin" not in request.GET:
        return _check_page(request, {})
    return _form_page(request, {})


def _read(request: HttpRequest) -> HttpResponse:
    """Read the file or what was pasted, and go on to the preview."""
    upload, pasted = request.FILES.get("file"), request.POST.get("pasted", "")
    if upload is None and not pasted.strip():
        return _form_page(request, {"file": "选择一个文件，或者把文字粘贴在下面"})
    if len(pasted) > PASTED_MOST:
        return _form_page(request, {"pasted": "文字太长，一部法不会有这么多字；请核对"})
    try:
        source = upload.name or "文件" if upload else "粘贴的文字"
        lines = read_lines(upload.read(BYTES_MAX + 1), source) if upload else pasted.splitlines()
    except InputRefused as refused:
        return _form_page(request, {"file": str(refused.faults[0])})
    title, day = request.POST.get("title", "").strip(), request.POST.get("begins_on", "").strip()
    waiting = loading.recognized(load_law(), loading.new_waiting(lines, source, title, day))
    loading.keep_waiting(account_of(request), waiting, now())
    return HttpResponseRedirect(reverse("load_text"))


def _answer(request: HttpRequest) -> HttpResponse:
    """Keep the text that was shown; another one that took its place meanwhile is shown instead."""
    account = account_of(request)
    waiting = loading.waiting_of(account)
    if waiting is None:
        messages.info(request, "这个文本已经处理过了；要再载入，请重新选择文件")
        return HttpResponseRedirect(reverse("load_text"))
    if request.POST.get("digest") != waiting.digest:
        messages.warning(request, "您在别的页面又载入了另一个文本，下面是那一个；请核对后再存")
        return HttpResponseRedirect(reverse("load_text"))
    title, day = request.POST.get("title", "").strip(), request.POST.get("begins_on", "").strip()
    title = loading.canonical_title(load_law(), title)
    answered = loading.new_waiting(waiting.lines, waiting.source, title, day)
    loading.keep_waiting(account, answered, now())
    previewed = loading.preview(load_law(), answered, today())
    wrong = loading.faults(previewed, title, day)
    if wrong or request.POST.get("action") != "confirm":
        return _check_page(request, wrong)
    return _keep(request, previewed)


def _keep(request: HttpRequest, previewed: loading.Preview) -> HttpResponse:
    account = account_of(request)
    try:
        kept = library.load(loading.loading(previewed, account, now()))
    except AlreadyLoaded as already:
        messages.info(request, str(already))
    else:
        messages.success(
            request, f"已存入《{kept.title}》{version_zh(kept)}，共 {kept.articles} 条"
        )
    loading.drop_waiting(account)
    return redirect("instrument_text", previewed.waiting.title)


def _drop(request: HttpRequest) -> HttpResponse:
    loading.drop_waiting(account_of(request))
    messages.info(request, "没有存入，读入的文本已经放弃")
    return redirect("law")


def _form_page(request: HttpRequest, wrong: dict[str, str]) -> HttpResponse:
    context = {
        "given": request.POST if request.method == "POST" else request.GET,
        "wrong": wrong,
        "errors": _summary(wrong),
        "waiting": loading.waiting_of(account_of(request)),
    }
    return page(request, "law/load.html", context)


def _check_page(request: HttpRequest, wrong: dict[str, str]) -> HttpResponse:
    waiting = loading.waiting_of(account_of(request))
    assert waiting is not None
    law = load_law()
    previewed = loading.preview(law, waiting, today())
    known = law.by_title.get(waiting.title)
    context: dict[str, Any] = {
        "previewed": previewed,
        "waiting": waiting,
        "known": known,
        "articles": [(one, place_zh(f"法/{one.at}")) for one in previewed.cut.articles],
        "texts": [(one, version_zh(one)) for one in library.current(waiting.title)],
        "wrong": wrong,
        "errors": _summary(wrong),
    }
    return page(request, "law/check.html", context)


def _summary(wrong: dict[str, str]) -> list[dict[str, str]]:
    return [{"href": f"#id_{name}", "text": text} for name, text in wrong.items()]


def _version(title: str, name: str) -> TextVersion | None:
    return next((one for one in library.versions(title) if one.name == name), None)


urlpatterns: list[URLPattern] = [
    path("fagui/", list_page, name="law"),
    path("fagui/daoru/", load_page, name="load_text"),
    path("fagui/<str:title>/", instrument_page, name="instrument"),
    path("fagui/<str:title>/quanwen/", text_page, name="instrument_text"),
    path("fagui/<str:title>/duibi/", compare_page, name="compare_texts"),
    path("fagui/<str:title>/<str:at>/", provision_view, name="provision"),
]
