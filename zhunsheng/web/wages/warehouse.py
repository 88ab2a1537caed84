"""The installation's wage data: its folder, its warehouse, and a run of a month."""

from __future__ import annotations

from zhunsheng.law.holidays import load_calendar
from zhunsheng.wages.folder import WageFolder
from zhunsheng.wages.monitor import Order, Told
from zhunsheng.wages.shapes import Run
from zhunsheng.wages.warehouse import Warehouse
from zhunsheng.web.desk import office
from zhunsheng.web.wages.monitor import folder


def wage_folder() -> WageFolder:
    """Return the data folder of the monitor."""
    return WageFolder(folder())


def warehouse() -> Warehouse:
    """Return the warehouse of this installation."""
    return wage_folder().warehouse()


def run_month(order: Order, told: Told) -> Run:
    """Run a month by the scheme in use; raises InputRefused for what cannot be judged."""
    kept = wage_folder()
    return kept.monitor(office().law, load_calendar(), kept.scheme()).run(order, told)
