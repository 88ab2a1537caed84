"""The officer's own page: certificates, password, second step of the sign-in, type and keys."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhunsheng.store import access_log
from zhunsheng.store.models import AccessEntry, Account
from zhunsheng.web import limits, logbook, second_step
from zhunsheng.web.clock import today
from zhunsheng.web.desk import account_of, page
from zhunsheng.web.people.certificates import shown_certificates
from zhunsheng.web.views import errors

LATEST = 5
SIGN_INS = (access_log.SIGNED_IN, access_log.SIGN_IN_FAILED)
PASSWORD_MOST = 200


def me(request: HttpRequest) -> HttpResponse:
    """Show who is signed in, with certificates, second step and the latest sign-ins."""
    account = account_of(request)
    entries = AccessEntry.objects.filter(account=account, verb__in=SIGN_INS).order_by("-pk")
    context = {
        "account": account,
        "certificates": shown_certificates(account, today()),
        "device": second_step.device_of(account),
        "sign_ins": [
            {"at": entry.at, "zh": access_log.VERBS_ZH[entry.verb], "address": entry.address}
            for entry in entries[:LATEST]
        ],
    }
    return page(request, "account/me.html", context)


def my_settings(request: HttpRequest) -> HttpResponse:
    """Keep the choice of keys and of type."""
    account = account_of(request)
    account.keys_off = request.POST.get("keys") == "off"
    account.save(update_fields=["keys_off"])
    messages.success(request, "快捷键已关。" if account.keys_off else "快捷键已开。")
    return HttpResponseRedirect(reverse("me"))


@sensitive_post_parameters()
def my_password(request: HttpRequest) -> HttpResponse:
    """Take a new password from whoever knows the old one; other sessions of the account end."""
    if request.method != "POST":
        return _password_page(request, {})
    if _too_often(request):
        return errors.too_many(request, limits.OWN_PASSWORD.seconds)
    account = account_of(request)
    wrong = _wrong_password(request, account)
    if wrong:
        return _password_page(request, wrong)
    account.set_password(request.POST["new"])
    account.password_given = False
    account.save(update_fields=["password", "password_given"])
    update_session_auth_hash(request, account)
    logbook.note(request, access_log.CHANGED, what="password")
    messages.success(request, "密码已改；别处登录着的已经退出。")
    return HttpResponseRedirect(reverse("me"))


def my_code(request: HttpRequest) -> HttpResponse:
    """Set the second step up: show the QR code, and keep the device once its first code is right.

    The secret waits in the session until then; the password is asked for, so that an open screen
    is not enough.
    """
    account = account_of(request)
    key = request.session.get(second_step.KEY)
    if key is None:
        key = request.session[second_step.KEY] = second_step.new_key()
    device = second_step.fresh_device(account, key)
    if request.method != "POST":
        return _code_page(request, device, {})
    if _too_often(request):
        return errors.too_many(request, limits.OWN_PASSWORD.seconds)
    if not account.check_password(request.POST.get("password", "")[:PASSWORD_MOST]):
        return _code_page(request, device, {"password": "密码不对"})
    if not second_step.turn_on(device, request.POST.get("code", "")):
        return _code_page(request, device, {"code": "验证码不对；请看手机上现在显示的六位数"})
    del request.session[second_step.KEY]
    logbook.note(request, access_log.CHANGED, what="second step on")
    messages.success(request, "两步验证已开通；下次登录除密码外还要填手机上的验证码。")
    return HttpResponseRedirect(reverse("me"))


def my_code_off(request: HttpRequest) -> HttpResponse:
    """Turn the second step off for whoever knows the password."""
    account = account_of(request)
    if _too_often(request):
        return errors.too_many(request, limits.OWN_PASSWORD.seconds)
    if not account.check_password(request.POST.get("password", "")[:PASSWORD_MOST]):
        messages.error(request, "密码不对，两步验证没有停用。")
        return HttpResponseRedirect(reverse("me"))
    second_step.turn_off(account)
    logbook.note(request, access_log.CHANGED, what="second step off")
    messages.success(request, "两步验证已停用。")
    return HttpResponseRedirect(reverse("me"))


def _too_often(request: HttpRequest) -> bool:
    return limits.exceeded(limits.OWN_PASSWORD, "own", str(account_of(request).pk))


def _wrong_password(request: HttpRequest, account: Account) -> dict[str, str]:
    """Return what is wrong with the three fields of the password form."""
    old, new, again = (request.POST.get(name, "") for name in ("old", "new", "again"))
    if not account.check_password(old[:PASSWORD_MOST]):
        return {"old": "现在的密码不对"}
    if len(new) > PASSWORD_MOST:
        return {"new": f"密码最多 {PASSWORD_MOST} 个字符"}
    if new == old:
        return {"new": "新密码和现在的一样；请换一个"}
    try:
        validate_password(new, account)
    except ValidationError as error:
        return {"new": "；".join(error.messages)}
    return {} if new == again else {"again": "两次填的新密码不一样"}


def _password_page(request: HttpRequest, wrong: dict[str, str]) -> HttpResponse:
    rules = "；".join(password_validators_help_texts())
    context = {"wrong": wrong, "rules": rules, "errors": _summary(wrong)}
    return page(request, "account/password.html", context)


def _code_page(request: HttpRequest, device: TOTPDevice, wrong: dict[str, str]) -> HttpResponse:
    context = {
        "picture": second_step.picture(device),
        "secret": second_step.written(device),
        "on": second_step.device_of(account_of(request)) is not None,
        "wrong": wrong,
        "errors": _summary(wrong),
    }
    return page(request, "account/my_code.html", context)


def _summary(wrong: dict[str, str]) -> list[dict[str, str]]:
    return [{"href": f"#id_{name}", "text": text} for name, text in wrong.items()]
