"""What the monitor found, asked month by month: the read side of the pages and the command line.

Everything comes from the files of the runs; names are masked, but for `person`. A month means its
newest run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from zhunsheng.wages import runs
from zhunsheng.wages.accounts import Account, Deposit
from zhunsheng.wages.shapes import (
    Asked,
    Compared,
    Explained,
    Line,
    Origin,
    Person,
    Project,
    Rated,
    Run,
    Slip,
    Tally,
    Worker,
)
from zhunsheng.wages.telling import causes, money, projects, workers
from zhunsheng.wages.telling.origins import origins
from zhunsheng.wages.telling.tables import Row, Tables
from zhunsheng.wages.telling.workers import WorkersAsked

HISTORY = 12
EVERYTHING = Asked()


class Results:
    """The runs below a folder (`months/`), read through a connection of one thread's own.

    `loads` is the folder of the warehouse's loads, for the rows behind a figure.
    """

    def __init__(self, folder: Path, loads: Path | None = None) -> None:
        self.folder = folder
        self.loads = loads
        self._tables = Tables()

    def runs(self) -> tuple[Run, ...]:
        """Return the newest run of every month, the newest month first."""
        newest: dict[int, Run] = {}
        for run in runs.runs(self.folder):
            newest.setdefault(run.month, run)
        return tuple(newest.values())

    def run(self, month: int) -> Run | None:
        """Return the newest run of the month; None where the month was never run."""
        return runs.latest(self.folder, month)

    def projects(self, month: int, asked: Asked = EVERYTHING) -> tuple[tuple[Line, ...], int]:
        """Return a part of the projects of a month, and how many there are."""
        run = self.run(month)
        return ((), 0) if run is None else projects.lines(self._tables, self._path(run), run, asked)

    def districts(self, month: int) -> tuple[Tally, ...]:
        """Return colors and sums of each district, and last of all together."""
        run = self.run(month)
        return () if run is None else projects.tally(self._tables, self._path(run))

    def checks(self, month: int) -> Mapping[str, tuple[int, int]]:
        """Return for each check that hit how many projects, and how many workers or projects."""
        run = self.run(month)
        if run is None:
            return {}
        found = projects.checked(self._tables, self._path(run), run)
        return {name: hit for name, hit in found.items() if hit[0]}

    def numbered(self, month: int, code: str) -> int | None:
        """Return the number of the project of that code; None where the month knows none."""
        run = self.run(month)
        return None if run is None else projects.numbered(self._tables, self._path(run), code)

    def project(self, month: int, project: int) -> Project | None:
        """Return a project's month with all its page shows; None where it was not rated."""
        run = self.run(month)
        row = None if run is None else projects.one(self._tables, self._path(run), project)
        if run is None or row is None:
            return None
        why = self._explained(run, row)
        return Project(
            line=projects.line(row, run),
            facts=projects.facts(row),
            counts=projects.counts(row),
            sums=projects.sums(row),
            causes=why.causes,
            judgements=why.judgements,
            turning=why.turning,
            days=money.days(self._tables, self._path(run), run, project),
            history=self.history(project, month),
            raw_color=row["raw_color"],
        )

    def explained(self, month: int, project: int) -> Explained | None:
        """Say why a project has its color and what turns it green; None where it was not rated."""
        run = self.run(month)
        row = None if run is None else projects.one(self._tables, self._path(run), project)
        return None if run is None or row is None else self._explained(run, row)

    def history(self, project: int, upto: int) -> tuple[Rated, ...]:
        """Return the ratings of the project in the year up to a month, oldest first."""
        found = []
        for run in [run for run in self.runs() if upto - HISTORY < run.month <= upto]:
            row = projects.one(self._tables, self._path(run), project)
            if row is not None:
                found.append(projects.rated(row, run))
        return tuple(sorted(found, key=lambda one: one.month))

    def compared(self, month: int, other: int) -> tuple[Compared, ...]:
        """Return the projects whose color or sums differ between two months, by name."""
        one, two = self.run(month), self.run(other)
        if one is None or two is None:
            return ()
        return projects.compared(self._tables, self._path(one), self._path(two))

    def workers(
        self, month: int, project: int | None, check: str = "", part: tuple[int, int] = (0, 50)
    ) -> tuple[tuple[Worker, ...], int]:
        """Return a part (offset, limit) of the workers of a list, and how many there are.

        `check` names a check or a list of `telling.workers.LISTS`; `project` None: of all.
        """
        run = self.run(month)
        if run is None:
            return (), 0
        asked = WorkersAsked(project, check, *part)
        return workers.listed(self._tables, self._path(run), run, asked)

    def person(self, month: int, project: int, worker: int) -> Person | None:
        """Return one worker's unmasked name; whoever asks writes down that it was looked at."""
        run = self.run(month)
        who = (project, worker)
        row = None if run is None else workers.person(self._tables, self._path(run), who)
        if row is None:
            return None
        return Person(worker, row["name"] or "", row["identity"] or "", row["phone"] or "")

    def slip(self, project: int, worker: int) -> Slip | None:
        """Return what one worker was owed, was paid and is owed on one project; None for nobody."""
        months = [(run, self._path(run)) for run in self.runs()]
        found = workers.slip(self._tables, months, (project, worker))
        if found is None:
            return None
        return replace(
            found,
            months=tuple(
                replace(month, origins=self.origins(project, worker, month.month))
                for month in found.months
            ),
        )

    def origins(self, project: int, worker: int, month: int) -> tuple[Origin, ...]:
        """Return the rows of the loaded files behind a worker's month; none without the loads."""
        run = self.run(month)
        if run is None or self.loads is None:
            return ()
        return origins(self._tables, self.loads, run.loads, (project, worker), month)

    def deposits(self, month: int) -> tuple[Deposit, ...]:
        """Return the deposits as they were known for a month."""
        run = self.run(month)
        return () if run is None else money.deposits(self._tables, self._path(run))

    def accounts(self, month: int) -> tuple[Account, ...]:
        """Return the special accounts of a month."""
        run = self.run(month)
        return () if run is None else money.accounts(self._tables, self._path(run), run)

    def close(self) -> None:
        """Let the connection go."""
        self._tables.close()

    def _path(self, run: Run) -> Path:
        return runs.run_folder(self.folder, run)

    def _explained(self, run: Run, row: Row) -> Explained:
        before = None
        if run.before is not None:
            month, number = run.before
            before = runs.month_folder(self.folder, month) / number
        return causes.explained(self._tables, self._path(run), run, row, before)
