"""The demonstration: invented people and matters, so that every page has something to show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

from django.db import transaction

from zhunsheng.base.errors import InputRefused
from zhunsheng.office import NewMatter, Office
from zhunsheng.office.acting import LOCAL
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record
from zhunsheng.record.text import read
from zhunsheng.store.first_password import first_password
from zhunsheng.store.home import home_folder
from zhunsheng.store.models import Account, Certificate, Department
from zhunsheng.web.bureau import install_sample
from zhunsheng.web.demonstration_desk import lay_out
from zhunsheng.web.desk import actor_for

LIVE, MARK = "live.matters", "demonstration"
TOLD = "records"
ENDED_BEFORE_DAYS = 10
WEEK_DAYS = 7
RECORDED = time(16, 30)
OFFSET = re.compile(r"\bT(-?\d+)\b")
PLACES = (
    ("city", "益阳市人力资源和社会保障局", "bureau"),
    ("injury", "工伤保险科", "section"),
    ("wages", "劳动保障监察支队", "section"),
    ("legal", "政策法规科", "section"),
    ("taojiang", "桃江县人力资源和社会保障局", "county"),
    ("nanxian", "南县人力资源和社会保障局", "county"),
)
PEOPLE = (
    ("zhoumin", "周敏", "officer", "injury"),
    ("luxun", "陆循", "officer", "wages"),
    ("chenli", "陈立", "section_head", "injury"),
    ("hejing", "何静", "legal", "legal"),
    ("tangyi", "唐毅", "leader", "city"),
    ("guanlin", "管琳", "administrator", "city"),
    ("shenrong", "沈容", "auditor", "city"),
    ("liuzhiyuan", "刘志远", "officer", "injury"),
    ("chenkai", "陈凯", "officer", "wages"),
    ("maxiao", "马骁", "officer", "taojiang"),
)
TAKERS = {"work_injury": ("injury", "liuzhiyuan"), "": ("wages", "luxun")}
SCOPE = "劳动保障监察、工伤认定"
KEPT_YEARS = 5


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as one of the demonstration's people."""

    username: str
    name: str
    role: str
    place: str
    password: str


def load_demonstration(office: Office, folder: Path, now: datetime) -> list[SignIn]:
    """Make people and load the example matters; returns the sign-ins.

    A demonstration that was loaded before gets fresh passwords; an installation that holds other
    people is left alone and returns none. Raises `InputRefused` where an example file has faults.
    """
    mark = home_folder() / MARK
    if Account.objects.exists():
        return _sign_ins() if mark.exists() else []
    install_sample()
    mark.touch()
    with transaction.atomic():
        _make_people(now.date())
        for new, handler in _matters(folder, now.astimezone(LOCAL).date()):
            office.open(actor_for(Account.objects.get(username=handler)), new, now)
        lay_out(office, now)
    return _sign_ins()


def _sign_ins() -> list[SignIn]:
    """Give the people of the demonstration fresh passwords."""
    found = {account.username: account for account in Account.objects.all()}
    people = [found[username] for username, *_ in PEOPLE if username in found]
    return [
        SignIn(
            one.username,
            one.name,
            one.get_role_display(),
            one.department.name,
            first_password(one, to_change=False),
        )
        for one in people
    ]


def _make_people(day: date) -> None:
    city = Department.objects.create(code="city", name=PLACES[0][1], kind=PLACES[0][2])
    for code, name, kind in PLACES[1:]:
        Department.objects.create(code=code, name=name, kind=kind, parent=city)
    for place, (username, name, role, code) in enumerate(PEOPLE):
        department = Department.objects.get(code=code)
        account = Account.objects.create_user(
            username, None, name=name, role=role, department=department
        )
        Certificate.objects.create(
            account=account,
            number=f"演示{place + 1:04}",
            scope=SCOPE,
            valid_from=date(day.year - KEPT_YEARS, 1, 1),
            valid_to=date(day.year + 1, 12, 31),
        )


def _matters(folder: Path, day: date) -> Iterator[tuple[NewMatter, str]]:
    text = (folder / LIVE).read_text(encoding="utf-8")
    handlers = _handlers(text, day)
    for record in _records(at_day(text, day), LIVE):
        department, handler = handlers[record.matter]
        yield _taken_over(record, department, handler), handler
    for file in sorted((folder / TOLD).glob("*.txt")):
        for record in _records(file.read_text(encoding="utf-8"), file.name):
            department, handler = TAKERS.get(record.procedure, TAKERS[""])
            yield _taken_over(moved(record, day), department, handler), handler


def moved(record: Record, day: date) -> Record:
    """Move a record by whole weeks, so that its last event lies some days before a day."""
    last = max(event.happened_on for event in record.events)
    weeks = (day - timedelta(ENDED_BEFORE_DAYS) - last).days // WEEK_DAYS
    by = timedelta(weeks=weeks)
    events = tuple(
        replace(event, happened_on=event.happened_on + by, facts=_moved(event.facts, by))
        for event in record.events
    )
    return replace(record, about=_moved(record.about, by), events=events)


def _moved(facts: Mapping[str, Value], by: timedelta) -> dict[str, Value]:
    return {name: value + by if isinstance(value, date) else value for name, value in facts.items()}


def at_day(text: str, day: date) -> str:
    """Write days for ``T-12`` (twelve days before) and the year for 〔Y〕, drop handlers' lines."""
    dated = OFFSET.sub(lambda found: (day + timedelta(int(found[1]))).isoformat(), text)
    kept = [line for line in dated.splitlines() if not line.startswith(";")]
    return "\n".join(kept).replace("〔Y〕", f"〔{day.year}〕")


def _handlers(text: str, day: date) -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    lines = text.splitlines()
    for line, following in pairwise(lines):
        if line.startswith(";"):
            department, handler = line.lstrip("; ").split()
            found[following.split()[0].replace("〔Y〕", f"〔{day.year}〕")] = (department, handler)
    return found


def _records(text: str, file: str) -> list[Record]:
    reading = read(text, file)
    if reading.faults:
        raise InputRefused(reading.faults)
    return reading.records


def _taken_over(record: Record, department: str, handler: str) -> NewMatter:
    return NewMatter(
        record.matter,
        record.procedure,
        record.about,
        department=department,
        handler=handler,
        events=tuple(_recorded(event) for event in record.events),
        taken_over=True,
    )


def _recorded(event: Event) -> Event:
    if event.recorded_at is not None:
        return event
    moment = datetime.combine(event.happened_on, event.happened_at or RECORDED)
    return replace(event, recorded_at=moment)
