"""Write a backup of everything while others go on working."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zhunsheng.store.backup import take_backup
from zhunsheng.store.installed import ensure_installed
from zhunsheng.web.clock import now


class Command(BaseCommand):
    """Take a backup, encrypted where a password is given."""

    help = "备份"
    stealth_options = ("tell",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and the password."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--password", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up, and say what the file holds."""
        ensure_installed()
        file: Path = options["file"]
        password: str = options["password"]
        counted = take_backup(file, now(), password, options.get("tell"))
        sealed = "，已加密" if password else "，没有加密：其中有个人信息，请妥善保管"
        self.stdout.write(f"已备份{counted.rows:,}行、材料文件{counted.files:,}份{sealed}：{file}")
