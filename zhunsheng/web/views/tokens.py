"""Tokens of the interface: made by an administrator, shown once, revoked at any time."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store.models import Account, Token
from zhunsheng.store.tokens import SCOPES_ZH, NewToken, make_token
from zhunsheng.web.access import ADMINISTRATOR, Table
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import page

ADMINISTRATORS = frozenset({ADMINISTRATOR})
ACCESS: Table = {
    "tokens": {"GET": ADMINISTRATORS, "POST": ADMINISTRATORS},
    "token_revoke": {"POST": ADMINISTRATORS},
}
NAME_MOST = 60
LONGEST_DAYS = 366


class BadToken(ZhunshengError):
    """What was typed for a token does not do."""


def tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens, and make a new one; its text is shown this once."""
    errors, made = [], ""
    if request.method == "POST":
        try:
            made = make_token(_asked(request), now())
        except BadToken as bad:
            errors = [{"href": "#id_name", "text": str(bad)}]
    context = {
        "tokens": Token.objects.select_related("account").order_by("-made_at"),
        "accounts": [
            (account.username, f"{account.name}（{account.get_role_display()}）")
            for account in Account.objects.filter(is_active=True).order_by("username")
        ],
        "scopes": list(SCOPES_ZH.items()),
        "scopes_zh": SCOPES_ZH,
        "typed": request.POST,
        "errors": errors,
        "made": made,
        "day": today(),
    }
    return page(request, "people/tokens.html", context, status=422 if errors else 200)


def _asked(request: HttpRequest) -> NewToken:
    name = request.POST.get("name", "").strip()
    account = Account.objects.filter(
        username=request.POST.get("account", ""), is_active=True
    ).first()
    scopes = tuple(one for one in request.POST.getlist("scopes") if one in SCOPES_ZH)
    if not name or len(name) > NAME_MOST:
        raise BadToken(f"没有写用途；请用不超过{NAME_MOST}个字写明给哪个系统用")
    if account is None:
        raise BadToken("没有选以谁的身份；请选择一个可以登录的账号")
    if not scopes:
        raise BadToken("没有选范围；请至少选一项")
    return NewToken(account, name, scopes, _last_day(request.POST.get("expires_on", "")))


def _last_day(text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise BadToken("有效期至写作 2026-12-31") from None
    if not 0 <= (day - today()).days <= LONGEST_DAYS:
        raise BadToken(f"有效期最长{LONGEST_DAYS}天，不能早于今天")
    return day


def token_revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Revoke a token at once."""
    if not Token.objects.filter(pk=number, revoked_at=None).update(revoked_at=now()):
        raise Http404
    messages.info(request, "令牌已停用，用它的系统即刻不能再接入。")
    return HttpResponseRedirect(reverse("tokens"))


urlpatterns: list[URLPattern] = [
    path("lingpai/", tokens, name="tokens"),
    path("lingpai/<int:number>/tingyong/", token_revoke, name="token_revoke"),
]
