"""How Django knows the web application."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages as a Django application; it has no tables of its own."""

    name = "zhunsheng.web"
    label = "web"

    def ready(self) -> None:
        """Declare the kinds of background work."""
        import_module("zhunsheng.web.jobs.kinds")
