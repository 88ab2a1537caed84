"""The wage monitor of the demonstration: an invented city, three months rated and published."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from zhunsheng.office import Office
from zhunsheng.office.acting import LOCAL
from zhunsheng.office.wages import (
    Desk,
    Measure,
    Run,
    object_to_rating,
    publish_ratings,
    raise_warnings,
)
from zhunsheng.store.enclosing import KeptPapers
from zhunsheng.store.models import Account
from zhunsheng.wages.monitor import Order
from zhunsheng.wages.months import last_day, month_of
from zhunsheng.wages.sample.make import sample
from zhunsheng.wages.sample.plan import Plan
from zhunsheng.web.desk import actor_for
from zhunsheng.web.wages.handing import handed, places
from zhunsheng.web.wages.monitor import monitor
from zhunsheng.web.wages.warehouse import run_month, warehouse

PROJECTS, WORKERS, MONTHS = 30, 1000, 3
LATER_DAYS, HANDLED = 10, 12
RATER = "luxun"


def load_city(office: Office, now: datetime) -> None:
    """Load an invented city, run its months, raise the warnings and publish the ratings.

    The last month is the one before the month before today: the month after it is over, so that its
    wages are due in full. It is left to be published.
    """
    day = now.astimezone(LOCAL).date()
    last = month_of(day) - 2
    with TemporaryDirectory() as exports:
        folder = Path(exports)
        plan = Plan(
            month=last, projects=PROJECTS, workers=WORKERS, months=MONTHS, as_of=_judged(last, day)
        )
        sample(folder, plan)
        files = sorted(path for path in folder.iterdir() if path.is_file())
        warehouse().load(files, at=now, by=RATER, keep_good=True)
    actor = actor_for(Account.objects.get(username=RATER))
    desk = Desk(office, KeptPapers(), actor, now)
    for month in range(last - MONTHS + 1, last + 1):
        run = run_month(Order(month, _judged(month, day), now, RATER), lambda _: None)
        told = handed(monitor(), run)
        with transaction.atomic():
            if month == last:
                _handle(desk, raise_warnings(desk, told, places(run)).raised)
            else:
                publish_ratings(desk, told, places(run))
                _object(desk, told)


def _object(desk: Desk, run: Run) -> None:
    """Let the contractor of the month's first red project object to its rating."""
    red = next((one for one in run.colors if one.color == "red"), None)
    if red is not None:
        object_to_rating(desk, red.project, run.month, "工资已由分包单位发放，回单正在补传")


def _handle(desk: Desk, numbers: list[str]) -> None:
    """Check some of the warnings and urge the contractor, so that the desk shows every state."""
    for place, number in enumerate(numbers[:HANDLED]):
        if place % 2:
            desk.act(number, Measure("checked", {"result": "confirmed"}))
        if place % 4 == 3:
            pay_by = desk.day + timedelta(days=LATER_DAYS)
            desk.act(number, Measure("urged", {"contact": "总包项目部", "pay_by": pay_by}))


def _judged(month: int, day: date) -> date:
    """Return the day a month is judged on: some days after the end of the month after it."""
    return min(last_day(month + 1) + timedelta(days=LATER_DAYS), day)
