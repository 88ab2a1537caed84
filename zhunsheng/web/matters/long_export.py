"""The export of a long list in the background: the same rows and footer, told as it goes."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict

from zhunsheng.office import Actor
from zhunsheng.store.keeping import Wanted
from zhunsheng.store.models import Account, Job
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import office
from zhunsheng.web.jobs.desk import Work, ask, kind
from zhunsheng.web.matters.export import (
    PART,
    ROWS_MOST,
    Footer,
    Value,
    export_rows,
    file_name,
    write_workbook,
)
from zhunsheng.web.matters.filters import Filters, read, wanted_of
from zhunsheng.web.matters.listing import asked_zh, directory_of

KIND = "matters_export"


def ask_for(account: Account, filters: Filters) -> Job:
    """Queue the export of a list for an account."""
    return ask(KIND, "导出办件清单", account, {"query": filters.query()})


@kind(KIND)
def export_matters(work: Work) -> str:
    """Write the workbook of a list that its owner asked for, as that owner may see it now."""
    owner = work.job.owner
    if owner is None:
        return "没有人要这份清单"
    place = owner.department
    actor = Actor(owner.username, owner.name, owner.role, place.code, place.path, place.kind)
    filters, names = read(QueryDict(str(work.given["query"])).dict()), directory_of(actor)
    asked = wanted_of(filters, actor.scope, today(), names.places)
    footer = Footer(asked_zh(filters, names), now(), actor.name)
    with work.result_file(file_name(asked.day)).open("wb") as file:
        written = write_workbook(_told(work, asked, actor), footer, file)
    return f"共导出 {written:,} 件"


def _told(work: Work, asked: Wanted, actor: Actor) -> Iterator[list[Value]]:
    """Yield the rows and tell how far they are; raises `Cancelled`."""
    total = office().count(actor, asked, ROWS_MOST)
    for done, row in enumerate(export_rows(asked, actor)):
        if done == ROWS_MOST:
            return
        if done % PART == 0:
            work.tell(done, total)
        yield row
    work.tell(total, total)
