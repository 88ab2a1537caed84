"""One cast for all tests of the office: a bureau, a county, and an officer of every role."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from zhunsheng.office import Actor, NewMatter, Office
from zhunsheng.record.text import read
from zhunsheng.store.django_store import store
from zhunsheng.store.models import Account, Certificate, Department

PASSWORD = "准绳-Test-2026"
LOCAL = ZoneInfo("Asia/Shanghai")
PEOPLE = (
    ("zhou", "周敏", "officer", "injury"),
    ("liu", "刘志远", "officer", "injury"),
    ("he", "何静", "legal", "legal"),
    ("chen", "陈立", "section_head", "injury"),
    ("tang", "唐毅", "leader", "city"),
    ("guan", "管琳", "administrator", "city"),
    ("shen", "沈容", "auditor", "city"),
    ("ma", "马骁", "officer", "taojiang"),
)
ROLES = {"officer": "zhou", "section_head": "chen", "legal": "he", "leader": "tang"} | {
    "administrator": "guan",
    "auditor": "shen",
}
OPEN_INJURY = """益人社工伤〔2026〕1号 work_injury
  worker 曹小满
  employer 松坡某物流有限公司
  labor_relationship
2026-09-01 injured at_workplace at_work_time caused_by_work accident
2026-10-20 applied by=worker papers=application_form,labor_relationship_proof,diagnosis
2026-11-03 accepted officers=周敏,刘志远 papers=acceptance_decision
"""


def make_cast() -> dict[str, tuple[str, str]]:
    """Make departments, accounts and certificates; return role → (sign-in name, password)."""
    city = Department.objects.create(code="city", name="益阳市人社局", kind="bureau")
    for code, name, kind in (
        ("injury", "工伤保险科", "section"),
        ("legal", "政策法规科", "section"),
        ("taojiang", "桃江县人社局", "county"),
    ):
        Department.objects.create(code=code, name=name, kind=kind, parent=city)
    for place, (username, name, role, code) in enumerate(PEOPLE):
        account = Account.objects.create_user(
            username,
            PASSWORD,
            name=name,
            role=role,
            department=Department.objects.get(code=code),
        )
        Certificate.objects.create(
            account=account,
            number=f"TEST-{place:04}",
            scope="劳动保障监察、工伤认定",
            valid_from=date(2024, 1, 1),
            valid_to=date(2028, 12, 31),
        )
    return {role: (username, PASSWORD) for role, username in ROLES.items()}


def actor(username: str) -> Actor:
    """Return the actor behind a sign-in name of the cast."""
    account = Account.objects.select_related("department").get(username=username)
    place = account.department
    return Actor(account.username, account.name, account.role, place.code, place.path, place.kind)


def office() -> Office:
    """Return an office that keeps its records in the test database."""
    return Office(store=store())


def open_text(text: str, username: str, *, on: date = date(2026, 11, 25)) -> str:
    """Open the matter that a plain text record tells of; return its number."""
    (record,) = read(text, "cast").records
    new = NewMatter(record.matter, record.procedure, record.about, events=record.events)
    office().open(actor(username), new, datetime(on.year, on.month, on.day, 9, tzinfo=LOCAL))
    return record.matter
