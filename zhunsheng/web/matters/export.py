"""A list as a workbook: the columns of the screen, masked, with a footer that says whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from string import ascii_uppercase
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font

from zhunsheng.base.masking import mask_numbers
from zhunsheng.office import Actor
from zhunsheng.store.keeping import Line, Spot, Wanted
from zhunsheng.web.desk import office
from zhunsheng.web.jinja import moment
from zhunsheng.web.matters.names import duty_zh, law_of, procedure_zh, step_zh
from zhunsheng.web.matters.rows import waiting_zh

AT_ONCE, ROWS_MOST = 2000, 200_000
PART = 500
FEN = 100
TEXT, DAY, WHOLE, MONEY = "@", "yyyy-mm-dd", "0", "#,##0.00"
COLUMNS = (
    ("届满日", DAY, 12),
    ("剩余日数", WHOLE, 9),
    ("案号", TEXT, 28),
    ("业务", TEXT, 14),
    ("当事人", TEXT, 34),
    ("单位", TEXT, 30),
    ("工程项目", TEXT, 24),
    ("要办的事", TEXT, 34),
    ("依据", TEXT, 32),
    ("下一步", TEXT, 20),
    ("阶段", TEXT, 16),
    ("等谁", TEXT, 10),
    ("承办人", TEXT, 10),
    ("承办单位代码", TEXT, 14),
    ("人数", WHOLE, 8),
    ("金额（元）", MONEY, 16),
    ("缺陷数", WHOLE, 8),
    ("立案（登记）日", DAY, 14),
    ("是否已结", TEXT, 9),
    ("系统编号", WHOLE, 12),
)
HIDDEN = ("系统编号",)
LONGEST_CELL = 32_000
Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands by a list that is taken away: its filters in words, when, by whom, how."""

    asked_zh: str
    at: datetime
    by: str
    how: str = "导出"

    @property
    def text(self) -> str:
        """Return the footer as one line."""
        return f"筛选：{self.asked_zh}；{self.how}时间：{moment(self.at)}；{self.how}人：{self.by}"


def export_rows(wanted: Wanted, actor: Actor) -> Iterator[list[Value]]:
    """Yield a list's rows in its order, one cell for each of `COLUMNS`; reads them in parts.

    Only matters within the actor's scope come out; names of persons are masked as on the screen.
    """
    spot = Spot(PART)
    while True:
        part = office().search(actor, wanted, spot)
        for line in part.lines:
            yield cells_of(line, wanted.day)
        if part.after is None:
            return
        spot = replace(spot, after=part.after)


def cells_of(line: Line, day: date) -> list[Value]:
    """Return the cells of one line, in the order of `COLUMNS`."""
    return [
        line.due_on if line.has_due else None,
        (line.due_on - day).days if line.has_due else None,
        line.number,
        procedure_zh(line.procedure),
        mask_numbers(line.title),
        line.employer,
        line.project,
        duty_zh(line.procedure, line.due_rule) if line.due_rule else "",
        law_of(line.due_citation, day).zh if line.due_citation else "",
        step_zh(line.procedure, line.next_step),
        line.phase,
        waiting_zh(line),
        line.handler_name,
        line.department,
        line.people,
        None if line.amount_fen is None else Decimal(line.amount_fen) / FEN,
        line.defects,
        line.opened_on,
        "已结" if line.ended else "在办",
        line.matter_id,
    ]


def write_workbook(rows: Iterable[Sequence[Value]], footer: Footer, file: IO[bytes]) -> int:
    """Write rows and footer as an .xlsx into a file; returns how many rows there were."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("办件清单")
    for place, (name, _, width) in enumerate(COLUMNS):
        column = sheet.column_dimensions[ascii_uppercase[place]]
        column.width = width
        column.hidden = name in HIDDEN
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, name) for name, _, _ in COLUMNS])
    number = 0
    for row in rows:
        sheet.append(
            [_cell(sheet, value, form) for value, (_, form, _) in zip(row, COLUMNS, strict=True)]
        )
        number += 1
    sheet.append([])
    sheet.append([_cell(sheet, f"共 {number} 件；{footer.text}", TEXT)])
    book.save(file)
    return number


def _head(sheet: Any, name: str) -> Cell:
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _cell(sheet: Any, value: Value, form: str) -> Cell:
    """Return a cell; a text stays a text, also where it looks like a formula."""
    if not isinstance(value, str):
        made: Cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]
        made.number_format = form
        return made
    made = WriteOnlyCell(sheet, plain(value))
    made.number_format = form
    made.data_type = "s"
    made.quotePrefix = True
    return made


def plain(text: str) -> str:
    """Return a text without the signs a workbook cannot hold, not longer than a cell takes."""
    return "".join(sign for sign in text if sign.isprintable())[:LONGEST_CELL]


def file_name(day: date, *, what: str = "办件清单") -> str:
    """Return what an exported list is called."""
    return f"{what}-{day.isoformat()}.xlsx"
