"""The addresses of the interface for other systems."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
