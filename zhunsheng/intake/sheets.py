"""The door for tables from outside: .xlsx and .csv files as books of sheets of typed cells.

What a file is, its content decides; its ending must agree. A file that cannot be read, or is too
large, is refused whole with the reason and the way out. A fault of one cell stays in that cell as
a `Refusal`, so that a bad cell in an unused column stops nothing.
"""

from __future__ import annotations

from pathlib import Path

from zhunsheng.intake.delimited import read_delimited
from zhunsheng.intake.sheet import Book, refused
from zhunsheng.intake.workbook import read_workbook

FILE_BYTES_MAX = 30 * 1024 * 1024
MEGABYTE = 1024 * 1024
ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")
SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”"
WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".txt", ".tsv")


def read_book(path: Path) -> Book:
    """Read a file; raises `InputRefused`, also when the file cannot be opened."""
    try:
        with path.open("rb") as source:
            content = source.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise refused(
            path.name, "文件", "文件打不开", "文件不存在，或没有读取的权限", "请检查路径和权限"
        ) from error
    return read_content(content, path.name)


def read_content(content: bytes, file: str) -> Book:
    """Read the bytes of a file named `file`; raises `InputRefused`."""
    _check_kind(content, file)
    ending = _ending(file)
    if ending in WORKBOOKS:
        return read_workbook(content, file)
    return read_delimited(content, file)


def _ending(file: str) -> str:
    return Path(file).suffix.lower()


def _check_kind(content: bytes, file: str) -> None:
    """Refuse what is not a table, by its first bytes, and an ending that says otherwise."""
    if len(content) > FILE_BYTES_MAX:
        what = f"文件超过{FILE_BYTES_MAX // MEGABYTE}MB"
        raise _refused(file, what, "超出一份台账的合理大小", "请拆成几个文件再导入")
    if not content.strip():
        raise _refused(file, "文件是空的", "里面没有任何内容", "请检查是否选错了文件")
    if content.startswith(OLE):
        raise _compound(content, file)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:9].lower().startswith(MARKUP):
        what = "文件其实是网页或 XML，不是表格"
        raise _refused(file, what, "有的系统导出时只把网页改了扩展名", SAVE_AS)
    ending = _ending(file)
    zipped = content.startswith(ZIP)
    if ending not in (*WORKBOOKS, *TEXTS):
        raise _refused(file, f"不读“{ending or '无扩展名'}”文件", "只读 .xlsx 和 .csv", SAVE_AS)
    if zipped and ending in TEXTS:
        what = f"扩展名是 {ending}，内容却是压缩包或工作簿"
        raise _refused(file, what, "扩展名与内容不符", "若是工作簿，请把扩展名改为 .xlsx")
    if not zipped and ending in WORKBOOKS:
        what = f"扩展名是 {ending}，内容却不是 Excel 工作簿"
        raise _refused(file, what, "扩展名与内容不符，或文件已损坏", SAVE_AS)


def _compound(content: bytes, file: str) -> Exception:
    if ENCRYPTED_STREAM in content:
        return _refused(
            file,
            "工作簿设有打开密码",
            "加密的内容无法读取",
            "请在 Excel 中取消密码（文件—信息—保护工作簿）后另存为 .xlsx",
        )
    return _refused(file, "这是旧的 .xls 格式", "只读 .xlsx 和 .csv", SAVE_AS)


def _refused(file: str, what: str, why: str, remedy: str) -> Exception:
    return refused(file, "文件开头", what, why, remedy)
