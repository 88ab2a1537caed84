"""YAML from outside, read with distrust and with the line of every value.

Only plain mappings, lists and scalars are read. Aliases can be expanded without bound and tags can
build objects, so both are refused. Days are kept as written: whether they are exact is for the
reader of the day to say. Numbers with a point are decimals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

import yaml

from zhunsheng.base.errors import Fault, InputRefused
from zhunsheng.intake.sheet import refused

BYTES_MAX = 30 * 1024 * 1024
DEPTH_MAX = 40
VALUES_MAX = 1_000_000
DIGITS_MAX = 15
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN = "tag:yaml.org,2002:"
TAGS = frozenset(
    f"{PLAIN}{kind}"
    for kind in ("map", "seq", "str", "null", "bool", "int", "float", "timestamp", "value")
)
TRUTHS = MappingProxyType({"true": True, "yes": True, "on": True})
LOOK = "请按行号核对缩进、冒号和引号"

Scalar = str | bool | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Item:
    """One value of the file and the line it stands on, counted from 1."""

    value: Scalar | list[Item] | dict[str, Item]
    line: int

    def get(self, name: str) -> Item | None:
        """Give the value under a name of a mapping; None where there is none."""
        return self.value.get(name) if isinstance(self.value, dict) else None

    def items(self) -> list[Item]:
        """Give the members of a list; none where it is no list."""
        return self.value if isinstance(self.value, list) else []

    def mapping(self) -> Mapping[str, Item]:
        """Give the entries of a mapping; none where it is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    def text(self) -> str:
        """Give a scalar as written, nothing as an empty text."""
        if self.value is None or isinstance(self.value, list | dict):
            return ""
        return str(self.value).lower() if isinstance(self.value, bool) else str(self.value)

    def bare(self) -> object:
        """Give the value without lines: scalars, lists and dicts."""
        if isinstance(self.value, list):
            return [item.bare() for item in self.value]
        if isinstance(self.value, dict):
            return {name: item.bare() for name, item in self.value.items()}
        return self.value


def read_yaml(content: bytes, file: str) -> Item:
    """Read one document; raises `InputRefused` with the line of the first fault."""
    if len(content) > BYTES_MAX:
        raise refused(file, "文件", "文件过大", "超出案例集的合理大小", "请拆成几个文件")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refused(file, line, "不是 UTF-8 编码", "请另存为 UTF-8") from error
    try:
        _check_events(text, file)
        node = yaml.compose(text, LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _refused(file, line, f"YAML 读不下去（{error.problem}）", LOOK) from error
    except (yaml.YAMLError, ValueError) as error:
        raise _refused(file, 1, "文件里有 YAML 不允许的字符", LOOK) from error
    if node is None:
        raise _refused(file, 1, "文件里没有内容", "请检查是否选错了文件")
    return _item(node, file)


def _check_events(text: str, file: str) -> None:
    """Refuse aliases, deep nesting and sheer number before anything is built."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, LOADER)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(
                file, line, "有锚点或别名（& 和 *）", "别名能展开成极大的内容；请直接写出"
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH_MAX or count > VALUES_MAX:
            raise _refused(file, line, "嵌套过深或内容过多", "案例集不会这样写；请核对来源")


def _item(node: yaml.Node, file: str) -> Item:
    line = node.start_mark.line + 1
    if node.tag not in TAGS:
        raise _refused(file, line, f"有标签“{node.tag}”", "只读普通的值；请删去标签")
    if isinstance(node, yaml.SequenceNode):
        return Item([_item(one, file) for one in node.value], line)
    if isinstance(node, yaml.MappingNode):
        entries: dict[str, Item] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if not name or name in entries or key.tag == f"{PLAIN}merge":
                what = f"“{name}”写了两遍" if name in entries else "名称不是一个词"
                raise _refused(file, key.start_mark.line + 1, what, "请删去或改正其中一个")
            entries[name] = _item(value, file)
        return Item(entries, line)
    return Item(_scalar(node.tag.removeprefix(PLAIN), str(node.value)), line)


def _scalar(kind: str, written: str) -> Scalar:
    """Read a scalar; what does not look like a plain number stays the text it is."""
    if kind == "null":
        return None
    if kind == "bool":
        return TRUTHS.get(written.lower(), False)
    digits = written.replace("_", "").removeprefix("+")
    sound = digits.removeprefix("-").isdecimal() and digits.isascii()
    if kind == "int" and sound and len(digits) <= DIGITS_MAX:
        return int(digits) if str(int(digits)) == digits else written
    if kind == "float":
        try:
            number = Decimal(digits)
        except InvalidOperation:
            return written
        return number if number.is_finite() and len(digits) <= 2 * DIGITS_MAX else written
    return written


def _refused(file: str, line: int, what: str, remedy: str) -> InputRefused:
    why = "这样的文件不能确定地读"
    return InputRefused([Fault(file, f"第{line}行", what, why, remedy)])
