"""The settings of the application with one page more: a view that says hello and nothing else.

`BENCH_BARE` leaves out the middleware, for the floor under everything.
"""

from __future__ import annotations

import os

from zhunsheng.web.settings import *  # noqa: F403
from zhunsheng.web.settings import DATABASES
from zhunsheng.web.settings import MIDDLEWARE as SHIPPED


def application_name(process: int) -> str:
    """Return the name under which a PostgreSQL server knows the connections of a server."""
    return f"bench-{process}"


ROOT_URLCONF = "bench.office_urls"
MIDDLEWARE = [] if os.environ.get("BENCH_BARE") else SHIPPED
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    named = {"application_name": application_name(os.getpid())}
    DATABASES["default"].setdefault("OPTIONS", {}).update(named)
