"""Answers that carry a whole list away: the page to be printed and the workbook."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, HttpRequest, HttpResponse

from zhunsheng.office import Actor
from zhunsheng.store.keeping import Spot, Wanted
from zhunsheng.web.clock import now
from zhunsheng.web.desk import office, page
from zhunsheng.web.matters.export import Footer, export_rows, file_name, write_workbook
from zhunsheng.web.matters.rows import row_of

PRINT_MOST = 500


def sheet(request: HttpRequest, actor: Actor, asked: Wanted, said: str) -> HttpResponse:
    """Return the page to be printed of a list: at most `PRINT_MOST` lines, nothing to press."""
    found = office().search(actor, asked, Spot(PRINT_MOST))
    context = {
        "rows": [row_of(line, asked.day) for line in found.lines],
        "cut": found.after is not None,
        "most": PRINT_MOST,
        "footer": Footer(said, now(), actor.name, "打印").text,
    }
    return page(request, "matters/print.html", context)


def workbook(actor: Actor, asked: Wanted, said: str) -> FileResponse:
    """Return the file of a list."""
    made = BytesIO()
    write_workbook(export_rows(asked, actor), Footer(said, now(), actor.name), made)
    made.seek(0)
    return FileResponse(made, as_attachment=True, filename=file_name(asked.day))
