"""Sums in the capital numerals of receipts and decisions: 贰万元整."""

from __future__ import annotations

from zhunsheng.base.money import FEN_PER_YUAN

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 10_000
_TEN = 10


def capital_yuan(amount: int) -> str:
    """Write 分 in capital numerals: 2,000,000 is 贰万元整; raises ValueError below 0."""
    if amount < 0:
        raise ValueError(f"{amount}分不是可以大写的金额；请核对")
    yuan, rest = divmod(amount, FEN_PER_YUAN)
    jiao, fen = divmod(rest, _TEN)
    whole = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return f"{whole}整"
    gap = "零" if yuan and not jiao else ""
    small = (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "整")
    return whole + gap + small


def _whole(yuan: int) -> str:
    if yuan == 0:
        return _DIGITS[0]
    written, gap, group = "", False, 0
    while yuan:
        yuan, part = divmod(yuan, _GROUP)
        if part:
            tail = ("零" if gap else "") + written if written else ""
            written = _thousands(part) + _GROUPS[group] + tail
        gap = bool(written) and part < _GROUP // _TEN
        group += 1
    return written


def _thousands(part: int) -> str:
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = part // _TEN**place % _TEN
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return written
