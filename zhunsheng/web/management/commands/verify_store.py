"""Verify the live database: every chain, leaf, head, personal value and paper."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from zhunsheng.store.installed import ensure_installed
from zhunsheng.store.originals import Originals
from zhunsheng.store.verification import Verdict, verify_store

FITS_NOT = 1


class Command(BaseCommand):
    """Print what was verified; exit with 1 where something does not fit, naming it."""

    help = "校验数据库"
    stealth_options = ("tell",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the published root, and whether the files of papers are read."""
        parser.add_argument("--root", default="")
        parser.add_argument("--without-papers", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify; `tell` is told how far it is."""
        ensure_installed()
        given = {"tell": options["tell"]} if options.get("tell") else {}
        originals = None if options["without_papers"] else Originals()
        verdict = verify_store(options["root"], originals=originals, **given)
        for line in self._lines(verdict, papers=originals is not None):
            self.stdout.write(line)
        if not verdict.fits:
            sys.exit(FITS_NOT)

    def _lines(self, verdict: Verdict, *, papers: bool) -> Iterator[str]:
        erased = f"（其中已依法删除{verdict.erased:,}项）" if verdict.erased else ""
        read = f"、材料文件{verdict.papers:,}份" if papers else "，材料文件未核对"
        yield (
            f"数据库　已核对办件{verdict.matters:,}件、事项{verdict.events:,}条、"
            f"个人信息{verdict.values:,}项{erased}、每日的根{verdict.heads:,}个{read}"
        )
        if verdict.root:
            yield f"  最近的根　{verdict.root}"
        if verdict.first_fault is not None:
            yield f"{self.style.ERROR('  不符')}　{verdict.first_fault}"
            return
        if verdict.waiting:
            yield f"  还有{verdict.waiting:,}条事项未进入当日校验值，只能与清单核对"
        published = f"，公布的根是{verdict.published}的" if verdict.published else ""
        yield (
            f"{self.style.SUCCESS('  相符')}　每条事项都与它前面的事项、每日的根、"
            f"个人信息的承诺相符{published}"
        )
        if verdict.root and not verdict.published:
            yield "  未与公布的根核对：请把上面的根与公布的比对，或者加 --root 公布的根"
