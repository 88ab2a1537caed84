"""Imports: a ledger in, its faults cell by cell, nothing written before it is confirmed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from zhunsheng.base.errors import Fault, InputRefused, ZhunshengError
from zhunsheng.intake.corrected import cell_of, marked
from zhunsheng.intake.template import write_template
from zhunsheng.procedures import procedures
from zhunsheng.store.models import Batch
from zhunsheng.store.papers import XLSX
from zhunsheng.web.access import ACTORS, Table
from zhunsheng.web.clock import now
from zhunsheng.web.desk import account_of, page
from zhunsheng.web.importing.files import (
    LARGEST,
    LARGEST_MB,
    content_of,
    digest_of,
    drop_file,
    keep_file,
    note_found,
    procedure_of,
    read_batch,
    told_of,
)
from zhunsheng.web.importing.work import Withdrawal, withdraw
from zhunsheng.web.jobs.desk import ask

ACCESS: Table = {
    "imports": {"GET": ACTORS, "POST": ACTORS},
    "import_": {"GET": ACTORS, "POST": ACTORS},
    "import_marked": {"GET": ACTORS},
    "import_withdraw": {"GET": ACTORS, "POST": ACTORS},
    "import_template": {"GET": ACTORS},
}
LATEST = 30
AT_ONCE = 200 * 1024
EDIT = "cell:"
EDIT_MOST = 2000
NAME_MOST = 200
REASON_MOST = 200


def imports(request: HttpRequest) -> HttpResponse:
    """List one's imports, and take a new file in."""
    if request.method != "POST":
        return _list(request, [])
    try:
        return _take_in(request)
    except InputRefused as refused:
        return _list(request, list(refused.faults))


def _list(request: HttpRequest, faults: list[Fault]) -> HttpResponse:
    mine = Batch.objects.filter(owner=account_of(request)).order_by("-at")[:LATEST]
    context = {
        "batches": [_line(batch) for batch in mine],
        "procedures": list(procedures().values()),
        "faults": faults,
        "errors": [{"href": "#id_file", "text": f"{one.what}。{one.remedy}"} for one in faults],
        "largest_mb": LARGEST_MB,
    }
    return page(request, "imports/list.html", context, status=422 if faults else 200)


def _take_in(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None or not upload.name:
        raise _refused("文件", "没有选文件", "请选择 .xlsx 或 .csv 台账")
    if (upload.size or 0) > LARGEST:
        raise _refused(upload.name, f"文件超过{LARGEST_MB}MB", "请拆成几个文件再导入")
    content = _content(upload)
    name = upload.name[-NAME_MOST:]
    declared = procedure_of(content, name, request.POST.get("procedure", ""))
    batch = Batch.objects.create(
        owner=account_of(request),
        procedure=declared.name,
        file_name=name,
        digest=digest_of(content),
        at=now(),
    )
    keep_file(batch, content)
    return _check(request, batch, len(content))


def _content(upload: UploadedFile[bytes]) -> bytes:
    return b"".join(upload.chunks())


def _refused(name: str, what: str, remedy: str) -> InputRefused:
    return InputRefused([Fault(name, "文件", what, "没有内容可读", remedy)])


def _check(request: HttpRequest, batch: Batch, size: int) -> HttpResponse:
    """Read a small file at once, a large one as a job."""
    here = reverse("import_", args=(batch.pk,))
    if size <= AT_ONCE:
        note_found(batch, read_batch(batch))
        return HttpResponseRedirect(here)
    given = {"batch": str(batch.pk), "next": here}
    job = ask("import_check", f"核对台账 {batch.file_name}", account_of(request), given)
    return HttpResponseRedirect(reverse("job", args=(job.pk,)))


def import_(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show what is wrong with a file, take corrections, and keep it when it is confirmed."""
    batch = _own(request, number)
    if request.method != "POST" or batch.state != Batch.State.READ:
        return _show(request, batch)
    act = request.POST.get("act", "again")
    if act == "drop":
        drop_file(batch)
        Batch.objects.filter(pk=batch.pk).update(state=Batch.State.DROPPED)
        messages.info(request, f"已放弃“{batch.file_name}”，什么也没有写入。")
        return HttpResponseRedirect(reverse("imports"))
    _take_edits(request, batch)
    if act in ("keep", "only"):
        return _keep(request, batch, only=act == "only")
    return _check(request, batch, len(content_of(batch)))


def _take_edits(request: HttpRequest, batch: Batch) -> None:
    edits = dict(batch.edits)
    for name, value in request.POST.items():
        place = name.removeprefix(EDIT)
        if name.startswith(EDIT) and cell_of(place) is not None and isinstance(value, str):
            edits[place] = value.strip()[:EDIT_MOST]
    batch.edits = edits
    batch.save(update_fields=["edits"])


def _keep(request: HttpRequest, batch: Batch, *, only: bool) -> HttpResponse:
    """Queue the writing; with faults left only where the user asked for the sound part alone."""
    found = read_batch(batch)
    note_found(batch, found)
    if not found.records or (found.faults and not only):
        messages.warning(request, "还有须改的地方，没有写入。可以改好，或者只导入没错的。")
        return HttpResponseRedirect(reverse("import_", args=(batch.pk,)))
    given = {"batch": str(batch.pk), "next": reverse("import_", args=(batch.pk,))}
    zh = f"导入{len(found.records)}件（{batch.file_name}）"
    job = ask("import_keep", zh, account_of(request), given)
    return HttpResponseRedirect(reverse("job", args=(job.pk,)))


def _show(request: HttpRequest, batch: Batch) -> HttpResponse:
    told = told_of(batch) if batch.state == Batch.State.READ else None
    lines = []
    if told is not None:
        written = [*told["written"], *[""] * len(told["faults"])]
        lines = [
            {**fault, "written": text, "cell": cell_of(fault["place"]) is not None}
            for fault, text in zip(told["faults"], written, strict=False)
        ]
    context = {
        "batch": batch,
        "procedure": procedures()[batch.procedure],
        "lines": lines,
        "notes": told["notes"] if told else [],
        "more": max(0, batch.faulty - len(lines)),
        "edited": len(batch.edits),
        "matters_href": f"{reverse('matters')}?pici={batch.pk}",
    }
    return page(request, "imports/import.html", context)


def import_marked(request: HttpRequest, number: UUID) -> HttpResponse:
    """Give the user's own file back with the wrong cells red and explained."""
    batch = _own(request, number)
    if batch.state != Batch.State.READ:
        raise Http404
    found = read_batch(batch)
    content = marked(content_of(batch), found.book, found.faults)
    stem = Path(batch.file_name).stem
    return _attachment(content, f"{stem}（标红）.xlsx")


def _attachment(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def import_template(request: HttpRequest, procedure: str) -> HttpResponse:
    """Give an empty ledger of a procedure."""
    declared = procedures().get(procedure)
    if declared is None:
        raise Http404
    with TemporaryDirectory() as folder:
        file = Path(folder) / "template.xlsx"
        write_template(declared, file)
        return _attachment(file.read_bytes(), f"{declared.zh}台账（空白）.xlsx")


def import_withdraw(request: HttpRequest, number: UUID) -> HttpResponse:
    """Ask why, then withdraw every matter of an import as one."""
    batch = _own(request, number)
    if batch.state != Batch.State.KEPT:
        raise Http404
    errors = []
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()[:REASON_MOST]
        try:
            if not reason:
                raise ZhunshengError("没有写撤销的理由；请写明后再提交")
            count = withdraw(Withdrawal(batch, account_of(request), reason))
        except ZhunshengError as refused:
            errors = [{"href": "#id_reason", "text": str(refused)}]
        else:
            messages.success(request, f"已撤销这次导入的{count}件；记录保留，列表中不再显示。")
            return HttpResponseRedirect(reverse("import_", args=(number,)))
    context = {"batch": batch, "errors": errors}
    return page(request, "imports/withdraw.html", context, status=422 if errors else 200)


def _own(request: HttpRequest, number: UUID) -> Batch:
    found = Batch.objects.filter(pk=number, owner=account_of(request)).first()
    if found is None:
        raise Http404
    return found


def _line(batch: Batch) -> dict[str, Any]:
    return {
        "batch": batch,
        "procedure": procedures()[batch.procedure].zh,
        "href": reverse("import_", args=(batch.pk,)),
    }


urlpatterns: list[URLPattern] = [
    path("daoru/", imports, name="imports"),
    path("daoru/kongbai/<slug:procedure>/", import_template, name="import_template"),
    path("daoru/<uuid:number>/", import_, name="import_"),
    path("daoru/<uuid:number>/biaohong/", import_marked, name="import_marked"),
    path("daoru/<uuid:number>/chexiao/", import_withdraw, name="import_withdraw"),
]
