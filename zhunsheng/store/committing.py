"""One writer at a time, many acts at once: waiting acts are written together and flushed once.

Whoever finds the writer free writes everything that waits, its own act with the others'; whoever
finds it busy waits for the result. An act refused by the store does not disturb the others; if the
database itself refuses the batch (another process was faster), each act is tried again alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, OperationalError, connection, transaction

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store.batch import Batch, Outcome
from zhunsheng.store.keeping import Act, Written

LARGEST = 200
TRIES = 5


class Interrupted(ZhunshengError):
    """The thread that wrote for the others stopped; nothing of the batch was written."""

    def __init__(self) -> None:
        super().__init__("保存被中断，没有写入；您填的内容还在本页，请再提交一次")


@dataclass(slots=True, eq=False)
class Waiting:
    """An act on its way, and what became of it."""

    act: Act
    outcome: Outcome | BaseException | None = None
    written: threading.Event = field(default_factory=threading.Event)


class Committer:
    """Gathers the acts of all threads of this process and writes them in few transactions."""

    def __init__(self, digest: str, salt: Callable[[], bytes]) -> None:
        self.digest = digest
        self.salt = salt
        self._queue: list[Waiting] = []
        self._queued = threading.Lock()
        self._writing = threading.Lock()

    def append(self, act: Act) -> Written:
        """Write an act and return when it is durable; raises what the store refuses it for."""
        if connection.in_atomic_block:
            return _result(self._write([act])[0])
        waiting = Waiting(act)
        with self._queued:
            self._queue.append(waiting)
        with self._writing:
            while not waiting.written.is_set():
                self._drain()
        return _result(waiting.outcome)

    def _drain(self) -> None:
        """Write what waits; the caller holds the writer and has its own act among it."""
        with self._queued:
            taken, self._queue = self._queue[:LARGEST], self._queue[LARGEST:]
        outcomes: Sequence[Outcome | BaseException] = [Interrupted()] * len(taken)
        try:
            outcomes = self._write_all([waiting.act for waiting in taken])
        finally:
            for waiting, outcome in zip(taken, outcomes, strict=True):
                waiting.outcome = outcome
                waiting.written.set()

    def _write_all(self, acts: Sequence[Act]) -> Sequence[Outcome | BaseException]:
        try:
            return self._write(acts)
        except (IntegrityError, OperationalError):
            return [self._alone(act) for act in acts]

    def _alone(self, act: Act) -> Outcome | BaseException:
        """Write one act by itself, again where another process wrote to its matter meanwhile."""
        for _ in range(TRIES - 1):
            try:
                return self._write([act])[0]
            except IntegrityError:
                continue
        try:
            return self._write([act])[0]
        except (IntegrityError, OperationalError) as error:
            return error

    def _write(self, acts: Sequence[Act]) -> list[Outcome]:
        with transaction.atomic(), connection.cursor() as cursor:
            return Batch(cursor, self.digest, self.salt).write(acts)


def _result(outcome: Outcome | BaseException | None) -> Written:
    if isinstance(outcome, Written):
        return outcome
    assert outcome is not None
    raise outcome
