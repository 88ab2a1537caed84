"""Places and people: everyone reads them, administrators keep those of their own sub-tree."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from zhunsheng.store import access_log
from zhunsheng.store.first_password import first_password
from zhunsheng.store.keeping import Wanted
from zhunsheng.store.models import Account, Certificate, Department
from zhunsheng.web import logbook, second_step
from zhunsheng.web.access import ADMINISTRATOR, EVERYONE, Roles, Table, may
from zhunsheng.web.clock import today
from zhunsheng.web.desk import account_of, actor_of, office, page
from zhunsheng.web.matters.filters import Filters
from zhunsheng.web.people import listing
from zhunsheng.web.people.certificates import shown_certificates
from zhunsheng.web.people.forms import CertificateForm, DepartmentForm, KeepingForm, PersonForm
from zhunsheng.web.people.listing import PeopleFilters

KEEPERS: Roles = frozenset({ADMINISTRATOR})
KEPT_BY: dict[str, Roles] = {"GET": KEEPERS, "POST": KEEPERS}
COUNTED_MOST = 1000
HINTS = {
    "code": "小写字母，例如 taojiang；定了就不能改",
    "username": "小写字母和数字，例如 zhoumin；定了就不能改",
    "phone": "只给管理员看全",
    "email": "提醒发到这里",
    "use": "停用以后马上登录不了，办过的案子和签名不变",
    "scope": "照执法证上写，例如 劳动保障监察",
    "valid_from": "例如 2026-01-01、20260101、2026年1月1日",
    "valid_to": "例如 2028-12-31",
}

ACCESS: Table = {
    "people": {"GET": EVERYONE},
    "person": {"GET": EVERYONE},
    "new_department": KEPT_BY,
    "department": KEPT_BY,
    "new_person": KEPT_BY,
    "edit_person": KEPT_BY,
    "person_password": {"POST": KEEPERS},
    "person_code": {"POST": KEEPERS},
    "new_certificate": KEPT_BY,
    "certificate": KEPT_BY,
}


def people(request: HttpRequest) -> HttpResponse:
    """Show the tree of places and the people that fit the filters."""
    filters = PeopleFilters.read(request.GET)
    shown = listing.page_of(filters, today(), request.GET.get("ye", ""))
    context = {
        "filters": filters,
        "counters": listing.counters(filters, today()),
        "chips": listing.chips(filters),
        "clear_href": PeopleFilters().href(),
        "tree": listing.tree(),
        "rows": listing.rows(shown, today()),
        "shown": shown,
        "page_href": filters.href() + ("&" if "?" in filters.href() else "?") + "ye=",
        "roles": listing.ROLES,
        "uses": listing.USE,
    }
    return page(request, "people/list.html", context)


def person(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show one person with certificates, and the open matters for whoever may list them."""
    account = get_object_or_404(Account, pk=account_id)
    context: dict[str, Any] = {
        "account": account,
        "certificates": shown_certificates(account, today()),
        "second_step": second_step.device_of(account) is not None,
        "keeps": _own_people(request).filter(pk=account.pk).exists(),
        "open": None,
    }
    if may(account_of(request).role, "matters"):
        actor = actor_of(request)
        wanted = Wanted(actor.scope, today(), handler=account.username)
        context["open"] = office().count(actor, wanted, COUNTED_MOST)
        context["open_href"] = Filters(handler=account.username).href("matters")
    return page(request, "people/person.html", context)


def new_department(request: HttpRequest) -> HttpResponse:
    """Make a place below one of the administrator's own."""
    form = DepartmentForm(request.POST or None, within=_own_places(request))
    if request.method == "POST" and form.is_valid():
        place = form.save()
        _note(request, f"department {place.code}: made")
        messages.success(request, f"“{place.name}”已经建好。")
        return HttpResponseRedirect(PeopleFilters(place=place.code).href())
    return _form_page(request, form, "新增机构", reverse("people"))


def department(request: HttpRequest, code: str) -> HttpResponse:
    """Change what a place is called."""
    place = get_object_or_404(_own_places(request), code=code)
    form = DepartmentForm(request.POST or None, instance=place, within=_own_places(request))
    back = PeopleFilters(place=code).href()
    if request.method == "POST" and form.is_valid():
        form.save()
        _note(request, f"department {code}: {' '.join(form.changed_data)}")
        messages.success(request, f"“{place.name}”已经改好。")
        return HttpResponseRedirect(back)
    return _form_page(request, form, "改机构", back)


def new_person(request: HttpRequest) -> HttpResponse:
    """Make an account, and show its first password once."""
    form = PersonForm(request.POST or None, within=_own_places(request))
    if request.method == "POST" and form.is_valid():
        account = form.save()
        _note(request, f"account {account.username}: made")
        return _password_page(request, account)
    return _form_page(request, form, "新增人员", reverse("people"))


def edit_person(request: HttpRequest, account_id: int) -> HttpResponse:
    """Change name, role, place, telephone, or whether sign-in is open."""
    account = get_object_or_404(_own_people(request), pk=account_id)
    form = PersonForm(request.POST or None, instance=account, within=_own_places(request))
    if request.method == "POST" and form.is_valid() and _stays_administrator(request, form):
        form.save()
        _note(request, f"account {account.username}: {' '.join(form.changed_data)}")
        messages.success(request, f"“{account.name}”已经改好，马上生效。")
        return HttpResponseRedirect(_address(account))
    return _form_page(request, form, "改人员", reverse("person", args=[account_id]))


def person_password(request: HttpRequest, account_id: int) -> HttpResponse:
    """Give an account a fresh password and show it once; its sessions end."""
    account = get_object_or_404(_own_people(request), pk=account_id)
    _note(request, f"account {account.username}: password reset")
    return _password_page(request, account)


def person_code(request: HttpRequest, account_id: int) -> HttpResponse:
    """Turn the second step of an account off, where the phone is lost."""
    account = get_object_or_404(_own_people(request), pk=account_id)
    if second_step.turn_off(account):
        _note(request, f"account {account.username}: second step off")
        messages.success(request, f"“{account.name}”的两步验证已停用；登录只要密码。")
    return HttpResponseRedirect(_address(account))


def new_certificate(request: HttpRequest, account_id: int) -> HttpResponse:
    """Register a certificate of a person."""
    account = get_object_or_404(_own_people(request), pk=account_id)
    return _keep_certificate(request, Certificate(account=account), "登记执法证")


def certificate(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Change a certificate; acts done before keep what was found on their day."""
    found = Certificate.objects.filter(account__in=_own_people(request))
    return _keep_certificate(request, get_object_or_404(found, pk=certificate_id), "改执法证")


def _keep_certificate(request: HttpRequest, kept: Certificate, title: str) -> HttpResponse:
    form = CertificateForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        form.save()
        _note(
            request, f"account {kept.account.username}: certificate {' '.join(form.changed_data)}"
        )
        messages.success(request, f"执法证“{kept.number}”已经登记。")
        return HttpResponseRedirect(_address(kept.account))
    return _form_page(request, form, f"{title}：{kept.account.name}", _address(kept.account))


def _own_places(request: HttpRequest) -> QuerySet[Department]:
    """Return the places an administrator may keep: the own sub-tree."""
    return Department.objects.filter(path__startswith=actor_of(request).scope.path)


def _own_people(request: HttpRequest) -> QuerySet[Account]:
    if account_of(request).role not in KEEPERS:
        return Account.objects.none()
    return Account.objects.filter(department__path__startswith=actor_of(request).scope.path)


def _stays_administrator(request: HttpRequest, form: PersonForm) -> bool:
    """Keep administrators from shutting themselves out; says so in the form."""
    if form.instance.pk != account_of(request).pk:
        return True
    for name, kept in (("role", ADMINISTRATOR), ("use", True)):
        if form.cleaned_data[name] != kept:
            form.add_error(name, "不能改自己的角色，也不能停用自己；请另一位管理员来改")
    return form.is_valid()


def _note(request: HttpRequest, what: str) -> None:
    logbook.note(request, access_log.CHANGED, what=what)


def _address(account: Account) -> str:
    return reverse("person", args=[account.pk])


def _password_page(request: HttpRequest, account: Account) -> HttpResponse:
    context = {"account": account, "password": first_password(account)}
    return page(request, "people/password.html", context)


def _form_page(request: HttpRequest, form: KeepingForm, title: str, back: str) -> HttpResponse:
    errors = form.summary() if form.is_bound else []
    context = {"title": title, "fields": form.shown(HINTS), "errors": errors, "back": back}
    return page(request, "people/form.html", context)


urlpatterns: list[URLPattern] = [
    path("jigou/", people, name="people"),
    path("jigou/danwei/xin/", new_department, name="new_department"),
    path("jigou/danwei/<slug:code>/", department, name="department"),
    path("jigou/renyuan/xin/", new_person, name="new_person"),
    path("jigou/renyuan/<int:account_id>/", person, name="person"),
    path("jigou/renyuan/<int:account_id>/gai/", edit_person, name="edit_person"),
    path("jigou/renyuan/<int:account_id>/mima/", person_password, name="person_password"),
    path("jigou/renyuan/<int:account_id>/yanzheng/", person_code, name="person_code"),
    path("jigou/renyuan/<int:account_id>/zheng/", new_certificate, name="new_certificate"),
    path("jigou/zheng/<int:certificate_id>/", certificate, name="certificate"),
]
