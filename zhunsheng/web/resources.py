"""The resources of the application: one module of views each, with its addresses and its access."""

from __future__ import annotations

from types import ModuleType

from zhunsheng.web.views import (
    account,
    acting,
    documents,
    holidays,
    imports,
    jobs,
    law,
    matter,
    matters,
    overview,
    papers,
    people,
    proof,
    proposals,
    reminders,
    returns,
    reveal,
    rules,
    today,
    tokens,
    wages,
    wages_loads,
    wages_money,
    wages_months,
    wages_rating,
    wages_scheme,
    wages_warnings,
)

RESOURCES: tuple[ModuleType, ...] = (
    account, today, matters, acting, documents, papers, proposals, returns, reveal, matter,
    overview, reminders, law, imports, jobs, people, holidays, rules, proof,
    tokens, wages_loads, wages_months, wages_money, wages_rating, wages_scheme, wages_warnings,
    wages,
)  # fmt: skip
