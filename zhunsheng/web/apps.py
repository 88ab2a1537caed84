"""How Django knows the web application."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages as a Django application; it has no tables of its own."""

    name = "zhunsheng.web"
    label = "web"
