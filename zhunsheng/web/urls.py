"""The addresses of all pages: each resource brings its own, the interface lives under /api/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from zhunsheng.web.resources import RESOURCES

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("zhunsheng.api.urls")),
    *(pattern for resource in RESOURCES for pattern in resource.urlpatterns),
]
handler400 = "zhunsheng.web.views.errors.bad_request"
handler403 = "zhunsheng.web.views.errors.forbidden"
handler404 = "zhunsheng.web.views.errors.not_found"
handler500 = "zhunsheng.web.views.errors.fault"
