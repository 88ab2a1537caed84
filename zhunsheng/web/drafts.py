"""What was typed is kept when a session ends under it."""

from __future__ import annotations

from django.http import HttpRequest

from zhunsheng.store.models import Account, Draft
from zhunsheng.web.clock import now

FORMS = frozenset(
    {"new_matter", "step", "correct", "attach", "assign", "seal", "proposal", "new_document"}
)
LEFT_OUT = ("csrfmiddlewaretoken", "key")


def keep_draft(request: HttpRequest, account: Account) -> bool:
    """Keep the fields of a form that came after its session had ended; says whether it did.

    Only for forms that are drafted anyway: no password ever comes this way.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name not in FORMS:
        return False
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in LEFT_OUT}
    Draft.objects.update_or_create(
        account=account,
        address=request.path[:200],
        defaults={"fields": fields, "saved_at": now()},
    )
    return True
