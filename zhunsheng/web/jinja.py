"""What every template can use: addresses, static files, icons, days and numbers in Chinese."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment
from lucide.jinja import lucide
from markupsafe import Markup

from zhunsheng.base.chinese import day_zh
from zhunsheng.base.masking import mask_name, mask_numbers
from zhunsheng.base.money import yuan_zh

WEEKDAYS = "一二三四五六日"


def environment(**options: Any) -> Environment:
    """Return the Jinja environment of all pages."""
    made = Environment(**options)
    made.globals.update(url=address, static=static, icon=icon, htmx_src=htmx_address)
    made.filters.update(
        day_zh=day_zh, short_day=short_day, moment=moment, yuan=yuan_zh, weekday=weekday
    )
    made.filters.update(masked=masked)
    return made


def address(name: str, *arguments: object, **named: object) -> str:
    """Return the address of a page by its name."""
    return reverse(name, args=arguments or None, kwargs=named or None)


def htmx_address() -> str:
    """Return the address of the script that the django-htmx wheel carries."""
    return static("django_htmx/htmx-2.min.js")


@lru_cache(maxsize=512)
def icon(name: str, size: int = 18) -> Markup:
    """Return an icon as inline SVG that a screen reader passes over."""
    return Markup(lucide(name, size=size, aria_hidden="true", **{"class": "ico"}))


def short_day(day: date) -> str:
    """Write a day as screens show it: 12月16日."""
    return f"{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """Write the day of the week: 周二."""
    return f"周{WEEKDAYS[day.weekday()]}"


def moment(at: datetime) -> str:
    """Write a moment in local time: 12月16日 09:30."""
    local = timezone.localtime(at)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def masked(value: object) -> str:
    """Write a personal value, or several with 、 between, as shown by default: 李××."""
    if value is None:
        return ""
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(masked(one) for one in value)
    return mask_numbers(mask_name(str(value)))
