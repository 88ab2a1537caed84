"""The values of facts as words of the plain text form, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from zhunsheng.base.errors import ZhunshengError
from zhunsheng.record.event import Value

# Longer runs of digits are numbers of identity cards and accounts: text, never sums.
INTEGER = re.compile(r"-?[1-9][0-9]{0,14}|0", re.ASCII)
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
NOT_BARE = re.compile(r'[\s"=,，＝\\]')
ESCAPED = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.?)", re.DOTALL)
# One word: quoted parts (with escapes) and anything else up to the next space.
WORD = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^\s"])+')
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
ITEM = re.compile(r'"(?:[^"\\]|\\.)*"|[^",]+|,')
SHORT_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
LITERALS = {"\\" + written[1]: meant for meant, written in SHORT_ESCAPES.items()} | {'\\"': '"'}
HIGHEST_CHARACTER = 0x10FFFF
WRITE_DAY = "请改正为实有的日期，写作 2025-03-01"
SPELLED: dict[str, bool | None] = {"yes": True, "no": False, "?": None}


class UnwritableRecord(ZhunshengError, ValueError):
    """A record holds something that the text form cannot say."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}：不能写成文本。{why}。")


class BadWord(ValueError):
    """A word of the text does not have the form of a value."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.remedy = remedy


def split_words(line: str) -> list[str]:
    """Split a line at its spaces, keeping quoted parts whole; raises `BadWord`."""
    if '"' not in line:
        return line.split()
    words: list[str] = []
    end = 0
    for match in WORD.finditer(line):
        if line[end : match.start()].strip():
            break
        words.append(match.group())
        end = match.end()
    if line[end:].strip():
        raise BadWord(
            "引号没有配对", "引号内的文字读不出在哪里结束", '请补上右引号，引号本身写作 \\"'
        )
    return words


def read_value(word: str) -> Value:
    """Read the word after ``=``; raises `BadWord`."""
    if word in SPELLED:
        return SPELLED[word]
    if not word:
        raise BadWord("等号后面没有值", "空值与“不知道”不同", '不知道写 =?，空文字写 =""')
    if INTEGER.fullmatch(word):
        return int(word)
    if DECIMAL.fullmatch(word):
        return Decimal(word)
    if DAY.fullmatch(word):
        return read_day(word)
    if "," in word and not QUOTED.fullmatch(word):
        return read_list(word)
    return _read_text(word)


def read_list(word: str) -> tuple[str, ...]:
    """Read a word that is a list whether or not it has a comma; raises `BadWord`."""
    return tuple(_read_text(item) for item in _items(word))


def read_day(word: str) -> date:
    """Read ``2025-03-01``; raises `BadWord`."""
    if not DAY.fullmatch(word):
        raise BadWord(f"“{word}”不是日期的写法", "日期须写全四位年、两位月、两位日", WRITE_DAY)
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise BadWord(f"“{word}”不是日历上的一天", "那一年那一月没有这一天", WRITE_DAY) from None


def write_value(value: Value) -> str:
    """Write the word after ``=``; True, False and None as ``yes``, ``no`` and ``?``.

    Raises `UnwritableRecord` for what would not be read back as the same value.
    """
    if value is None or isinstance(value, bool):
        return "?" if value is None else ("yes" if value else "no")
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, int):
        if not INTEGER.fullmatch(f"{value}"):
            raise UnwritableRecord(f"{value}", "整数不超过15位，更长的号码应记为文字")
        return f"{value}"
    if isinstance(value, datetime):
        raise UnwritableRecord(f"{value}", "事实的值可以是日期，不能带时刻")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return write_list(value) + ("," if len(value) < 2 else "")
    return quote(value) if _reads_as_another(value) else _write_item(value)


def write_list(items: tuple[str, ...]) -> str:
    """Write a list of texts with commas between."""
    return ",".join(map(_write_item, items))


def plain_decimal(value: Decimal) -> str:
    """Write a decimal without exponent and with at least two places, the same for equal values.

    Raises `UnwritableRecord` for infinity and not-a-number.
    """
    if not value.is_finite():
        raise UnwritableRecord(f"{value}", "小数须是有限的数")
    if not value:
        return "0.00"
    whole, _, places = format(value, "f").partition(".")
    return f"{whole}.{places.rstrip('0'):0<2}"


def quote(text: str) -> str:
    """Put a text in quotes, so that it reads as nothing else."""
    return '"' + escape(text).replace('"', '\\"') + '"'


def escape(text: str) -> str:
    """Write what a line of text cannot hold (line ends, control characters) as escapes."""
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(map(_escape_character, text))


def unescape(text: str) -> str:
    """Undo `escape`; raises `BadWord` for an escape that is not one."""
    return ESCAPED.sub(_unescape_match, text) if "\\" in text else text


def _escape_character(character: str) -> str:
    if character in SHORT_ESCAPES:
        return SHORT_ESCAPES[character]
    if character.isprintable() or character == "\u3000":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _unescape_match(match: re.Match[str]) -> str:
    written = match.group()
    if written in LITERALS:
        return LITERALS[written]
    if len(written) > 2 and int(written[2:], 16) <= HIGHEST_CHARACTER:
        return chr(int(written[2:], 16))
    raise BadWord(
        f"“{written}”不是转义写法", "反斜线在引号和说明中有特别的意思", "反斜线本身请写作 \\\\"
    )


def _reads_as_another(text: str) -> bool:
    patterns = (INTEGER, DECIMAL, DAY)
    return text in SPELLED or any(pattern.fullmatch(text) for pattern in patterns)


def _write_item(text: str) -> str:
    bare = text and text.isprintable() and not NOT_BARE.search(text)
    return text if bare else quote(text)


def _read_text(word: str) -> str:
    if word.startswith('"'):
        if not QUOTED.fullmatch(word):
            raise BadWord(
                f"{word} 的引号外还有文字", "一个值要么全在引号内，要么全不在", "请把整个值放进引号"
            )
        return unescape(word[1:-1])
    odd = NOT_BARE.search(word)
    if odd:
        raise BadWord(
            f"“{word}”中有“{odd.group()}”",
            "不加引号的值里不能有引号、等号、逗号和反斜线",
            "请用半角逗号分开各项，或把整个值放进半角引号",
        )
    return word


def _items(word: str) -> Iterator[str]:
    """Give the items between commas; a comma at the end closes the list."""
    if word == ",":
        return
    due = True
    for match in ITEM.finditer(word):
        item = match.group()
        if (item != ",") != due:
            what = "少了一项" if due else "少了逗号"
            raise BadWord(
                f"“{word}”中{what}", "列表各项之间须有且只有一个逗号", '请补上，空文字写 ""'
            )
        if item != ",":
            yield item
        due = item == ","
