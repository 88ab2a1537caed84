"""Write everything under the last head to a bundle that verifies anywhere."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zhunsheng.office.acting import LOCAL
from zhunsheng.store.export import export_bundle
from zhunsheng.store.installed import ensure_installed
from zhunsheng.web.clock import now, today


class Command(BaseCommand):
    """Take a head, write the bundle, and say how to verify it."""

    help = "导出校验包"
    stealth_options = ("tell",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether personal values are opened."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--personal", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export; `tell` is told how far it is."""
        ensure_installed()
        given = {"tell": options["tell"]} if options.get("tell") else {}
        file: Path = options["file"]
        personal: bool = options["personal"]
        at = now().astimezone(LOCAL).replace(microsecond=0)
        manifest = export_bundle(file, today(), at, personal=personal, **given)
        opened = "，含个人信息" if personal else "，不含个人信息"
        self.stdout.write(
            f"已导出{manifest.matters:,}件办件的{manifest.size:,}条事项{opened}：{file}"
        )
        self.stdout.write(f"  根　{manifest.root}")
        self.stdout.write(f"  在任何地方核对：zhunsheng verify {file.name} --root {manifest.root}")
