"""Paths become records: what is read, what is refused, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.made_up import made
from zhunsheng.base.errors import UnknownProcedure
from zhunsheng.intake.gather import READERS, Gathered, Wanted, gather

PROCEDURES = {"made_up": made()}
GOOD = "虚构{}号 made_up\n2025-03-03 accepted\n"


def gathered(*paths: Path, name: str = "") -> Gathered:
    return gather(paths, Wanted(PROCEDURES, name))


def matters(found: Gathered) -> list[str]:
    return [record.matter for record in found.records]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_files_are_read_in_the_order_given_and_folders_in_order_of_name(tmp_path: Path) -> None:
    write(tmp_path / "folder" / "b.txt", GOOD.format(2))
    write(tmp_path / "folder" / "a.TXT", GOOD.format(1))
    write(tmp_path / "folder" / "deep" / "c.txt", GOOD.format(3))
    write(tmp_path / "folder" / "notes.md", "不是案卷")
    first = write(tmp_path / "z.txt", GOOD.format(9))
    found = gathered(first, tmp_path / "folder")
    assert matters(found) == ["虚构9号", "虚构1号", "虚构2号", "虚构3号"]
    assert (found.faults, found.notes) == ((), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_text_may_open_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    assert matters(gathered(write(tmp_path / "a.txt", GOOD.format(1), encoding))) == ["虚构1号"]


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注解\n"])
def test_a_file_without_a_matter_has_neither_records_nor_faults(tmp_path: Path, text: str) -> None:
    assert gathered(write(tmp_path / "a.txt", text)) == Gathered((), (), ())


def test_one_bad_matter_and_one_bad_file_leave_the_others_to_be_judged(tmp_path: Path) -> None:
    text = f"{GOOD.format(1)}\n虚构2号 made_up\n2025-03-03 acepted\n\n{GOOD.format(3)}"
    bad = tmp_path / "b.txt"
    bad.write_bytes(GOOD.format(4).encode("gb18030"))
    found = gathered(write(tmp_path / "a.txt", text), bad, tmp_path / "none.txt")
    assert matters(found) == ["虚构1号", "虚构3号"]
    assert [fault.file.split("/")[-1] for fault in found.faults] == [
        "a.txt，虚构2号",
        "b.txt",
        "none.txt",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.txt",
            GOOD.format(1).encode() + "虚构2号 made_up\n".encode("gb18030"),
            "a.txt：第3行：文字编码不对。文本记录应为 UTF-8 编码。请另存为 UTF-8 后再核对。",
        ),
        (
            "a.txt",
            b"2025-03-03 accepted\n",
            "a.txt：第1行：这一行不属于任何案件。案件以“案号 程序名”一行开头，以空行结束。"
            "请在前面补上案号行，或删去空行。",
        ),
        (
            "a.txt",
            "虚构1号 marriage\n".encode(),
            "a.txt：虚构1号：没有“marriage”这种案件。案头行的第二个词应是案件种类。可选：made_up。",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault_with_what_why_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert [str(fault) for fault in gathered(path).faults] == [message]


def test_a_path_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    (fault,) = gathered(path).faults
    assert str(fault) == f"{path}：文件：没有这个文件。路径不存在。请核对路径。"


def test_a_file_of_no_known_kind_is_a_fault_that_names_the_known_kinds(tmp_path: Path) -> None:
    path = write(tmp_path / "a.doc", "x")
    (fault,) = gathered(path).faults
    assert str(fault) == (
        f"{path}：文件：不认识这种文件。后缀名不在可读之列。可读的有：{'、'.join(READERS)}。"
    )


def test_a_name_of_no_procedure_stops_everything(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", GOOD.format(1))
    with pytest.raises(UnknownProcedure) as refused:
        gathered(path, name="marriage")
    assert str(refused.value) == "没有“marriage”这种案件；可选：made_up"


LEDGER = "案号,受理日期,决定日期,结果\n虚构1号,2025-03-03,2025-05-09,准予\n"


@pytest.mark.parametrize("name", ["", "made_up"])
def test_a_ledger_is_read_by_its_headers_and_says_so(tmp_path: Path, name: str) -> None:
    found = gathered(write(tmp_path / "台账.csv", LEDGER), name=name)
    assert matters(found) == ["虚构1号"]
    assert [event.kind for event in found.records[0].events] == ["accepted", "decided"]
    assert found.notes[0] == "台账.csv：按“虚构案”的台账读取"


def test_a_ledger_of_unknown_headers_is_refused(tmp_path: Path) -> None:
    found = gathered(write(tmp_path / "台账.csv", "甲,乙\n1,2\n"))
    assert [str(fault) for fault in found.faults] == [
        "台账.csv：表头：认不出这是哪一种案件的台账。"
        "前二十行里没有一行的列名与任何案件种类的步骤、事实相符。"
        "请用 --procedure 指明种类，或用 zhunsheng template 生成空白台账对照列名。"
    ]
