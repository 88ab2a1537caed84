"""The application on a loopback port of this process: its own pages, static files and database."""

from __future__ import annotations

from threading import Thread
from types import TracebackType

from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler


class Site:
    """Serves the application as a server does, static files by whitenoise included."""

    def __init__(self) -> None:
        self.server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
        with override_settings(WHITENOISE_AUTOREFRESH=False):
            self.server.set_app(get_wsgi_application())
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def __enter__(self) -> Site:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, it: BaseException | None, at: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def url(self) -> str:
        """The address of the first page, without the last stroke."""
        return f"http://127.0.0.1:{self.server.server_port}"
