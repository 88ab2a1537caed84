"""The interface: the verbs of the office as OpenAPI 3.1, with problems instead of pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from zhunsheng.api import matters, reference
from zhunsheng.api.entrance import Bearer, TooManyRequests
from zhunsheng.api.problem import (
    CLOSED,
    EXISTS,
    INVALID,
    MEDIA_TYPE,
    NO_TOKEN,
    NOT_FOUND,
    NOT_PERMITTED,
    OVERTAKEN,
    TOO_MANY,
    UNREADABLE,
    Kind,
    Said,
    problem,
)
from zhunsheng.base.errors import InputRefused, LawError, UnknownProcedure, ZhunshengError
from zhunsheng.engine.finding import Finding
from zhunsheng.office import NotPermitted, Refused
from zhunsheng.office.acting import NotAnAct
from zhunsheng.store.keeping import MatterExists, NoSuchMatter, Overtaken

BAD = 400


class Interface(NinjaAPI):
    """The interface whose description says that errors are problem+json."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description of every path."""
        described = super().get_openapi_schema(**options)
        verbs = [verb for path in described["paths"].values() for verb in path.values()]
        for response in (one for verb in verbs for one in verb["responses"].items()):
            status, said = response
            if int(status) >= BAD and "application/json" in said.get("content", {}):
                said["content"] = {MEDIA_TYPE: said["content"]["application/json"]}
        return described


interface = Interface(
    title="准绳 Zhunsheng",
    version="1",
    description="办件的登记、办理、核对与查询。The verbs of the office.",
    auth=Bearer(),
    urls_namespace="api",
    docs_url="/docs/",
)
interface.add_router("", matters.router)
interface.add_router("", reference.router)
KINDS: tuple[tuple[type[ZhunshengError], Kind], ...] = (
    (NoSuchMatter, NOT_FOUND),
    (Overtaken, OVERTAKEN),
    (MatterExists, EXISTS),
    (NotPermitted, NOT_PERMITTED),
    (TooManyRequests, TOO_MANY),
    (UnknownProcedure, NOT_FOUND),
    (LawError, NOT_FOUND),
    (NotAnAct, INVALID),
    (ZhunshengError, INVALID),
)


@interface.exception_handler(Refused)
def closed(request: HttpRequest, error: Refused) -> HttpResponse:
    """Say why the law closes the act, reason by reason."""
    pairs: list[tuple[str, Finding]] = list(zip(error.reasons, error.findings, strict=True))
    reasons = [{"what": what, "citation": finding.citation} for what, finding in pairs]
    return problem(CLOSED, Said(str(error), reasons=reasons))


@interface.exception_handler(InputRefused)
def refused(request: HttpRequest, error: InputRefused) -> HttpResponse:
    """Say every fault of what was sent."""
    faults = [
        {"place": one.place, "what": one.what, "why": one.why, "remedy": one.remedy}
        for one in error.faults
    ]
    return problem(INVALID, Said(faults=faults))


@interface.exception_handler(ZhunshengError)
def said(request: HttpRequest, error: ZhunshengError) -> HttpResponse:
    """Say what stopped the work."""
    kind = next(kind for sort, kind in KINDS if isinstance(error, sort))
    return problem(kind, Said(str(error)))


@interface.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which fields are not as the interface describes them."""
    return problem(INVALID, Said(faults=[_fault(one) for one in error.errors]))


def _fault(error: dict[str, Any]) -> dict[str, str]:
    place = "/".join(map(str, error.get("loc", ())))
    return {"place": place, "what": str(error.get("msg", "")), "why": "", "remedy": ""}


@interface.exception_handler(AuthenticationError)
def no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Ask for a valid token."""
    answer = problem(NO_TOKEN)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@interface.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Say that nothing is here."""
    return problem(NOT_FOUND)


@interface.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say that the body is no JSON."""
    return problem(UNREADABLE, Said(error.message))
