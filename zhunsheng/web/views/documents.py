"""Documents (文书): their list, the form that prepares one, its preview, issue and withdrawal."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_safe

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store import access_log
from zhunsheng.store.documents import drop_draft
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.models import Document
from zhunsheng.store.papers import DOCX, PDF, PaperLost
from zhunsheng.web import logbook
from zhunsheng.web.access import ACTORS, PUBLIC, READERS, Table
from zhunsheng.web.bureau import parameters
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.documents_page.checking import checked, code_of
from zhunsheng.web.documents_page.issuing import Issuer
from zhunsheng.web.documents_page.listing import Reader, list_page
from zhunsheng.web.documents_page.opened import Opened, open_document
from zhunsheng.web.documents_page.showing import document_page
from zhunsheng.web.forms.typed import clean
from zhunsheng.web.matter_page.addresses import matter_href
from zhunsheng.web.views._preparing import new_document

ACCESS: Table = {
    "documents": {"GET": READERS},
    "document": {"GET": READERS, "POST": ACTORS},
    "document_pdf": {"GET": READERS},
    "document_docx": {"GET": READERS},
    "document_page": {"GET": READERS},
    "new_document": {"GET": ACTORS, "POST": ACTORS},
    "verify_paper": {"GET": PUBLIC},
}
UNPROCESSABLE = 422
REASON_LEAST, REASON_MOST = 4, 200
LOOKED_SECONDS = 600
SANDBOX = "sandbox; default-src 'none'"


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Show the documents of all matters that the reader may see."""
    reader = Reader(account_of(request), actor_of(request).scope)
    return page(request, "documents/list.html", list_page(reader, request.GET, today()))


def opened(request: HttpRequest, pk: UUID) -> Opened:
    """Return a document of a matter the reader may see; raises `Http404`."""
    document = Document.objects.select_related("matter", "made_by").filter(pk=pk).first()
    if document is None:
        raise Http404(pk)
    try:
        return open_document(office(), actor_of(request), document)
    except NoSuchMatter as error:
        raise Http404(pk) from error


# --- one document --------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, document: UUID) -> HttpResponse:
    """Show a document, ask before it is withdrawn or deleted, or do what a button says."""
    found = opened(request, document)
    if request.method == "POST":
        return act(request, found)
    cache.set(looked_key(request, found), value=True, timeout=LOOKED_SECONDS)
    asked = request.GET.get("wen")
    if asked == "zuofei" and found.document.state == Document.State.ISSUED:
        return ask_reason(request, found)
    if asked == "shanchu" and found.is_draft:
        return page(request, "documents/drop.html", document_page(found, today()))
    return show(request, found)


def show(request: HttpRequest, found: Opened, error: str = "") -> HttpResponse:
    """Show the preview, with what stopped an act."""
    context = document_page(found, today())
    errors = [{"href": "#lacks" if context["lacks"] else "#paper", "text": error}] if error else []
    context |= {"errors": errors}
    return page(request, "documents/document.html", context, UNPROCESSABLE if error else 200)


def act(request: HttpRequest, found: Opened) -> HttpResponse:
    """Issue, withdraw or delete."""
    wanted = request.POST.get("act", "")
    if wanted == "issue":
        return issue(request, found)
    if wanted == "void":
        return void(request, found)
    if wanted == "drop":
        return drop(request, found)
    return show(request, found, "请用页面上的按钮")


def issue(request: HttpRequest, found: Opened) -> HttpResponse:
    """Issue the draft that was looked at; a second press of the button finds it issued."""
    if found.document.state != Document.State.ISSUED:
        issuer = Issuer(found, actor_of(request), account_of(request), now())
        try:
            made = issuer.issue(request.POST.get("text", ""), verify_at(request))
        except NoSuchMatter:
            raise
        except ZhunshengError as error:
            return show(request, opened(request, found.document.pk), str(error))
        number = f"，文号 {made.number}" if made.number else ""
        following = "下一步：登记送达。" if found.source.form.document else ""
        messages.success(request, f"《{found.source.form.zh}》已制发{number}。{following}")
    return redirect("document", found.document.pk)


def verify_at(request: HttpRequest) -> str:
    """Return where codes are checked: as the bureau set it, else where this page was asked for."""
    return parameters().verify_at or request.build_absolute_uri("/").rstrip("/")


def ask_reason(
    request: HttpRequest, found: Opened, reason: str = "", wrong: str = ""
) -> HttpResponse:
    """Ask why a document is withdrawn, and say what that means."""
    errors = [{"href": "#id_reason", "text": wrong}] if wrong else []
    context = document_page(found, today()) | {"reason": reason, "wrong": wrong, "errors": errors}
    return page(request, "documents/void.html", context, UNPROCESSABLE if wrong else 200)


def void(request: HttpRequest, found: Opened) -> HttpResponse:
    """Withdraw an issued document for a reason; it keeps its number."""
    if found.document.state != Document.State.VOID:
        reason = " ".join(clean(request.POST.get("reason", "")).split())
        if not REASON_LEAST <= len(reason) <= REASON_MOST:
            wrong = f"请写明为什么作废，{REASON_LEAST} 至 {REASON_MOST} 个字"
            return ask_reason(request, found, reason, wrong)
        issuer = Issuer(found, actor_of(request), account_of(request), now())
        try:
            made = issuer.void(reason)
        except NoSuchMatter:
            raise
        except ZhunshengError as error:
            return show(request, opened(request, found.document.pk), str(error))
        messages.success(
            request, f"《{found.source.form.zh}》{made.number}已作废，文号保留不再使用。"
        )
    return redirect("document", found.document.pk)


def drop(request: HttpRequest, found: Opened) -> HttpResponse:
    """Delete a draft and go back to its matter."""
    try:
        drop_draft(found.document.pk)
    except ZhunshengError as error:
        return show(request, opened(request, found.document.pk), str(error))
    messages.success(request, f"《{found.source.form.zh}》的草稿已删除。")
    return redirect(matter_href(found.number))


# --- its files -----------------------------------------------------------------------------------


@require_safe
def document_pdf(request: HttpRequest, document: UUID) -> HttpResponseBase:
    """Give the PDF: the issued one, else a draft, for an auditor a sample without names."""
    found = opened(request, document)
    try:
        return given(found.pdf(), f"{found.file_name}.pdf", PDF)
    except PaperLost as error:
        raise Http404(str(error)) from error


@require_safe
def document_docx(request: HttpRequest, document: UUID) -> HttpResponseBase:
    """Give the editable copy."""
    found = opened(request, document)
    try:
        return given(found.docx(), f"{found.file_name}.docx", DOCX)
    except PaperLost as error:
        raise Http404(str(error)) from error


@require_safe
def document_sheet(request: HttpRequest, document: UUID, sheet: int) -> HttpResponseBase:
    """Give the picture of a page; who did not open the document before is written down here."""
    found = opened(request, document)
    try:
        pages = found.pages()
    except PaperLost as error:
        raise Http404(str(error)) from error
    if not 1 <= sheet <= len(pages):
        raise Http404(sheet)
    if cache.add(looked_key(request, found), value=True, timeout=LOOKED_SECONDS):
        what = f"document={document}"
        logbook.note(request, access_log.VIEWED, matter=found.number, what=what)
    response = HttpResponse(pages[sheet - 1], content_type="image/png")
    response["Content-Security-Policy"] = SANDBOX
    return response


def looked_key(request: HttpRequest, found: Opened) -> str:
    """Return the key under which it is remembered that an account opened a document."""
    return f"looked/{account_of(request).pk}/{found.document.pk}"


def given(content: bytes, name: str, media_type: str) -> HttpResponseBase:
    """Give a file as a download, never to look at in place."""
    response = FileResponse(
        BytesIO(content), as_attachment=True, filename=name, content_type=media_type
    )
    response["Content-Security-Policy"] = SANDBOX
    return response


# --- for everyone --------------------------------------------------------------------------------


@require_safe
def verify_paper(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a paper with this code was issued and still holds; it names no person."""
    return page(request, "documents/verify.html", checked(code_of(code)))


urlpatterns: list[URLPattern] = [
    path("wenshu/", documents, name="documents"),
    path("wenshu/<uuid:document>/", document, name="document"),
    path("wenshu/<uuid:document>/pdf/", document_pdf, name="document_pdf"),
    path("wenshu/<uuid:document>/docx/", document_docx, name="document_docx"),
    path("wenshu/<uuid:document>/ye/<int:sheet>.png", document_sheet, name="document_page"),
    path("ban/<str:number>/wenshu/<str:kind>/", new_document, name="new_document"),
    path("heyan/<str:code>/", verify_paper, name="verify_paper"),
]
