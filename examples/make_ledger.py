"""Makes the example ledger of a year's work-injury decisions, and the list of faults planted in it.

`python -m examples.make_ledger` writes the workbook in the form bureaus keep (a title, merged heads
over two rows, two sheets, some dates as text) and `planted.tsv`: what a check of the ledger has to
find, and nothing else of weight.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from examples.ledger_faults import FAULTS
from examples.ledger_rows import ROWS, Cell, Maker, Matter, at_hour

SEED = 2025
FOLDER = Path(__file__).parent / "ledger"
WORKBOOK = FOLDER / "2025年工伤认定台账.xlsx"
PLANTED = FOLDER / "planted.tsv"
BUREAU = "某市人力资源和社会保障局"
TEXT_DATES = ("{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日")
HEAD_ROWS = 4

# A group is the merged cell above; a column without one stands alone over two rows.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("", "序号"),
    ("", "案号"),
    ("", "职工姓名"),
    ("", "用人单位"),
    ("", "经办人"),
    ("", "申请人类别"),
    ("", "事故日期"),
    ("", "初次诊断日期"),
    ("", "死亡日期"),
    ("", "申请日期"),
    ("", "补正材料日期"),
    ("", "受理日期"),
    ("举证", "通知日期"),
    ("举证", "通知书送达用人单位日期"),
    ("举证", "通知书送达用人单位方式"),
    ("举证", "通知书送达用人单位签收人"),
    ("举证", "期限届满日"),
    ("举证", "单位举证日期"),
    ("调查", "调查日期"),
    ("调查", "调查人员"),
    ("调查", "出示证件"),
    ("中止", "中止日期"),
    ("中止", "中止原因"),
    ("中止", "中止通知书"),
    ("中止", "收到结论日期"),
    ("中止", "恢复日期"),
    ("认定", "认定日期"),
    ("认定", "认定结论"),
    ("认定", "适用条款"),
    ("送达", "职工日期"),
    ("送达", "职工方式"),
    ("送达", "职工签收人"),
    ("送达", "职工见证人"),
    ("送达", "职工拍照录像"),
    ("送达", "用人单位日期"),
    ("送达", "用人单位方式"),
    ("送达", "用人单位签收人"),
    ("送达", "用人单位邮寄结果"),
    ("", "抄送日期"),
    ("查明", "工作时间"),
    ("查明", "工作场所"),
    ("查明", "工作原因"),
    ("查明", "事故伤害"),
    ("查明", "因工外出"),
    ("查明", "以上下班为目的"),
    ("查明", "在合理时间"),
    ("查明", "在合理路线"),
    ("查明", "交通事故伤害"),
    ("查明", "非本人主要责任"),
    ("查明", "在工作岗位"),
    ("查明", "突发疾病"),
    ("查明", "患职业病"),
    ("材料", "申请表"),
    ("材料", "劳动关系证明"),
    ("材料", "诊断证明"),
    ("材料", "职业病诊断证明书"),
    ("材料", "病历"),
    ("材料", "事故责任认定书"),
    ("材料", "受理决定书"),
    ("材料", "举证通知书"),
    ("材料", "调查笔录"),
    ("材料", "工伤认定决定书"),
    ("材料", "送达回证"),
    ("", "备注"),
)


def matters() -> list[Matter]:
    """Make all rows, plant the faults, and number the rows by the day of the decision."""
    maker = Maker(SEED)
    rows = [maker.matter(number) for number in range(ROWS)]
    free = list(range(ROWS))
    maker.chance.shuffle(free)
    for fault in FAULTS:
        for _ in range(fault.times):
            at = next(at for at in free if fault.fits(rows[at]))
            free.remove(at)
            fault.plant(maker, rows[at])
            rows[at].fault = fault.zh
            rows[at].expected += fault.expected
    rows.sort(key=lambda matter: matter.day("认定日期"))
    for number, matter in enumerate(rows, start=1):
        matter.put(案号=f"某人社工伤认字〔2025〕{number}号")
    return rows


def write_workbook(rows: Sequence[Matter], path: Path) -> None:
    """Write the ledger: one sheet for each half of the year."""
    book = Workbook()
    book.properties.created = book.properties.modified = at_hour(date(2026, 1, 5), 9)
    book.remove(book.worksheets[0])
    halves = {"上半年": range(1, 7), "下半年": range(7, 13)}
    for name, months in halves.items():
        chosen = [row for row in rows if row.day("认定日期").month in months]
        _write_sheet(book.create_sheet(name), name, chosen)
    book.save(path)


def write_planted(rows: Sequence[Matter], path: Path) -> None:
    """Write the list of planted faults, one finding a line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("案号", "规则", "错误"))
        for row in rows:
            writer.writerows((row.cells["案号"], rule, row.fault) for rule in row.expected)


def _write_sheet(sheet: Worksheet, half: str, rows: Sequence[Matter]) -> None:
    _write_head(sheet, half)
    chance = random.Random(f"{SEED}{half}")
    for number, matter in enumerate(rows, start=1):
        for at, value in enumerate(_values(number, matter, chance), start=1):
            written = sheet.cell(HEAD_ROWS + number, at, value)
            if isinstance(value, datetime):
                written.number_format = "yyyy-mm-dd hh:mm"
            elif isinstance(value, date):
                written.number_format = "yyyy-mm-dd"
    total = sheet.max_row + 1
    sheet.cell(total, 1, "合计")
    sheet.cell(total, 2, f"{len(rows)}件")
    sheet.cell(total + 1, 1, "制表人：罗某")
    sheet.freeze_panes = f"D{HEAD_ROWS + 1}"


def _values(number: int, matter: Matter, chance: random.Random) -> Iterator[Cell]:
    """Give the cells of a row in order; some officers write dates as texts."""
    texts = chance.random() < 0.1
    for group, name in COLUMNS:
        value = matter.cells.get(name)
        if name == "序号":
            value = number
        elif texts and group == "" and isinstance(value, date) and not isinstance(value, datetime):
            value = chance.choice(TEXT_DATES).format(value)
        yield value


def _write_head(sheet: Worksheet, half: str) -> None:
    """Write the title, the line of the bureau, and two rows of heads with merged groups."""
    last = get_column_letter(len(COLUMNS))
    sheet["A1"] = f"{BUREAU}2025年工伤认定台账（{half}）"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells(f"A1:{last}1")
    sheet["A2"] = f"填报单位：{BUREAU}工伤保险科"
    sheet.merge_cells(f"A2:{last}2")
    thin = Side(style="thin")
    for at, (group, name) in enumerate(COLUMNS, start=1):
        starts = at == 1 or COLUMNS[at - 2][0] != group
        if not group:
            sheet.cell(HEAD_ROWS - 1, at, name)
            sheet.merge_cells(None, HEAD_ROWS - 1, at, HEAD_ROWS, at)
        else:
            sheet.cell(HEAD_ROWS, at, name)
            width = sum(1 for other, _ in COLUMNS if other == group)
            if starts:
                sheet.cell(HEAD_ROWS - 1, at, group)
                sheet.merge_cells(None, HEAD_ROWS - 1, at, HEAD_ROWS - 1, at + width - 1)
        for row in (HEAD_ROWS - 1, HEAD_ROWS):
            head = sheet.cell(row, at)
            head.font = Font(bold=True)
            head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            head.border = Border(top=thin, bottom=thin, left=thin, right=thin)
        sheet.column_dimensions[get_column_letter(at)].width = 14


def main() -> None:
    """Write both files."""
    rows = matters()
    FOLDER.mkdir(exist_ok=True)
    write_workbook(rows, WORKBOOK)
    write_planted(rows, PLANTED)


if __name__ == "__main__":
    main()
