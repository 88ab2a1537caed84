"""Which database holds the records: SQLite in the data folder, or PostgreSQL by one setting."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from zhunsheng.base.errors import ZhunshengError

VARIABLE = "ZHUNSHENG_DATABASE_URL"
BUSY_SECONDS = 30
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
    " PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536;"
)


class BadDatabaseAddress(ZhunshengError, ValueError):
    """The setting that names the database is not the address of a PostgreSQL database."""

    def __init__(self, address: str) -> None:
        scheme = address.partition(":")[0]
        super().__init__(
            f"环境变量 {VARIABLE} 以“{scheme}”开头，不是 PostgreSQL 数据库的地址；"
            "请写作 postgresql://用户:密码@主机:端口/库名，或删去以使用 SQLite"
        )


def database_settings(home: Path) -> dict[str, Any]:
    """Return Django's settings of the database; raises `BadDatabaseAddress`."""
    address = os.environ.get(VARIABLE, "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "zhunsheng.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": BUSY_SECONDS,
                "init_command": PRAGMAS,
            },
            "TEST": {"NAME": home / "test.sqlite3"},
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise BadDatabaseAddress(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
