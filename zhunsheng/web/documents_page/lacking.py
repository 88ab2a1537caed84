"""What a paper still lacks, each with the page where it is entered."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from zhunsheng.documents.bureau import FIELDS_ZH
from zhunsheng.documents.filled import Filled, Missing
from zhunsheng.documents.reading import BUREAU
from zhunsheng.store.models import Document
from zhunsheng.web.documents_page.source import Source
from zhunsheng.web.forms.steps import FACT
from zhunsheng.web.matter_page.addresses import ask_href, attach_href, step_href

PAPERS = "办理—添附材料"
PARAMETERS = "机构参数文件 bureau.toml，由管理员填写"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing a paper lacks: the name of its fact, what it is called, where it is entered."""

    name: str
    zh: str
    where: str
    href: str = ""


def lacks(source: Source, filled: Filled, document: Document | None = None) -> list[Lack]:
    """Return what a filled paper lacks, in the order of the paper; the act itself comes first."""
    found = [] if source.act or source.form.layout == "table" else [_the_act(source)]
    names = {source.reading.missing(name): name for name in reversed([*source.names()])}
    found += [
        _lack(source, missing, names.get(missing, ""), document) for missing in filled.missing
    ]
    if source.form.mark and not source.bureau.mark:
        found.append(Lack(f"{BUREAU}.mark", FIELDS_ZH["mark"], PARAMETERS))
    return found


def fillable(source: Source) -> dict[str, None]:
    """Return the facts that the form of the paper asks for, in its order.

    Before the act those that the act would state are among them.
    """
    form = source.form
    steps = () if source.act else source.step.facts
    return dict.fromkeys(fact.name for fact in (*form.particulars, *form.asks, *steps))


def form_href(source: Source, document: Document | None = None, name: str = "") -> str:
    """Return the address of the form of a paper, at one of its fields."""
    address = reverse("new_document", args=(source.record.matter, source.form.kind))
    query = f"?gai={document.pk}" if document else ""
    return address + query + (f"#id_{FACT}{name}" if name else "")


def _the_act(source: Source) -> Lack:
    step = source.step
    why = "已删除" if source.seq else "还没有登记"
    href = step_href(source.record.matter, step.name)
    return Lack("", f"{step.zh}（{why}）", f"办理—{step.zh}", href)


def _lack(source: Source, missing: Missing, name: str, document: Document | None) -> Lack:
    return Lack(name, missing.slot, *_place(source, missing, name, document))


def _place(
    source: Source, missing: Missing, name: str, document: Document | None
) -> tuple[str, str]:
    """Return where a missing fact is entered: what the place is called, and its address."""
    number = source.record.matter
    if name.startswith(f"{BUREAU}."):
        return PARAMETERS, ""
    if missing.where == PAPERS:
        return missing.where, attach_href(number)
    if name in fillable(source):
        return "这份文书的填写页", form_href(source, document, name)
    kind, dot, fact = name.partition(".")
    seq = _stated_by(source, kind if dot else source.step.name)
    if not dot and not any(one.name == name for one in source.step.facts):
        return missing.where, ask_href(number, [name] if name else [])
    if seq is not None and fact != "day":
        return missing.where, reverse("correct", args=(number, seq))
    return missing.where, step_href(number, kind if dot else source.step.name)


def _stated_by(source: Source, kind: str) -> int | None:
    """Return the number of the latest event of a kind that stands."""
    if source.act is not None and source.act.kind == kind:
        return _number(source, source.act)
    events = (one for one in reversed(source.record.as_known()) if one.kind == kind)
    return next((_number(source, one) for one in events), None)


def _number(source: Source, event: object) -> int:
    return next(seq for seq, one in enumerate(source.record.events, 1) if one is event)
