"""The command line: thin commands, each loaded only when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType

import click

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "backup": "不停机备份全部数据和材料",
        "check": "核对案件：什么到期、什么能办、什么有错、为什么",
        "demo": "装入演示数据（虚构的人员和办件）",
        "due": "推算期限届满之日，逐步说明依据",
        "erase": "依法删除一件办件的个人信息",
        "export": "把全部事项导出为到处能核对的校验包",
        "law": "查看、核对系统收录的法条",
        "rebuild": "由记录重建清单、结论和检索词",
        "restore": "把备份恢复到空的安装",
        "serve": "启动网页系统",
        "show": "一页看完一种案件的法：步骤、期限、条件、证据、要件",
        "template": "生成一种案件的空白台账",
        "verify": "校验数据库、导出的校验包或一条事项的证明",
        "wages": "工资支付监控：核对、评定、说明原因、生成样例",
        "why": "说明一条结论是怎样得出的",
    }
)


class Commands(click.Group):
    """The commands by name; a command's module is imported when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"zhunsheng.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their one-line help, without importing any."""
        with formatter.section("命令"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Commands, help="准绳：以事实为根据，以法律为准绳。")
@click.version_option(package_name="zhunsheng", message="%(prog)s %(version)s")
def main() -> None:
    """Group all commands."""
