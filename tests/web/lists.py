"""A small bureau with matters on every day that counts, for the tests of lists and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from urllib.parse import urljoin

from django.test import Client

from tests.cast import open_text
from zhunsheng.store.keeping import NEVER
from zhunsheng.store.models import Account, FindingRow, MatterRow
from zhunsheng.web.clock import today

BACKEND = "django.contrib.auth.backends.ModelBackend"
INJURY = """益人社工伤〔2026〕{place}号 work_injury
  worker {worker}
  employer {employer}
  labor_relationship
2026-09-01 injured at_workplace at_work_time caused_by_work accident
2026-10-20 applied by=worker papers=application_form,labor_relationship_proof,diagnosis
2026-11-03 accepted officers=周敏,刘志远 papers=acceptance_decision
"""
# who has it, the worker, the employer, in how many days it is due (None: never)
MATTERS = (
    ("zhou", "曹小满", "松坡某物流有限公司", -2),
    ("zhou", "何秋实", "青禾某机械有限公司", 0),
    ("zhou", "许长林", "南陂某环卫有限公司", 2),
    ("zhou", "华安平", "竹溪某化工有限公司", 6),
    ("zhou", "林照水", "柳堰某纺织有限公司", 30),
    ("zhou", "罗新月", "白鹭某餐饮有限公司", None),
    ("liu", "孔山青", "沧水某造船有限公司", -9),
    ("liu", "段远舟", "银城某物业有限公司", 1),
    ("ma", "龚临川", "松坡某物流有限公司", -1),
    ("ma", "邓知行", "石矶某砂石有限公司", 3),
)
DOOR = re.compile(r'<a class="(?:door|cell[^"]*)" href="([^"]+)">([\d,]+)</a>')
ROW = re.compile(r"data-row")
TOTAL = re.compile(r"共 ([\d,]+) 件")


def number_of(place: int) -> str:
    """Return the number of a matter of `MATTERS`."""
    return f"益人社工伤〔2026〕{place}号"


def open_all() -> list[str]:
    """Open every matter of `MATTERS` and set its day; return the numbers."""
    numbers = []
    for place, (handler, worker, employer, left) in enumerate(MATTERS, start=1):
        text = INJURY.format(place=place, worker=worker, employer=employer)
        numbers.append(open_text(text, handler))
        set_due(numbers[-1], left)
    return numbers


def set_due(number: str, left: int | None) -> None:
    """Make the one open duty of a matter end in so many days."""
    due = NEVER if left is None else today() + timedelta(left)
    open_ones = FindingRow.objects.filter(matter__number=number, open_clock=True)
    if left is None:
        open_ones.delete()
    else:
        open_ones.update(due_on=due)
    MatterRow.objects.filter(number=number).update(
        due_on=due, due_rule="" if left is None else "decided_in_time"
    )


def signed_in(username: str) -> Client:
    """Return a browser in which someone of the cast is signed in."""
    client = Client()
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def text_of(client: Client, address: str, **headers: str) -> str:
    """Return the page at an address, which must be there."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    return answer.content.decode()


def shown(page: str) -> list[str]:
    """Return the numbers of the matters on a page of a list, in its order."""
    return re.findall(r'name="ban" value="([^"]+)"', page)


def doors(page: str) -> Iterator[tuple[str, int]]:
    """Yield every figure of a page that is a link: where it leads and what it says."""
    for href, number in DOOR.findall(page):
        yield unescape(href), int(number.replace(",", ""))


def counted(client: Client, address: str) -> int:
    """Count the matters of a list by walking through all its pages."""
    found, page = 0, address
    while page:
        text = text_of(client, page)
        found += len(shown(text))
        after = re.search(r'href="([^"]+)" rel="next"', text)
        page = urljoin(address, unescape(after[1])) if after else ""
    return found


def days_ahead(left: int) -> date:
    """Return the day in so many days."""
    return today() + timedelta(left)
