"""Money as whole 分 inside, as yuan at the edges; never a float."""

from __future__ import annotations

from decimal import Decimal

FEN_PER_YUAN = 100
FEN_PLACES = 2
YUAN_PER_WAN = 10_000


def fen(yuan: int | Decimal) -> int:
    """Turn yuan into 分; a sum with more than two places is refused."""
    exact = yuan * FEN_PER_YUAN
    whole = int(exact)
    if whole != exact:
        raise ValueError(f"{yuan}元不是整分的金额；请核对小数位")
    return whole


def yuan_zh(amount: int | Decimal) -> str:
    """Write 分 as officials do: 6,000元, 76,128.77元."""
    whole = Decimal(amount) / FEN_PER_YUAN
    text = f"{whole:,.2f}"
    return (text.removesuffix(".00")) + "元"
