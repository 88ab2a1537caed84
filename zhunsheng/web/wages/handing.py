"""What the monitor hands to the office: a month's faults and colors, a red project's arrears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhunsheng.office.wages import Place, RedRow
from zhunsheng.office.wages import Run as Handed
from zhunsheng.office.wages.monitored import Owed, red_row, run_of
from zhunsheng.store.models import Account, Department
from zhunsheng.wages.results import Results
from zhunsheng.wages.shapes import Asked, Line, Project, Run
from zhunsheng.web.wages.monitor import tally

AT_MOST = 1_000_000


def handed(found: Results, run: Run) -> Handed:
    """Return a run with every project's color and faults, as warnings and ratings need them."""
    lines, _ = found.projects(run.month, Asked(limit=AT_MOST))
    return run_of(run, _projects(found, run.month, lines))


def _projects(found: Results, month: int, lines: tuple[Line, ...]) -> Iterator[Project]:
    for line in lines:
        project = found.project(month, line.project)
        if project is not None:
            yield project


def arrears(found: Results, month: int, line: Line) -> RedRow:
    """Return whom a project still owes, with their own names and the rows that show it.

    The names are the workers' own: whoever asks writes down that they were looked at.
    """
    rows, _ = found.workers(month, line.project, "arrears", (0, AT_MOST))
    owed = []
    for one in rows:
        person = found.person(month, line.project, one.worker)
        slip = found.slip(line.project, one.worker)
        if person is not None and slip is not None:
            owed.append(Owed(person, slip, one.earlier))
    return red_row(month, line, owed)


def places(run: Run) -> Mapping[str, Place]:
    """Return who gets the warnings and ratings of a district.

    That is the first officer of the county bureau of its name; elsewhere whoever ran the month.
    """
    districts = {one.district for one in tally(run.month)}
    found: dict[str, Place] = {}
    runner = Account.objects.filter(username=run.by, is_active=True).first()
    if runner is not None:
        own = Place(runner.department.code, runner.username)
        found = dict.fromkeys(districts, own)
    for county in Department.objects.filter(kind=Department.Kind.COUNTY):
        officers = Account.objects.filter(
            department__path__startswith=county.path, is_active=True, role=Account.Role.OFFICER
        )
        first = officers.order_by("username").first()
        named = [one for one in districts if one and county.name.startswith(one)]
        if first is not None:
            found |= {one: Place(county.code, first.username) for one in named}
    return found
