"""Erase personal values of a matter by law; the record and its proofs stay."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.record import Record
from zhunsheng.store.erasing import Erasing, erase
from zhunsheng.store.installed import ensure_installed
from zhunsheng.store.keeping import Snapshot
from zhunsheng.store.models import Account
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import office


class Command(BaseCommand):
    """Erase named facts, and papers by their digests, with the reason and who decided it."""

    help = "依法删除个人信息"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the matter, what to erase, why, and who is responsible."""
        parser.add_argument("number", help="案号")
        parser.add_argument(
            "--name", action="append", default=[], help="要删除的个人信息，如 worker"
        )
        parser.add_argument("--paper", action="append", default=[], help="要删除的材料的 SHA-256")
        parser.add_argument("--reason", required=True, help="理由和依据")
        parser.add_argument("--by", required=True, help="负责人的登录名")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say what may still show the values."""
        ensure_installed()
        by = Account.objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError(f"没有登录名“{options['by']}”；请核对")
        day = today()

        def make(record: Record) -> Snapshot:
            return office().snapshot(record, day)

        names, papers = tuple(options["name"]), tuple(options["paper"])
        asked = Erasing(options["number"], names, options["reason"], by, now(), papers)
        try:
            erased = erase(asked, make)
        except ZhunshengError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"已删除个人信息{erased.values}项、材料{erased.papers}份、草稿{erased.drafts}份。"
            "记录和以前的证明仍然成立。"
        )
        if names and erased.elsewhere:
            listed = "、".join(erased.elsewhere)
            self.stdout.write(f"以下材料里可能还有这些内容，需要时用 --paper 另行删除：{listed}")
        self.stdout.write("以前的备份里还有这些内容；请按备份的保存期限处理。")
