"""How Django knows the web application."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

KINDS_OF_WORK = (
    "zhunsheng.web.jobs.kinds",
    "zhunsheng.web.importing.work",
    "zhunsheng.web.matters.long_export",
    "zhunsheng.web.wages.work",
)


class WebConfig(AppConfig):
    """The pages as a Django application; it has no tables of its own."""

    name = "zhunsheng.web"
    label = "web"

    def ready(self) -> None:
        """Declare the kinds of background work."""
        for module in KINDS_OF_WORK:
            import_module(module)
