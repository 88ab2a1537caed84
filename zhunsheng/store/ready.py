"""Getting Django ready where it was not started by a server: for the command line and for tests."""

from __future__ import annotations

import os

import django
from django.core.management import call_command

SETTINGS = "zhunsheng.web.settings"


def ready() -> None:
    """Load the settings and the models; cheap when it was done before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def run(command: str, *arguments: str, **options: object) -> None:
    """Run a management command by its name."""
    ready()
    call_command(command, *arguments, **options)
