"""What papers say of the bureau that issues them, read from bureau.toml in the data folder.

Without that file the one that is shipped holds. A county bureau has a table of its own, named by
its department's code; what it leaves out is not taken from the city's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.documents.bureau import Bureau
from zhunsheng.store.home import home_folder
from zhunsheng.store.models import Department

FILE, SAMPLE = "bureau.toml", "bureau_sample.toml"
HERE = Path(__file__).parent
NAMES = tuple(field.name for field in fields(Bureau))
NEEDED = ("name", "mark")
OTHERS, VERIFY_AT = "bureaus", "verify_at"
LONGEST = 200
SCHEMES = ("https://", "http://")


class BadBureauFile(ZhunshengError):
    """The file of the bureau's parameters cannot be read, or holds what it should not."""

    def __init__(self, file: Path, what: str, remedy: str) -> None:
        super().__init__(f"机构参数文件 {file} {what}；{remedy}，再刷新本页")


@dataclass(frozen=True, slots=True)
class Parameters:
    """The bureau itself, the others by department code, and where papers are checked."""

    own: Bureau
    others: Mapping[str, Bureau]
    verify_at: str


def parameters() -> Parameters:
    """Return the parameters as the file holds them now; raises `BadBureauFile`."""
    file = home_folder() / FILE
    if not file.exists():
        return _read(HERE / FILE, 0, 0)
    stands = file.stat()
    return _read(file, stands.st_mtime_ns, stands.st_size)


def bureau_name() -> str:
    """Return what every page calls the bureau; empty where the file cannot be read."""
    try:
        return parameters().own.name
    except BadBureauFile:
        return ""


def bureau_of(department: str) -> Bureau:
    """Return the bureau in whose name a department issues papers; raises `BadBureauFile`.

    A county bureau without a table has its name only, so that its papers say what is missing.
    """
    given = parameters()
    found = Department.objects.filter(code=department).first()
    codes = found.path.rstrip(".").split(".") if found else []
    counties = Department.objects.filter(code__in=codes, kind=Department.Kind.COUNTY)
    names = dict(counties.values_list("code", "name"))
    for code in reversed(codes):
        if code in given.others:
            return given.others[code]
        if code in names:
            return Bureau(names[code], "")
    return given.own


def install_sample() -> bool:
    """Put the parameters of the demonstration into an empty data folder; False where some are."""
    file = home_folder() / FILE
    if file.exists():
        return False
    file.write_text((HERE / SAMPLE).read_text(encoding="utf-8"), encoding="utf-8")
    return True


@lru_cache(maxsize=4)
def _read(file: Path, changed: int, size: int) -> Parameters:
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise BadBureauFile(file, "不是 UTF-8 编码", "请另存为 UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadBureauFile(file, f"读不懂（{error}）", "请按随附的样例改正这一处") from None
    except OSError as error:
        raise BadBureauFile(file, f"打不开（{error.strerror}）", "请检查文件权限") from None
    others = given.pop(OTHERS, {})
    verify_at = given.pop(VERIFY_AT, "")
    if not isinstance(others, dict) or not all(isinstance(one, dict) for one in others.values()):
        raise BadBureauFile(file, f"的 {OTHERS} 不是一段一段的", f"请写作 [{OTHERS}.机构代码]")
    _check(file, "", {VERIFY_AT: verify_at}, (VERIFY_AT,))
    if verify_at and not verify_at.startswith(SCHEMES):
        remedy = "请写成以 https 开头的完整网址，或者留空"
        raise BadBureauFile(file, f"的 {VERIFY_AT} 不是网址", remedy)
    return Parameters(
        _bureau(file, "", given),
        {code: _bureau(file, f"[{OTHERS}.{code}] ", table) for code, table in others.items()},
        verify_at.rstrip("/"),
    )


def _bureau(file: Path, place: str, table: Mapping[str, Any]) -> Bureau:
    _check(file, place, table, NAMES)
    for name in NEEDED:
        if not table.get(name):
            raise BadBureauFile(file, f"{place}没有写 {name}", f'请补上 {name} = "…"')
    return Bureau(**table)


def _check(file: Path, place: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for name, value in table.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            remedy = f"是否指 {near[0]}" if near else f"可用的项：{'、'.join(known)}"
            raise BadBureauFile(file, f"{place}里有不认识的项 {name}", remedy)
        if not isinstance(value, str) or len(value) > LONGEST or not value.isprintable():
            remedy = f"请写成一行 {LONGEST} 字以内的文字，两边加引号"
            raise BadBureauFile(file, f"{place}的 {name} 不是文字", remedy)
