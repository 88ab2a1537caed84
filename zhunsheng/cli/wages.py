"""`zhunsheng wages`: load exports, check a month, rate it, say why, verify, make a sample."""

from __future__ import annotations

import getpass
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from zhunsheng.base.chinese import listed
from zhunsheng.cli.clock import now, today
from zhunsheng.cli.progress import progress
from zhunsheng.cli.refusal import (
    BREACHES_FOUND,
    INPUT_REFUSED,
    NOTHING_WRONG,
    Refused,
    day_option,
    refusals,
)
from zhunsheng.cli.wages_lines import (
    SHOWN,
    cause_lines,
    color_zh,
    headline,
    load_lines,
    origin_lines,
    project_lines,
    refused_lines,
    summary_lines,
    turning_lines,
    worker_zh,
)
from zhunsheng.law.corpus import load_law
from zhunsheng.law.holidays import load_calendar
from zhunsheng.store.home import home_folder
from zhunsheng.wages.checks import CHECKS
from zhunsheng.wages.folder import WageFolder
from zhunsheng.wages.load import Load, LoadRefused
from zhunsheng.wages.monitor import Order
from zhunsheng.wages.months import month_zh, read_month
from zhunsheng.wages.results import Results
from zhunsheng.wages.runs import runs
from zhunsheng.wages.runs import verify as verify_run
from zhunsheng.wages.sample.make import sample as make_sample
from zhunsheng.wages.sample.plan import Plan
from zhunsheng.wages.scheme import COLORS_ZH, Scheme
from zhunsheng.wages.scheme_file import read_scheme
from zhunsheng.wages.shapes import COLORS, Asked, Run
from zhunsheng.wages.what_if import differing, rerated, tallied

EVERYTHING = sys.maxsize
PATH = click.Path(path_type=Path)

month_option = click.option("--month", "month", required=True, metavar="YYYY-MM", help="哪个月。")
as_of_option = click.option("--as-of", "as_of", metavar="DAY", help="核对日，默认今天。")
known_option = click.option("--known-on", metavar="DAY", help="只用该日以前导入的数据。")
since_option = click.option("--since", metavar="YYYY-MM", help="从该月起逐月评定，颜色逐月相承。")
scheme_option = click.option("--scheme", type=PATH, help="评定方案文件，默认用本局的或者自带的。")
own_option = click.option("--parameters", type=PATH, help="本局的监控参数文件。")
folder_option = click.option("--in", "folder", type=PATH, help="数据目录，默认安装目录的 wages。")
all_option = click.option("--all", "every", is_flag=True, help="人员全部列出。")
json_option = click.option("--json", "as_json", is_flag=True, help="每个项目一行 JSON。")


@click.group(help="工资支付监控：导入、核对、评定、说明原因、校验、生成样例。")
def wages() -> None:
    """Group the commands about wages."""


@wages.command("load", help="导入文件或者文件夹（.xlsx、.csv、.parquet）；已有的数据不覆盖。")
@click.argument("paths", nargs=-1, required=True, type=PATH)
@folder_option
@click.option("--keep-good", is_flag=True, help="有行被拒绝时，其余的照样导入。")
def load(paths: tuple[Path, ...], folder: Path | None, keep_good: bool) -> None:
    """Load files into the warehouse; exit 2 where a row was refused."""
    place = _place(folder)
    with refusals():
        try:
            done = _loaded(place, paths, keep_good=keep_good)
        except LoadRefused as refused:
            _echo(load_lines(refused.load))
            click.echo(f"没有写入；被拒绝的行全部列在“{refused.path}”", err=True)
            raise
        _echo(load_lines(done))
        _echo(_refused(place, done))
    sys.exit(INPUT_REFUSED if done.refused else NOTHING_WRONG)


@wages.command("check", help="读一个文件夹的导出文件，核对一个月：谁没领到工资，各项目什么颜色。")
@click.argument("directory", type=PATH)
@month_option
@as_of_option
@since_option
@scheme_option
@own_option
@click.option("--keep", type=PATH, help="把数据和结果留在这个目录。")
@all_option
@json_option
def check(**given: Any) -> None:
    """Load, run and print; exit 0 nothing wrong, 1 something found, 2 something refused."""
    started = time.perf_counter()
    with refusals(), _kept(given["keep"]) as place:
        asked = _asked(given)
        done = _loaded(place, [given["directory"]], keep_good=True)
        if not given["as_json"]:
            _echo(load_lines(done))
            _echo(_refused(place, done))
        run = _run(place, asked)
        results = place.results()
        if given["as_json"]:
            _echo(_json_lines(results, run))
        else:
            _echo(_month_lines(results, run, every=given["every"]))
            _echo(summary_lines(results, run, time.perf_counter() - started))
        worst = _exit_code(results, run)
    sys.exit(INPUT_REFUSED if done.refused else worst)


@wages.command("rate", help="评定数据目录中的一个月；--compare 与另一个方案比较，不写入。")
@folder_option
@month_option
@as_of_option
@known_option
@since_option
@scheme_option
@own_option
@click.option("--compare", type=PATH, help="另一个方案文件：已评各月如果按它评会怎样。")
@all_option
@json_option
def rate(**given: Any) -> None:
    """Run a month on a data folder, or compare two schemes on the months that were run."""
    started = time.perf_counter()
    place = _place(given["folder"])
    with refusals():
        asked = _asked(given)
        if given["compare"]:
            _echo(_compared(place, asked, read_scheme(given["compare"], CHECKS)))
            return
        run = _run(place, asked)
        results = place.results()
        if given["as_json"]:
            _echo(_json_lines(results, run))
        else:
            _echo(_month_lines(results, run, every=given["every"]))
            _echo(summary_lines(results, run, time.perf_counter() - started))
        worst = _exit_code(results, run)
    sys.exit(worst)


@wages.command("why", help="说明一个项目为什么是这个颜色，每一处指到文件的行。")
@click.argument("project")
@click.option("--month", metavar="YYYY-MM", help="哪个月，默认最近评定的月。")
@folder_option
@all_option
def why(project: str, month: str | None, folder: Path | None, every: bool) -> None:
    """Print causes, workers with their rows, and the way to green; exit 2 for no such project."""
    with refusals():
        results = _place(folder).results()
        run = _rated(results, month)
        number = results.numbered(run.month, project)
        found = None if number is None else results.project(run.month, number)
        if number is None or found is None:
            raise Refused(f"{month_zh(run.month)}没有编码为“{project}”的项目；请核对项目编码")
        click.echo(f"{month_zh(run.month)}　{headline(found.line)}")
        _echo(cause_lines(found.causes))
        _echo(_worker_lines(results, run, number, every=every))
        _echo(turning_lines(found.turning))


@wages.command("verify", help="校验每一次评定的文件与当时写下的校验值是否一致。")
@folder_option
def verify(folder: Path | None) -> None:
    """Hold every run to its manifest; exit 1 where a file is gone or not as it was."""
    place = _place(folder)
    with refusals():
        found = runs(place.path)
        held = [(run, verify_run(place.path, run)) for run in found]
    for run, names in held:
        said = f"不一致：{listed(names)}" if names else "一致"
        click.echo(f"{month_zh(run.month)}　第{int(run.number)}次　{run.digest}　{said}")
    sys.exit(BREACHES_FOUND if any(names for _, names in held) else NOTHING_WRONG)


@wages.command("sample", help="生成一座虚构城市的导出文件，并列出埋下的问题。")
@click.option("-o", "folder", required=True, type=PATH, help="写到哪个文件夹。")
@click.option("--month", default="2025-11", show_default=True, metavar="YYYY-MM", help="最后一月。")
@click.option("--months", default=3, show_default=True, help="几个月。")
@click.option("--projects", default=12, show_default=True, help="几个项目。")
@click.option("--workers", default=400, show_default=True, help="几名工人。")
@click.option("--seed", default=1, show_default=True, help="随机种子；同样的种子同样的城市。")
@click.option("--clean", is_flag=True, help="不埋问题。")
def sample(**given: Any) -> None:
    """Write the sample and say where its answers lie."""
    with refusals():
        sizes = {name: given[name] for name in ("months", "projects", "workers", "seed")}
        plan = Plan(month=read_month(given["month"]), faults=not given["clean"], **sizes)
        made = make_sample(given["folder"], plan)
    rows = sum(made.files.values())
    click.echo(
        f"已写{len(made.files)}个文件，{rows:,}行；埋下问题{made.planted}处，见“{made.answers}”"
    )
    command = f"zhunsheng wages check {given['folder']} --month {given['month']}"
    click.echo(f"可以核对：{command} --as-of {plan.last.isoformat()}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The months to run, in order, and by which scheme, day and parameters."""

    months: Sequence[int]
    as_of: date
    known_on: date | None
    scheme: Path | None
    parameters: Path | None


def _asked(given: Mapping[str, Any]) -> Wanted:
    month = read_month(given["month"])
    since = read_month(given["since"]) if given["since"] else month
    if since > month:
        raise Refused("--since 晚于 --month；请改为更早的月份")
    return Wanted(
        range(since, month + 1),
        day_option(given["as_of"]) or today(),
        day_option(given.get("known_on")),
        given["scheme"],
        given["parameters"],
    )


def _place(folder: Path | None) -> WageFolder:
    return WageFolder(folder or home_folder() / "wages")


@contextmanager
def _kept(folder: Path | None) -> Iterator[WageFolder]:
    """Give the folder asked for, or one that is gone afterwards."""
    if folder is not None:
        yield WageFolder(folder)
        return
    with tempfile.TemporaryDirectory() as gone:
        yield WageFolder(Path(gone))


def _loaded(place: WageFolder, paths: Sequence[Path], *, keep_good: bool) -> Load:
    for path in paths:
        if not path.exists():
            raise Refused(f"没有“{path}”；请核对文件或者文件夹的名称")
    with progress("导入") as tell:
        return place.warehouse().load(
            list(paths),
            at=now(),
            by=getpass.getuser(),
            keep_good=keep_good,
            progress=lambda done, total: tell(done, total or done),
        )


def _run(place: WageFolder, asked: Wanted) -> Run:
    """Run the months in order and return the last run."""
    monitor = place.monitor(
        load_law(), load_calendar(), _scheme(place, asked.scheme), asked.parameters
    )
    last: Run | None = None
    for month in asked.months:
        order = Order(month, asked.as_of, now(), getpass.getuser(), asked.known_on)
        last = monitor.run(order, lambda doing: click.echo(f"{doing}……", err=True))
    if last is None:
        raise Refused("没有要评定的月份")
    return last


def _scheme(place: WageFolder, file: Path | None) -> Scheme:
    return place.scheme() if file is None else read_scheme(file, CHECKS)


def _refused(place: WageFolder, done: Load) -> Iterator[str]:
    if done.refused:
        rows, total = place.warehouse().refused(done.number, 0, SHOWN)
        yield from refused_lines(rows, total)


def _month_lines(results: Results, run: Run, *, every: bool) -> Iterator[str]:
    lines, _ = results.projects(run.month, Asked(limit=EVERYTHING))
    for line in lines:
        yield from project_lines(results, run, line, every=every)


def _json_lines(results: Results, run: Run) -> Iterator[str]:
    """Write each project with its causes and all its unpaid workers as one line of JSON."""
    lines, _ = results.projects(run.month, Asked(limit=EVERYTHING))
    for line in lines:
        why = results.explained(run.month, line.project)
        unpaid, _ = results.workers(run.month, line.project, "unpaid", (0, EVERYTHING))
        said = {
            "month": month_zh(run.month),
            **asdict(line),
            "causes": [asdict(cause) for cause in why.causes] if why else [],
            "unpaid": [asdict(worker) for worker in unpaid],
        }
        yield json.dumps(said, ensure_ascii=False, default=str)


def _worker_lines(results: Results, run: Run, project: int, *, every: bool) -> Iterator[str]:
    part = (0, EVERYTHING if every else SHOWN)
    workers, total = results.workers(run.month, project, "", part)
    for worker in workers:
        yield f"  {worker_zh(worker)}"
        yield from (f"    {sentence}" for sentence in worker.sentences)
        yield from origin_lines(results.origins(project, worker.worker, run.month))
    if total > len(workers):
        yield f"  另有{total - len(workers):,}人，加 --all 全部列出"


def _rated(results: Results, month: str | None) -> Run:
    if month is None:
        rated = results.runs()
        if not rated:
            raise Refused("还没有评定过任何一个月；请先用 zhunsheng wages rate 评定")
        return rated[0]
    run = results.run(read_month(month))
    if run is None:
        raise Refused(f"{month}没有评定过；请先用 zhunsheng wages rate 评定该月")
    return run


def _compared(place: WageFolder, asked: Wanted, other: Scheme) -> Iterator[str]:
    """Say how two schemes color the months that were run, and which projects they differ on."""
    own = _scheme(place, asked.scheme)
    one = rerated(place.path, own, asked.months)
    two = rerated(place.path, other, asked.months)
    results = place.results()
    counts = (tallied(one), tallied(two))
    for month, projects in differing(one, two).items():
        for scheme, count in zip((own, other), counts, strict=True):
            colors = "　".join(f"{COLORS_ZH[c]}{count[month].get(c, 0)}" for c in COLORS)
            yield f"{month_zh(month)}　{scheme.title}　{colors}"
        lines, _ = results.projects(month, Asked(limit=EVERYTHING))
        yield from (
            f"  {line.code}　{line.name}　{_both(projects[line.project])}"
            for line in lines
            if line.project in projects
        )


def _both(colors: tuple[str, str]) -> str:
    return "→".join(map(color_zh, colors))


def _exit_code(results: Results, run: Run) -> int:
    whole = results.districts(run.month)[-1]
    found = whole.unpaid_workers or any(whole.colors.get(c) for c in ("red", "yellow"))
    return BREACHES_FOUND if found else NOTHING_WRONG


def _echo(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)
