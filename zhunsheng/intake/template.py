"""An empty ledger for a procedure: its columns in the order of the steps, and what each means.

The headers are those the reader of ledgers reads back, each without a doubt. Choices and yes or
no are drop-downs; the second sheet explains every column and names the law of each limit that
begins or ends with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.base.chinese import listed
from zhunsheng.intake.blank import Column, further_headers_of, headers_of
from zhunsheng.intake.columns import Meaning
from zhunsheng.law.citation import cite
from zhunsheng.law.procedure import Clock, Procedure
from zhunsheng.law.rule import Node

LEDGER, EXPLAINED, CHOICES = "台账", "填写说明", "选项"
ROWS = 10_000
WIDTH_MIN, WIDTH_MAX = 10, 24
HEIGHT = 36
YES_NO = ("是", "否", "不详")
ON_FILE = ("有", "无")
HEAD = ("列", "列名", "含义", "填写方式", "涉及的期限")
WIDTHS = (6, 30, 34, 44, 70)
SHADE = PatternFill("solid", fgColor="DDE6F0")
KINDS = MappingProxyType(
    {
        "yes_no": "是、否或不详",
        "text": "文字",
        "day": "日期，如 2025-03-01",
        "instant": "日期或日期加时刻，如 2025-03-01 14:30",
        "count": "整数",
        "yuan": "金额（元）",
        "list": "一项或几项，用顿号分开",
    }
)
FORMATS = MappingProxyType({"day": "yyyy-mm-dd", "instant": "yyyy-mm-dd", "text": "@"})


def write_template(procedure: Procedure, path: Path) -> None:
    """Write the empty ledger as .xlsx; raises OSError where the path cannot be written."""
    columns = headers_of(procedure)
    book = Workbook()
    ledger = book.worksheets[0]
    ledger.title = LEDGER
    explained = book.create_sheet(EXPLAINED)
    choices = book.create_sheet(CHOICES)
    choices.sheet_state = "hidden"
    limits = _limits(procedure)
    _write_ledger(ledger, columns, _write_choices(choices, columns))
    _write_explained(explained, columns, limits)
    _write_further(explained, further_headers_of(procedure))
    book.save(path)


def _write_ledger(
    sheet: Worksheet, columns: Sequence[Column], lists: Mapping[tuple[str, ...], str]
) -> None:
    menus: dict[str, DataValidation] = {}
    for number, (header, meaning) in enumerate(columns, start=1):
        cell = sheet.cell(row=1, column=number, value=header)
        cell.font, cell.fill = Font(bold=True), SHADE
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        cell.comment = Comment(f"{meaning.zh}\n{_way(meaning)}", "准绳")
        letter = get_column_letter(number)
        width = max(WIDTH_MIN, min(WIDTH_MAX, 2 * len(header) + 2))
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].number_format = _format(meaning)
        source = lists.get(_menu(meaning))
        if source:
            menu = menus.setdefault(source, _drop_down(source, strict=meaning.role != "paper"))
            menu.add(f"{letter}2:{letter}{ROWS + 1}")
    for menu in menus.values():
        sheet.add_data_validation(menu)
    sheet.row_dimensions[1].height = HEIGHT
    sheet.freeze_panes = "B2"


def _drop_down(source: str, *, strict: bool) -> DataValidation:
    """Make a drop-down; where it is not strict, another value (a day) may be typed too."""
    menu = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=strict)
    menu.errorTitle, menu.error = "不在可选值之内", "请从下拉列表中选一项"
    return menu


def _write_choices(sheet: Worksheet, columns: Sequence[Column]) -> dict[tuple[str, ...], str]:
    """Write each menu into a column of its own, and say where it stands.

    A range has no limit of 255 signs, unlike a list written into the rule itself.
    """
    lists: dict[tuple[str, ...], str] = {}
    for menu in dict.fromkeys(_menu(meaning) for _, meaning in columns):
        if menu:
            letter = get_column_letter(len(lists) + 1)
            for row, choice in enumerate(menu, start=1):
                sheet[f"{letter}{row}"] = choice
            lists[menu] = f"{CHOICES}!${letter}$1:${letter}${len(menu)}"
    return lists


def _write_explained(
    sheet: Worksheet, columns: Sequence[Column], limits: Mapping[str, list[str]]
) -> None:
    sheet.append(HEAD)
    for number, (header, meaning) in enumerate(columns, start=1):
        law = "；".join(limits.get(meaning.step, ())) if meaning.role == "day" else ""
        sheet.append((get_column_letter(number), header, meaning.zh, _way(meaning), law))
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(row=1, column=number).font = Font(bold=True)
        sheet.cell(row=1, column=number).fill = SHADE
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _write_further(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Name the columns that may be added, by the example of the first addressee."""
    if columns:
        sheet.append(())
        sheet.append(("", "另可加的列", "以第一个受送达人为例，其他受送达人照此命名"))
    for header, meaning in columns:
        sheet.append(("可加", header, meaning.zh, _way(meaning)))


def _menu(meaning: Meaning) -> tuple[str, ...]:
    if meaning.role == "paper":
        return ON_FILE
    fact = meaning.fact
    if fact is None or fact.kind not in ("yes_no", "choice"):
        return ()
    return YES_NO if fact.kind == "yes_no" else tuple(fact.choices.values())


def _format(meaning: Meaning) -> str:
    if meaning.role == "day":
        return "yyyy-mm-dd"
    if meaning.role == "matter":
        return "@"
    return FORMATS.get(meaning.fact.kind, "General") if meaning.fact else "General"


def _way(meaning: Meaning) -> str:
    """Say how to fill in a column."""
    if meaning.role == "matter":
        return "每件一行，案号不得重复"
    if meaning.role == "day":
        return "日期，如 2025-03-01；没有发生的不填"
    if meaning.role == "paper":
        return "有、无，或入卷日期"
    fact = meaning.fact
    if fact is None:
        return ""
    if fact.choices:
        several = "可填几项，用顿号分开" if fact.kind == "list" else "选一项"
        return f"{several}：{listed(fact.choices.values())}"
    return KINDS[fact.kind]


def _limits(procedure: Procedure) -> dict[str, list[str]]:
    """Say for each step which limits begin and end with it, with their law."""
    limits: defaultdict[str, list[str]] = defaultdict(list)
    within = [service.within for service in procedure.services if service.within is not None]
    for clock in (*procedure.clocks, *within):
        for edge, word in ((clock.starts, "起算"), (clock.ends, "截止")):
            for step in dict.fromkeys(_steps(edge)):
                limits[step].append(_limit(clock, word))
    return dict(limits)


def _limit(clock: Clock, word: str) -> str:
    return f"{word}：{clock.zh}（{cite(clock.per)}）"


def _steps(edge: str | Node) -> Iterator[str]:
    """Give the steps whose days an edge of a clock looks at."""
    if isinstance(edge, str):
        if edge:
            yield edge
        return
    if edge.op in ("first", "last", "least", "moment"):
        yield str(edge.data[0])
    for kid in edge.kids:
        yield from _steps(kid)
