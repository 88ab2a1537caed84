"""The way to the sign-in and back to where one wanted to go; never off this site."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from zhunsheng.web.access import verbs_of

UNAUTHORIZED = 401
BY_SCRIPT = frozenset({"draft"})
LONGEST = 600


def send_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the sign-in page; a script that sends by itself gets a plain 401."""
    match = request.resolver_match
    if request.method == "HEAD" or (match is not None and match.view_name in BY_SCRIPT):
        return HttpResponse("请先登录。", status=UNAUTHORIZED, content_type="text/plain")
    address = sign_in_address(wanted_page(request))
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def sign_in_address(wanted: str) -> str:
    """Return the address of the sign-in page that leads on to a page of this site."""
    return f"{reverse('sign_in')}?{urlencode({'next': wanted})}" if wanted else reverse("sign_in")


def wanted_page(request: HttpRequest) -> str:
    """Return the page a stranger wanted, as far as it can be opened by its address."""
    if request.headers.get("HX-Request") == "true":
        seen = urlsplit(request.headers.get("HX-Current-URL", ""))
        return inside(f"{seen.path}?{seen.query}" if seen.query else seen.path)
    match = request.resolver_match
    if match is None or "GET" not in verbs_of(match.view_name):
        return ""
    return inside(request.get_full_path() if request.method == "GET" else request.path)


def inside(address: str) -> str:
    """Return an address if it is a path on this site, else ""."""
    safe = (
        address.startswith("/")
        and len(address) <= LONGEST
        and address.isprintable()
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )
    return address if safe else ""
