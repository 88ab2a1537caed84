"""Bring a backup back into an empty installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from zhunsheng.store.backup import restore_backup


class Command(BaseCommand):
    """Restore whole or not at all; everything is verified before it counts."""

    help = "恢复"
    stealth_options = ("tell",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and the password."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--password", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables, bring everything back, and say what came."""
        call_command("migrate", verbosity=0)
        counted = restore_backup(options["file"], options["password"], options.get("tell"))
        self.stdout.write(f"已恢复{counted.rows:,}行、材料文件{counted.files:,}份，逐条校验相符")
