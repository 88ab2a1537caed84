"""What the commands about wages print: loads, projects, causes, workers, the way to green."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from zhunsheng.base.chinese import day_zh, listed
from zhunsheng.base.money import yuan_zh
from zhunsheng.law.citation import cite
from zhunsheng.wages.load import Load
from zhunsheng.wages.months import month_zh
from zhunsheng.wages.results import Results
from zhunsheng.wages.scheme import COLORS_ZH, REASONS_ZH
from zhunsheng.wages.shapes import COLORS, Cause, Line, Origin, Run, Turning, Worker
from zhunsheng.wages.tables import TABLES
from zhunsheng.wages.unmatched import KINDS

SHAPES = {"red": "■", "yellow": "◆", "green": "●", "grey": "○"}
INK = {"red": "red", "yellow": "yellow", "green": "green", "grey": "white"}
SHOWN = 10


def color_zh(color: str) -> str:
    """Write a color as its word with its shape, colored where the terminal can."""
    return click.style(f"{SHAPES[color]}{COLORS_ZH[color]}", fg=INK[color])


def load_lines(load: Load) -> Iterator[str]:
    """Say what was read, accepted and refused, and what fits nowhere."""
    if not load.number:
        yield f"没有新的数据：{listed(load.known) or '没有认得出的表'}此前已经导入"
    yield f"共读{load.rows:,}行，接受{load.accepted:,}行，拒绝{load.refused:,}行"
    for name, counts in load.tables.items():
        zh = TABLES[name].zh if name in TABLES else name
        yield f"  {zh}　{counts.rows:,}行，接受{counts.accepted:,}，拒绝{counts.refused:,}"
    for file, why in load.skipped.items():
        yield f"  略过“{file}”：{why}"
    for kind, lines in load.unmatched.items():
        if lines:
            yield f"  对不上　{KINDS[kind]}　{lines:,}条"


def refused_lines(rows: Sequence[dict[str, object]], total: int) -> Iterator[str]:
    """Say the first refused cells of a load: file, row, column, value, why, what to do."""
    for row in rows:
        yield click.style(
            f"{row['file_name']}：第{row['row']}行“{row['header']}”：{row['value']}。"
            f"{row['reason']}。{row['remedy']}。",
            fg="red",
        )
    if total > len(rows):
        yield f"另有{total - len(rows):,}处被拒绝"


def project_lines(results: Results, run: Run, line: Line, *, every: bool) -> Iterator[str]:
    """Say a project's color, its causes and its unpaid workers; green and grey in one line."""
    yield headline(line)
    if line.color in ("green", "grey") and not line.unpaid_workers:
        return
    why = results.explained(run.month, line.project)
    if why is not None:
        yield from cause_lines(why.causes)
    part = (0, line.unpaid_workers if every else SHOWN)
    workers, total = results.workers(run.month, line.project, "unpaid", part)
    for worker in workers:
        yield f"    未付　{worker_zh(worker)}"
    if total > len(workers):
        yield f"    另有{total - len(workers):,}人，加 --all 全部列出"


def headline(line: Line) -> str:
    """Write a project in one line."""
    said = f"{color_zh(line.color)}　{line.code}　{line.name}"
    if line.reason_grey:
        return f"{said}　{REASONS_ZH[line.reason_grey]}"
    said += f"　{line.points}分"
    if line.color != "green":
        said += f"　第{line.color_months}个月"
    if line.unpaid_workers:
        said += f"　欠薪{line.unpaid_workers:,}人，{yuan_zh(line.outstanding)}"
    return said


def cause_lines(causes: Sequence[Cause]) -> Iterator[str]:
    """Write the causes, each with its citation; one seen only as an excerpt is marked."""
    for place, cause in enumerate(causes, start=1):
        unsure = "，依据待核" if cause.verified == "excerpt" else ""
        basis = f"（{cite(cause.citation)}{unsure}）" if cause.citation else ""
        yield f"  {place}. {cause.sentence}{basis}"


def worker_zh(worker: Worker) -> str:
    """Write a worker, masked, with what is owed."""
    named = f"{worker.name or '（无姓名）'}　{worker.mask}"
    owed, still = yuan_zh(worker.owed), yuan_zh(worker.outstanding)
    return f"{named}　出勤{worker.days}天　应付{owed}　尚欠{still}"


def turning_lines(turning: Turning) -> Iterator[str]:
    """Say what turns the project green, and when at the earliest."""
    yield "怎样转绿"
    for act in turning.acts:
        who = f"{act.workers:,}人" if act.workers else ""
        money = f"，共{yuan_zh(act.amount)}" if act.amount else ""
        yield f"  {act.zh}　{who}{money}".rstrip()
    if turning.note:
        yield f"  {turning.note}"


def origin_lines(origins: Sequence[Origin]) -> Iterator[str]:
    """Name the files and rows behind a figure, rows in a row together."""
    for (table, load, file), rows in groupby(origins, key=lambda o: (o.table, o.load, o.file)):
        spans = listed(_spans([origin.row for origin in rows]))
        yield f"      {TABLES[table].zh}　第{load}批　{file}　第{spans}行"


def _spans(rows: Sequence[int]) -> Iterator[str]:
    first = last = rows[0]
    for row in [*rows[1:], rows[-1] + 2]:
        if row == last + 1:
            last = row
            continue
        yield str(first) if first == last else f"{first}–{last}"
        first = last = row


def summary_lines(results: Results, run: Run, seconds: float) -> Iterator[str]:
    """Say the month in all: colors, workers unpaid, sums, checks that were not evaluated."""
    whole = results.districts(run.month)[-1]
    colors = "　".join(f"{COLORS_ZH[c]}{whole.colors.get(c, 0)}" for c in COLORS)
    yield (
        f"{month_zh(run.month)}　核对日{day_zh(run.as_of)}　{run.scheme_title}　"
        f"{whole.projects:,}个项目：{colors}"
    )
    before = f"以前月份尚欠{yuan_zh(whole.earlier)}，" if whole.earlier else ""
    yield (
        f"应付{yuan_zh(whole.owed)}，尚欠{yuan_zh(whole.outstanding)}，{before}"
        f"其中到期未付{yuan_zh(whole.overdue)}，涉及{whole.unpaid_workers:,}人"
    )
    for skipped in run.skipped:
        yield f"未核对　{skipped.zh}：{skipped.why}"
    yield f"用时{seconds:.1f}秒"
