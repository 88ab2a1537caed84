"""Whether there is a database to work on, said before a command fails on it."""

from __future__ import annotations

from django.db import connection

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store.models import Matter


class NotInstalled(ZhunshengError):
    """The database has no tables yet."""

    def __init__(self) -> None:
        super().__init__(
            "这里还没有数据；请核对 ZHUNSHENG_HOME 和 ZHUNSHENG_DATABASE_URL，"
            "或者先运行 zhunsheng serve"
        )


def ensure_installed() -> None:
    """Raise `NotInstalled` where the tables were never made."""
    if Matter._meta.db_table not in connection.introspection.table_names():
        raise NotInstalled
