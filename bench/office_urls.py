"""The addresses of the application and the one of the view that says hello."""

from __future__ import annotations

from bench import office_hello
from zhunsheng.web import resources

resources.RESOURCES = (*resources.RESOURCES, office_hello)
from zhunsheng.web.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: E402

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
