"""One writer at a time, many acts at once: waiting acts are written together and flushed once.

Whoever finds the writer free leads: it writes everything that waits, its own act with the others',
and hands the lead to whoever came meanwhile. An act refused by the store does not disturb the
others; if the database itself refuses the batch (another process was faster, the server was gone),
each act is tried again alone. The acts of a process share one connection, whose cache stays warm.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store.batch import Batch, Outcome
from zhunsheng.store.keeping import Act, Written

LARGEST = 200
TRIES = 5
PATIENCE = 0.001  # seconds a leader waits for those whose acts were written with the last batch
REFUSED = (IntegrityError, OperationalError, InterfaceError)


class Interrupted(ZhunshengError):
    """The thread that wrote for the others stopped; nothing of the batch was written."""

    def __init__(self) -> None:
        super().__init__("保存被中断，没有写入；您填的内容还在本页，请再提交一次")


def _closed() -> threading.Lock:
    """Return a lock that is held: whoever acquires it waits until it is released."""
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass(slots=True, eq=False)
class Waiting:
    """An act on its way, and what became of it; `turn` opens when it is written, or is to lead."""

    act: Act
    outcome: Outcome | BaseException | None = None
    turn: threading.Lock = field(default_factory=_closed)


class Committer:
    """Gathers the acts of all threads of this process and writes them in few transactions."""

    def __init__(self, digest: str, salt: Callable[[], bytes]) -> None:
        self.digest = digest
        self.salt = salt
        self._queue: list[Waiting] = []
        self._queued = threading.Lock()
        self._led = False
        self._expected = 1
        self._enough = threading.Event()
        self._connection: BaseDatabaseWrapper | None = None

    def append(self, act: Act) -> Written:
        """Write an act and return when it is durable; raises what the store refuses it for."""
        if connection.in_atomic_block:
            with connection.cursor() as cursor:
                return _result(Batch(cursor, self.digest, self.salt).write([act])[0])
        waiting = Waiting(act)
        leads = self._join(waiting)
        try:
            if not leads:
                waiting.turn.acquire()
                leads = waiting.outcome is None
        finally:
            if not leads and waiting.outcome is None:
                self._withdraw(waiting)
        if leads:
            self._lead()
        return _result(waiting.outcome)

    def _join(self, waiting: Waiting) -> bool:
        """Put an act into the queue; say whether its thread is to lead."""
        with self._queued:
            self._queue.append(waiting)
            if len(self._queue) >= self._expected:
                self._enough.set()
            leads, self._led = not self._led, True
        return leads

    def _lead(self) -> None:
        """Write what waits, the leader's own act first, and hand the lead on."""
        if len(self._queue) < self._expected:
            self._enough.wait(PATIENCE)
        with self._queued:
            taken, self._queue = self._queue[:LARGEST], self._queue[LARGEST:]
            self._expected = len(taken)
            self._enough.clear()
        outcomes: Sequence[Outcome | BaseException] = [Interrupted()] * len(taken)
        try:
            outcomes = self._write_all([waiting.act for waiting in taken])
        finally:
            for waiting, outcome in zip(taken, outcomes, strict=True):
                waiting.outcome = outcome
            self._hand_on()
            for waiting in taken:
                waiting.turn.release()

    def _hand_on(self) -> None:
        """Let the first that waits lead, or nobody."""
        with self._queued:
            self._led = bool(self._queue)
            if self._led:
                self._queue[0].turn.release()

    def _withdraw(self, waiting: Waiting) -> None:
        """Take back the act of a thread that was interrupted while it waited."""
        with self._queued:
            leads = self._led and self._queue[:1] == [waiting] and not waiting.turn.locked()
            if waiting in self._queue:
                self._queue.remove(waiting)
        if leads:
            self._hand_on()

    def _write_all(self, acts: Sequence[Act]) -> Sequence[Outcome | BaseException]:
        try:
            return self._write(acts)
        except REFUSED:
            return [self._alone(act) for act in acts]

    def _alone(self, act: Act) -> Outcome | BaseException:
        """Write one act by itself, again where another process wrote to its matter meanwhile."""
        for _ in range(TRIES - 1):
            try:
                return self._write([act])[0]
            except (IntegrityError, InterfaceError):
                continue
        try:
            return self._write([act])[0]
        except REFUSED as error:
            return error

    def _write(self, acts: Sequence[Act]) -> list[Outcome]:
        with self._transaction() as cursor:
            return Batch(cursor, self.digest, self.salt).write(acts)

    @contextmanager
    def _transaction(self) -> Iterator[CursorWrapper]:
        """Open a transaction of the writer's own connection; only the leader is in here.

        Where it fails, the connection goes and takes the transaction with it.
        """
        if self._connection is None:
            self._connection = connection.copy()
            self._connection.inc_thread_sharing()
        own, written = self._connection, False
        try:
            own.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            with own.cursor() as cursor:
                yield cursor
            own.commit()
            own.set_autocommit(True)
            written = True
        finally:
            if not written:
                own.close()


def _result(outcome: Outcome | BaseException | None) -> Written:
    if isinstance(outcome, Written):
        return outcome
    assert outcome is not None
    raise outcome
