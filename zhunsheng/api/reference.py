"""What acts may say: procedures with their steps, facts and papers; provisions by citation."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from zhunsheng.api.entrance import actor_within, office, today
from zhunsheng.api.problem import Problem
from zhunsheng.api.shapes import Name, Text
from zhunsheng.law.citation import cite
from zhunsheng.law.procedure import Fact
from zhunsheng.store.tokens import READ

router = Router(tags=["程序与法条 reference"])
PROBLEMS = {401: Problem, 403: Problem, 404: Problem, 422: Problem, 429: Problem}


class FactOut(Schema):
    """Something that may be stated, and how."""

    name: str
    zh: str
    kind: str
    choices: dict[str, str]
    personal: bool


class StepOut(Schema):
    """A kind of act."""

    name: str
    zh: str
    holder: str
    form: str
    facts: list[FactOut]


class ProcedureOut(Schema):
    """A kind of matter: its steps, what it may state, its papers."""

    name: str
    zh: str
    steps: list[StepOut]
    facts: list[FactOut]
    papers: dict[str, str]


class ProcedureName(Schema):
    """A kind of matter by name."""

    name: str
    zh: str


class ProvisionOut(Schema):
    """A provision in force on a day."""

    citation: str
    citation_zh: str
    gist: str
    begins_on: date | None
    ends_on: date | None
    verified: str


@router.get(
    "/procedures", response={200: list[ProcedureName], **PROBLEMS}, operation_id="procedures"
)
def procedures(request: HttpRequest) -> list[ProcedureName]:
    """List every kind of matter."""
    actor_within(request, READ)
    return [ProcedureName(name=one.name, zh=one.zh) for one in office().procedures().values()]


@router.get(
    "/procedures/{name}", response={200: ProcedureOut, **PROBLEMS}, operation_id="procedure"
)
def procedure(request: HttpRequest, name: Name) -> ProcedureOut:
    """Return the words in which acts of one kind of matter are written."""
    actor_within(request, READ)
    found = office().assessor(name).procedure
    return ProcedureOut(
        name=found.name,
        zh=found.zh,
        steps=[
            StepOut(
                name=step.name,
                zh=step.zh,
                holder=step.holder,
                form=step.form,
                facts=[_fact(fact) for fact in step.facts],
            )
            for step in found.steps
        ],
        facts=[_fact(fact) for fact in found.facts],
        papers={paper.name: paper.zh for paper in found.papers},
    )


@router.get("/law", response={200: ProvisionOut, **PROBLEMS}, operation_id="provision")
def provision(request: HttpRequest, citation: Text, on: date | None = None) -> ProvisionOut:
    """Return the provision of a citation such as 工伤保险条例/20.1 in force on a day."""
    actor_within(request, READ)
    found = office().law.at(citation, on=on or today())
    return ProvisionOut(
        citation=citation,
        citation_zh=cite(citation),
        gist=found.gist,
        begins_on=found.begins_on,
        ends_on=found.ends_on,
        verified=found.verified,
    )


def _fact(fact: Fact) -> FactOut:
    return FactOut(
        name=fact.name,
        zh=fact.zh,
        kind=fact.kind,
        choices=dict(fact.choices),
        personal=fact.personal,
    )
