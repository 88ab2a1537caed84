"""Not built yet."""

from __future__ import annotations

from django.urls import URLPattern

from zhunsheng.web.access import Table

ACCESS: Table = {}
urlpatterns: list[URLPattern] = []
