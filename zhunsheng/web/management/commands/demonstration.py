"""Load the demonstration and print its sign-ins, one for each role."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from zhunsheng.web.clock import now
from zhunsheng.web.demonstration import load_demonstration
from zhunsheng.web.demonstration_wages import load_city
from zhunsheng.web.desk import office
from zhunsheng.web.wages.monitor import monitor

SHOWN = 7


class Command(BaseCommand):
    """Make the tables, the people and the example matters; does nothing where people are kept."""

    help = "装入演示数据"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of the examples."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print the sign-ins; they are printed once and kept only as hashes."""
        made = load_demonstration(office(), options["folder"], now())
        if not made:
            self.stdout.write("已有人员和办件，没有再装入演示数据。")
            return
        if not monitor().runs():
            self.stdout.write("正在装入虚构城市的工资数据，评定三个月……")
            load_city(office(), now())
        self.stdout.write("演示账号（每个角色一个，承办人两个科室各一个；密码只在此处显示一次）：")
        for sign_in in made[:SHOWN]:
            line = (sign_in.role, sign_in.place, sign_in.name, sign_in.username, sign_in.password)
            self.stdout.write("  " + "　".join(line))
