"""The settings of the application with one page more: a view that says hello and nothing else.

`BENCH_BARE` leaves out the middleware, for the floor under everything.
"""

from __future__ import annotations

import os

from zhunsheng.web.settings import *  # noqa: F403
from zhunsheng.web.settings import MIDDLEWARE as SHIPPED

ROOT_URLCONF = "bench.office_urls"
MIDDLEWARE = [] if os.environ.get("BENCH_BARE") else SHIPPED
