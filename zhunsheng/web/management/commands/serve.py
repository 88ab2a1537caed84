"""Serve the application with gunicorn, and keep the background work running beside it."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication

THREADS = 4
TIMEOUT_SECONDS = 60
BACKGROUND = ("worker",)


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with its settings given here instead of in a file."""

    def __init__(self, settings: dict[str, object]) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Take the settings."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Return the application."""
        return import_string("zhunsheng.web.wsgi.application")


class Command(BaseCommand):
    """Make the tables, gather the static files, start the background work, serve."""

    help = "启动网页系统"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address and the number of processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped; the background processes stop with it."""
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        address = f"{options['host']}:{options['port']}"
        beside = [subprocess.Popen([sys.executable, "-m", "django", name]) for name in BACKGROUND]
        self.stdout.write(f"准绳已启动：http://{address}/　按 Ctrl+C 停止")
        try:
            Server(
                {
                    "bind": address,
                    "workers": options["workers"],
                    "threads": THREADS,
                    "timeout": TIMEOUT_SECONDS,
                    "preload_app": False,
                    "control_socket_disable": True,
                }
            ).run()
        finally:
            for process in beside:
                process.terminate()
            for process in beside:
                process.wait()
