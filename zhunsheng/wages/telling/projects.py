"""The projects of a month: the list with its filters, districts and checks counted, history."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhunsheng.base.masking import mask_name, mask_numbers
from zhunsheng.wages.shapes import Asked, Compared, Counts, Facts, Line, Rated, Run, Sums, Tally
from zhunsheng.wages.telling.tables import Row, Tables

JOINED = """
    FROM {projects} p
    JOIN {ratings} r ON r.project = p.project
    JOIN {sites} s ON s.project = p.project
"""
WORST_FIRST = "list_position(['red', 'yellow', 'grey', 'green'], r.color)"
ORDERS = {
    "": f"{WORST_FIRST}, p.overdue DESC, p.outstanding DESC",
    "unpaid": "p.unpaid_workers DESC, p.outstanding DESC",
    "sum": "p.outstanding DESC",
    "points": f"r.points, {WORST_FIRST}",
}
WHERE = """
    WHERE (? = '' OR r.color = ?) AND (? = '' OR coalesce(p.district, '') = ?)
      AND (? = '' OR contains(concat_ws(' ', s.code, p.project_name, p.contractor), ?))
      AND (NOT ? OR r.publish) AND (? IS NULL OR list_contains(?, coalesce(p.district, '')))
"""
SHOWN = (
    "p.*, s.code, r.color, r.reason_grey, r.points, r.stars, r.color_months, r.publish, r.raw_color"
)
TALLIED = f"""
    SELECT coalesce(p.district, '') AS district, r.color, count(*) AS projects,
           sum(p.unpaid_workers) AS unpaid, sum(p.owed) AS owed,
           sum(p.outstanding) AS outstanding, sum(p.overdue) AS overdue,
           sum(p.earlier) AS earlier
    {JOINED} GROUP BY ALL ORDER BY ALL
"""
BOTH = """
    WITH one AS (SELECT p.project, p.project_name, p.district, p.unpaid_workers, p.outstanding,
                        s.code, r.color
                 FROM {projects} p JOIN {ratings} r ON r.project = p.project
                 JOIN {sites} s ON s.project = p.project),
    two AS (SELECT p.project, p.project_name, p.district, p.unpaid_workers, p.outstanding,
                   s.code, r.color
            FROM {projects_two} p JOIN {ratings_two} r ON r.project = p.project
            JOIN {sites_two} s ON s.project = p.project)
    SELECT coalesce(one.project, two.project) AS project, coalesce(one.code, two.code) AS code,
           coalesce(one.project_name, two.project_name) AS project_name,
           coalesce(one.district, two.district) AS district,
           one.color AS first_color, two.color AS second_color,
           one.unpaid_workers AS first_unpaid, two.unpaid_workers AS second_unpaid,
           one.outstanding AS first_open, two.outstanding AS second_open
    FROM one FULL JOIN two ON two.project = one.project
    WHERE one.color IS DISTINCT FROM two.color
       OR one.unpaid_workers IS DISTINCT FROM two.unpaid_workers
       OR one.outstanding IS DISTINCT FROM two.outstanding
    ORDER BY district, project_name, project
"""
OF_SITE = "s.owner, s.account_tail, s.pay_day, s.officer_phone, s.firms"
OF_ONE = f"SELECT {SHOWN}, {OF_SITE} {JOINED} WHERE p.project = ?"


def files(path: Path) -> dict[str, Path]:
    """Return the files of a run that a query over its projects reads."""
    return {name: path / f"{name}.parquet" for name in ("projects", "ratings", "sites")}


def lines(tables: Tables, path: Path, run: Run, asked: Asked) -> tuple[tuple[Line, ...], int]:
    """Return the projects asked for in the order asked for, and how many there are in all."""
    if asked.check and asked.check not in {check.name for check in run.checks}:
        return (), 0
    hit = f"AND p.n_{asked.check} > 0" if asked.check else ""
    words, seen = asked.words.strip(), asked.districts
    of_text = [value for word in (asked.color, asked.district, words) for value in (word, word)]
    values = [*of_text, asked.publish, None if seen is None else list(seen), list(seen or ())]
    (total,) = tables.rows(f"SELECT count(*) AS n {JOINED} {WHERE} {hit}", values, **files(path))
    order = ORDERS.get(asked.order, ORDERS[""])
    query = f"SELECT {SHOWN} {JOINED} {WHERE} {hit} ORDER BY {order}, s.code LIMIT ? OFFSET ?"
    rows = tables.rows(query, [*values, asked.limit, asked.offset], **files(path))
    return tuple(line(row, run) for row in rows), total["n"]


def line(row: Row, run: Run) -> Line:
    """Make a project's line of its row."""
    hit = {check.name: row[f"n_{check.name}"] for check in run.checks}
    return Line(
        project=row["project"],
        code=row["code"] or "",
        name=row["project_name"] or "",
        district=row["district"] or "",
        contractor=row["contractor"] or "",
        color=row["color"],
        reason_grey=row["reason_grey"] or "",
        points=row["points"],
        stars=row["stars"],
        color_months=row["color_months"],
        attending=row["attending"],
        unpaid_workers=row["unpaid_workers"],
        outstanding=row["outstanding"],
        overdue=row["overdue"],
        checks={name: count for name, count in hit.items() if count},
        publish=row["publish"],
    )


def one(tables: Tables, path: Path, project: int) -> Row | None:
    """Return the whole row of one project, or None."""
    rows = tables.rows(OF_ONE, [project], **files(path))
    return rows[0] if rows else None


def numbered(tables: Tables, path: Path, code: str) -> int | None:
    """Return the project of a code, or None."""
    rows = tables.rows("SELECT project FROM {sites} WHERE code = ?", [code], **files(path))
    return rows[0]["project"] if rows else None


def counts(row: Row) -> Counts:
    """Return the numbers of workers that should match."""
    return Counts(row["rostered"], row["attending"], row["listed"], row["received_workers"])


def sums(row: Row) -> Sums:
    """Return the sums of a project's month."""
    return Sums(**{name: row[name] or 0 for name in Sums.__dataclass_fields__})


def facts(row: Row) -> Facts:
    """Return what the projects' table says of a project; the officer is masked."""
    texts = ("owner", "owner_kind", "state", "account_tail")
    return Facts(
        **{name: row[name] or "" for name in texts},
        wage_officer=mask_name(row["wage_officer"] or ""),
        officer_phone=mask_numbers(row["officer_phone"] or ""),
        pay_day=row["pay_day"],
        price=row["price"],
        firms=row["firms"] or 0,
    )


def tally(tables: Tables, path: Path) -> tuple[Tally, ...]:
    """Count the colors of each district, and of all (district empty, last)."""
    rows = tables.rows(TALLIED, **files(path))
    districts = list(dict.fromkeys(row["district"] for row in rows))
    by_district = [
        _tallied(district, [row for row in rows if row["district"] == district])
        for district in districts
    ]
    return (*by_district, _tallied("", rows))


def _tallied(district: str, rows: Sequence[Row]) -> Tally:
    colors = dict.fromkeys((row["color"] for row in rows), 0)
    for row in rows:
        colors[row["color"]] += row["projects"]
    return Tally(
        district,
        colors=colors,
        projects=sum(colors.values()),
        unpaid_workers=sum(row["unpaid"] for row in rows),
        owed=sum(row["owed"] for row in rows),
        outstanding=sum(row["outstanding"] for row in rows),
        overdue=sum(row["overdue"] for row in rows),
        earlier=sum(row["earlier"] for row in rows),
    )


def checked(tables: Tables, path: Path, run: Run) -> dict[str, tuple[int, int]]:
    """Return for each check how many projects it hits, and how many workers or projects in all."""
    asked = ", ".join(
        f"count(*) FILTER (n_{check.name} > 0) AS p_{check.name}, "
        f"coalesce(sum(n_{check.name}), 0) AS w_{check.name}"
        for check in run.checks
    )
    (row,) = tables.rows(f"SELECT {asked} FROM {{projects}}", **files(path))
    return {
        check.name: (row[f"p_{check.name}"], int(row[f"w_{check.name}"])) for check in run.checks
    }


def compared(tables: Tables, path: Path, other: Path) -> tuple[Compared, ...]:
    """Return the projects whose color, unpaid workers or open sum differ between two runs."""
    second = {f"{name}_two": file for name, file in files(other).items()}
    return tuple(
        Compared(
            row["project"],
            row["code"] or "",
            row["project_name"] or "",
            row["district"] or "",
            colors=(row["first_color"] or "", row["second_color"] or ""),
            unpaid_workers=(row["first_unpaid"] or 0, row["second_unpaid"] or 0),
            outstanding=(row["first_open"] or 0, row["second_open"] or 0),
        )
        for row in tables.rows(BOTH, **files(path), **second)
    )


def rated(row: Row, run: Run) -> Rated:
    """Make a month of a project's history of its row."""
    return Rated(
        month=run.month,
        color=row["color"],
        points=row["points"],
        stars=row["stars"],
        counts=counts(row),
        unpaid_workers=row["unpaid_workers"],
        owed=row["owed"],
        received=row["received"] + row["advanced"],
        outstanding=row["outstanding"],
    )
