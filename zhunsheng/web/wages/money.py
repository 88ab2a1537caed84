"""The ledgers of special accounts and of deposits, as a month's run knew them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhunsheng.base.chinese import day_zh
from zhunsheng.base.money import yuan_zh
from zhunsheng.wages.accounts import Account, Deposit
from zhunsheng.wages.tables import FORMS
from zhunsheng.web.wages.listing import project_href
from zhunsheng.web.wages.words import Words

PAGE = "/gongcheng/zhanghu/"
WHOLE = 100
DEPOSIT_CHECKS = ("deposit_missing", "deposit_short", "guarantee_expiring")


@dataclass(frozen=True, slots=True)
class Held:
    """How far deposits are stored: how many projects must, how many did in full, the rate."""

    must: int
    full: int
    missing: int
    required: int
    amount: int

    @property
    def rate(self) -> str:
        """Return the share of projects with a full deposit."""
        return f"{WHOLE * self.full / self.must:.1f}%" if self.must else "没有应存的项目"


def account_rows(found: Iterable[Account], month: int, words: Words) -> list[dict[str, Any]]:
    """Return the special accounts as the page shows them."""
    return [
        {
            "name": one.name,
            "href": project_href(one.project, month),
            "district": one.district,
            "tail": one.tail or "没有开设",
            "opened": day_zh(one.opened_on) if one.opened_on else "",
            "fee": yuan_zh(one.labor_fee),
            "wages": yuan_zh(one.wages),
            "other": yuan_zh(one.other_out),
            "balance": yuan_zh(one.balance),
            "next": yuan_zh(one.outstanding),
            "short": one.balance < one.outstanding,
            "faults": "、".join(words.zh(name) for name in one.checks),
        }
        for one in found
    ]


def account_totals(found: Iterable[Account]) -> dict[str, str]:
    """Return the sums under the accounts."""
    rows = list(found)
    return {
        "fee": yuan_zh(sum(one.labor_fee for one in rows)),
        "wages": yuan_zh(sum(one.wages for one in rows)),
        "other": yuan_zh(sum(one.other_out for one in rows)),
        "balance": yuan_zh(sum(one.balance for one in rows)),
        "next": yuan_zh(sum(one.outstanding for one in rows)),
    }


def deposit_rows(
    found: Iterable[Deposit], month: int, faults: Mapping[int, Sequence[str]]
) -> list[dict[str, Any]]:
    """Return the deposits as the page shows them; `faults` are words by project."""
    return [
        {
            "name": one.name,
            "href": project_href(one.project, month),
            "district": one.district,
            "form": FORMS.get(one.form, one.form),
            "required": yuan_zh(one.required),
            "amount": yuan_zh(one.amount),
            "used": yuan_zh(one.used),
            "short": max(0, one.required - one.amount + one.used),
            "stored": day_zh(one.stored_on) if one.stored_on else "",
            "expires": day_zh(one.expires_on) if one.expires_on else "",
            "returned": day_zh(one.returned_on) if one.returned_on else "",
            "reason": one.reason,
            "faults": "、".join(faults.get(one.project, ())),
        }
        for one in found
    ]


def held(found: Iterable[Deposit], missing: int, short: int) -> Held:
    """Count who must store a deposit and who did; `missing` and `short` are the checks' hits."""
    rows = [one for one in found if one.returned_on is None]
    must = len({one.project for one in rows}) + missing
    return Held(
        must,
        must - missing - short,
        missing,
        sum(one.required for one in rows),
        sum(one.amount - one.used for one in rows),
    )
