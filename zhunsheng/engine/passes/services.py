"""Service: did the document validly reach everyone it must reach, and from which day?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from zhunsheng.engine.finding import Kind, Rule
from zhunsheng.engine.lowering import applies, day_of_step, joined, usable
from zhunsheng.engine.passes.clocks import lower_clock
from zhunsheng.law.corpus import Law
from zhunsheng.law.procedure import Check, Clock, Method, Procedure, Service
from zhunsheng.law.rule import (
    OWN_DAY,
    Node,
    among,
    any_of,
    choose,
    first,
    known,
    least,
    otherwise,
    own,
    surely,
)


def lower(procedure: Procedure, law: Law) -> list[Rule]:
    """Turn every service into rules per addressee, and per check of each method."""
    presuming = {service.by for service in procedure.services if service.presumed}
    return [
        rule
        for service in procedure.services
        if usable(law, service.per)
        for rule in _service(_told_apart(service, presuming), law)
    ]


def _told_apart(service: Service, presuming: Collection[str]) -> Service:
    """Take a service of an unnamed document as none of this one where another is presumed."""
    if service.presumed is None and service.by in presuming:
        return replace(service, presumed=False)
    return service


def effective_day(service: Service, addressee: str) -> Node:
    """Return the first day from which a valid service on the addressee took effect."""
    here = _here(service, addressee)
    return least(service.by, _effective(service), joined(here, surely(_valid(service))))


def _service(service: Service, law: Law) -> Iterator[Rule]:
    for addressee in service.to:
        yield from _addressee(service, addressee, law)
    for method in service.methods:
        for check in method.checks:
            if usable(law, check.per):
                yield _check(service, method, check)
        if usable(law, method.per):
            yield _invalid(service, method)
    yield _unlawful(service)


def _addressee(service: Service, addressee: str, law: Law) -> Iterator[Rule]:
    here = _here(service, addressee)
    tried = first(service.by, ~surely(~here))
    served = effective_day(service, addressee)
    doubtful = first(service.by, joined(~surely(~here), ~known(joined(here, _valid(service)))))
    act = day_of_step(service.step)
    when = applies(service.when)
    zh = f"{service.zh}（{service.to[addressee]}）"
    unsure = joined(when, ~known(served), known(doubtful))
    yield _rule(service, "unproven", "service_unproven", (unsure, {"done": doubtful}), zh)
    if service.within is None:
        missing = joined(when, known(act), ~known(tried))
        yield _rule(service, "missing", "service_missing", (missing, {"done": act}), zh)
        return
    not_invalid = joined(here, ~surely(~_valid(service)))
    clock = replace(
        service.within,
        name=f"{service.within.name}.{addressee}",
        zh=f"{service.within.zh}（{service.to[addressee]}）",
        starts=_started(service, service.within),
        ends=least(service.by, _counting(service), not_invalid),
        when=joined(when, applies(service.within.when))
        if when is not None
        else service.within.when,
    )
    yield from lower_clock(clock, law)


def _here(service: Service, addressee: str) -> Node:
    return joined(own("to") == addressee, _document(service))


def _document(service: Service) -> Node | None:
    """Say that the event at hand serves this document; not known where it names none."""
    if not service.document:
        return None
    named = own("of") == service.document
    return named if service.presumed is None else otherwise(named, service.presumed)


def _valid(service: Service) -> Node:
    """Return whether the event at hand is a valid service; not known while its facts are not."""
    return any_of(*(_by_method(method) for method in service.methods))


def _by_method(method: Method) -> Node:
    faulty = [~check.faulty for check in method.checks]
    return joined(own("method") == method.name, method.valid, *faulty)


def _started(service: Service, within: Clock) -> str | Node:
    """Return what the limit for serving runs from: its own start, or the act that is served."""
    starts = within.starts
    return service.step if isinstance(starts, str) and not starts else starts


def _effective(service: Service) -> Node:
    """Return the day from which the service at hand takes effect."""
    return _by_day({method.name: method.effective for method in service.methods})


def _counting(service: Service) -> Node:
    """Return the day of the service at hand that is held against the limit for serving."""
    days = {m.name: m.effective if m.counts is None else m.counts for m in service.methods}
    return _by_day(days)


def _by_day(days: Mapping[str, Node]) -> Node:
    day: Node = OWN_DAY
    for method, counted in days.items():
        day = choose(surely(own("method") == method), counted, day)
    return day


def _check(service: Service, method: Method, check: Check) -> Rule:
    mine = _document(service)
    when = joined(mine, applies(service.when), own("method") == method.name, check.faulty)
    rule = _rule(
        service, "defective", "service_faulty", (when, {"done": OWN_DAY, "to": own("to")}), check.zh
    )
    return replace(
        rule,
        name=f"{service.name}.{check.name}",
        citation=check.per,
        breach=check.breach,
        each=service.by,
    )


def _invalid(service: Service, method: Method) -> Rule:
    """Say that a service fails its method's conditions although no single check names why."""
    mine = _document(service)
    unnamed = [~surely(check.faulty) for check in method.checks]
    when = joined(
        mine, applies(service.when), own("method") == method.name, ~method.valid, *unnamed
    )
    rule = _rule(
        service,
        "defective",
        "service_invalid",
        (when, {"done": OWN_DAY, "to": own("to")}),
        method.zh,
    )
    return replace(rule, name=f"{service.name}.{method.name}", citation=method.per, each=service.by)


def _unlawful(service: Service) -> Rule:
    """Say that the way of serving is none that the law knows."""
    mine = _document(service)
    lawful = among(own("method"), *(method.name for method in service.methods))
    when = joined(mine, applies(service.when), ~lawful)
    shows = {"done": OWN_DAY, "to": own("to")}
    rule = _rule(service, "defective", "service_unlawful", (when, shows), service.zh)
    return replace(rule, name=f"{service.name}.method", each=service.by)


def _rule(
    service: Service, kind: Kind, sentence: str, held: tuple[Node, dict[str, Node]], zh: str
) -> Rule:
    when, shows = held
    cure = {"cure_by": service.breach.cure_by} if service.breach.cure_by is not None else {}
    return Rule(
        name=service.name,
        kind=kind,
        sentence=sentence,
        zh=zh,
        citation=service.per,
        when=when,
        shows={**shows, **cure},
        breach=service.breach,
        step=service.by,
    )
