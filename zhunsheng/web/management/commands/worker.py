"""The background work of an installation: queued jobs, and what falls due with time.

Every second new events go into the log; every minute snapshots that no longer hold are made again;
every hour a head is taken; once a day old results and files that were never loaded are dropped, and
reminders are sent.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError

from zhunsheng.store.log import day_head, take_in
from zhunsheng.web.clock import now, today
from zhunsheng.web.desk import office
from zhunsheng.web.jobs.desk import begin_again, drop_old_results
from zhunsheng.web.reminders.digest import send_digests
from zhunsheng.web.wages.drafts import drop_old

QUEUE = (sys.executable, "-m", "django", "db_worker", "--interval", "0.5")
MINUTE, HOUR = 60, 3600
REFRESHED_AT_ONCE = 500


class Command(BaseCommand):
    """Run until stopped; the queue runs in a process of its own beside."""

    help = "后台任务"
    stopping = False

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin again what was broken off, then do what falls due."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        begin_again()
        queue = subprocess.Popen(QUEUE)
        try:
            self._run()
        finally:
            queue.terminate()
            queue.wait()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _run(self) -> None:
        second, sent_on = 0, None
        while not self.stopping:
            try:
                self._tick(second)
                if sent_on != today():
                    self._daily()
                    sent_on = today()
            except OperationalError as busy:
                self.stderr.write(f"数据库正忙，稍后再试：{busy}")
            second += 1
            time.sleep(1)

    def _tick(self, second: int) -> None:
        take_in()
        if second % MINUTE == 0:
            office().refresh_stale(today(), REFRESHED_AT_ONCE)
        if second % HOUR == 0:
            day_head(today(), now())

    def _daily(self) -> None:
        drop_old_results()
        drop_old(now())
        send_digests(today())
