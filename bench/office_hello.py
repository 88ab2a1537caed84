"""A page that says hello, behind the same middleware and the same access table as every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from zhunsheng.web.access import READERS, Table

ADDRESS = "/bench/hello/"


def hello(request: HttpRequest) -> HttpResponse:
    """Say hello."""
    return HttpResponse("您好")


ACCESS: Table = {"bench_hello": {"GET": READERS}}
urlpatterns = [path(ADDRESS.strip("/") + "/", hello, name="bench_hello")]
