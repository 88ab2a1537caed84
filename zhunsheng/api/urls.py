"""The addresses of the interface for other systems."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from zhunsheng.api.interface import interface

urlpatterns: list[URLPattern | URLResolver] = [path("", interface.urls)]
