"""Make every snapshot again from the events."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from zhunsheng.record.record import Record
from zhunsheng.store.installed import ensure_installed
from zhunsheng.store.keeping import Snapshot
from zhunsheng.store.rebuilding import rebuild
from zhunsheng.web.clock import today
from zhunsheng.web.desk import office

FAILED = 1


class Command(BaseCommand):
    """Rebuild the lists; exit with 1 where a matter could not be read, naming it."""

    help = "由记录重建清单"
    stealth_options = ("tell",)

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild; `tell` is told how far it is."""
        ensure_installed()
        day = today()

        def make(record: Record) -> Snapshot:
            return office().snapshot(record, day)

        given = {"tell": options["tell"]} if options.get("tell") else {}
        rebuilt = rebuild(make, **given)
        self.stdout.write(f"已由记录重建{rebuilt.matters:,}件办件的清单行、结论和检索词。")
        for number, why in rebuilt.failed:
            self.stdout.write(f"  没有重建　“{number}”：{why}")
        if rebuilt.failed:
            sys.exit(FAILED)
