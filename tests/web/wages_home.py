"""A small invented city in the monitor's data folder, loaded and run once a test process."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from zhunsheng.store.models import Account
from zhunsheng.wages.monitor import Order
from zhunsheng.wages.months import last_day, read_month
from zhunsheng.wages.sample.make import sample
from zhunsheng.wages.sample.plan import Plan
from zhunsheng.wages.shapes import Asked
from zhunsheng.web.wages.drafts import READ, Draft, note, place_of
from zhunsheng.web.wages.monitor import monitor
from zhunsheng.web.wages.warehouse import run_month, warehouse

MONTH = "2025-11"
MONTHS = 2
AT = datetime(2026, 1, 12, 9, tzinfo=UTC)
DRAFT = "7b0c1f2e-0000-4000-8000-0000000000{:02d}"


@cache
def home() -> Path:
    """Return the folder of the city; made on first use."""
    made = Path(settings.HOME) / "wages_city"
    last = read_month(MONTH)
    with override_settings(WAGES=made), tempfile.TemporaryDirectory() as exports:
        sample(Path(exports), Plan(month=last, projects=12, workers=360, months=MONTHS))
        files = sorted(path for path in Path(exports).iterdir() if path.is_file())
        warehouse().load(files, at=AT, by="chen", keep_good=True)
        for month in range(last - MONTHS + 1, last + 1):
            as_of = last_day(month + 1) + timedelta(days=10)
            run_month(Order(month, as_of, AT, "chen"), lambda _: None)
    return made


@contextmanager
def wages_city() -> Iterator[None]:
    """Give the pages the city's data; outside of this they find none."""
    with override_settings(WAGES=home()):
        yield


def red_project() -> tuple[int, int]:
    """Return a red project of the month that owes wages, and a worker it owes; 1 and 1 without."""
    month = read_month(MONTH)
    lines, _ = monitor().projects(month, Asked(color="red", order="sum"))
    for line in lines:
        rows, _ = monitor().workers(month, line.project, "outstanding", (0, 1))
        if rows:
            return line.project, rows[0].worker
    return 1, 1


def make_draft(owner: str, at: datetime) -> str:
    """Keep a draft of an account, as the reading of a file leaves it."""
    place = Account.objects.filter(username__lt=owner).count()
    number = DRAFT.format(place)
    counts = {"rows": 3, "accepted": 2, "refused": 1, "repeated": 0}
    found = {
        **{name: counts[name] for name in ("rows", "accepted", "refused")},
        "tables": {"payroll": counts},
        "files": [
            {
                "name": "工资表.csv",
                "digest": "5f" * 32,
                "sheets": [{"sheet": "", "table": "payroll", "left_over": ["备注"], **counts}],
            }
        ],
        "known": {"回单.csv": 1},
        "skipped": {},
        "unmatched": {"pay_without_worker": 1},
    }
    fault = {
        "file": "工资表.csv",
        "place": "C3",
        "what": "身份证号校验位不对",
        "why": "按 GB 11643 算得的校验位是 X",
        "remedy": "请核对身份证号",
    }
    draft = Draft(number.replace("-", ""), owner, at, READ, ("工资表.csv",), found, (fault,))
    place_of(draft.id).mkdir(parents=True, exist_ok=True)
    note(draft)
    return number
