"""The people of an invented office: departments, officers, and the names that matters are about."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhunsheng.store.models import Account, Certificate, Department

SECTIONS = (("injury", "工伤保险科"), ("wages", "劳动保障监察支队"), ("legal", "政策法规科"))
COUNTIES = ("松坡", "青禾", "云岭", "南陂", "石湾", "白沙", "长塘", "桐溪", "柳林", "古渡")
INJURY_SHARE, WAGES_SHARE = 0.3, 0.25
MATTERS_OF_AN_OFFICER, OFFICERS_LEAST = 4000, 24
FIRMS = 20_000
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
GIVEN = "安博昌达恩方光海江凯兰明宁平清荣书泰文祥新雅言义远云泽正之志忠子佳美秀英慧敏静娟"
TRADES = ("机械", "建筑劳务", "物流", "环卫", "食品", "纺织", "建设工程", "电子", "陶瓷", "家政")
WORDS = "恒信宏达盛华永固嘉和瑞丰中兴金源大成远景长青汇通顺安佳诚"
CERTIFIED_UNTIL = 12, 31


@dataclass(frozen=True, slots=True)
class Desk:
    """An officer's place: ids and names of account and department."""

    account: int
    username: str
    department: int
    code: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Who may get matters, by the section of the bureau that deals with them, and the leader."""

    injury: Sequence[Desk]
    wages: Sequence[Desk]
    leader: str

    def desks(self, procedure: str) -> Sequence[Desk]:
        """Return the officers who may get a matter of a procedure."""
        return self.injury if procedure == "work_injury" else self.wages


def make_staff(matters: int, day: date) -> Staff:
    """Make departments and officers, as many as these matters need."""
    city = Department.objects.create(code="city", name="虚构市人力资源和社会保障局", kind="bureau")
    places = [
        Department.objects.create(code="city-desk", name="局机关", kind="section", parent=city)
    ]
    for code, name in SECTIONS:
        places.append(Department.objects.create(code=code, name=name, kind="section", parent=city))
    counties = [
        Department.objects.create(
            code=f"county-{number:02}",
            name=f"{name}县人力资源和社会保障局",
            kind="county",
            parent=city,
        )
        for number, name in enumerate(COUNTIES, start=1)
    ]
    sections = {place.code: place for place in places}
    count = max(OFFICERS_LEAST, matters // MATTERS_OF_AN_OFFICER)
    seats = [sections["injury"]] * round(count * INJURY_SHARE)
    seats += [sections["wages"]] * round(count * WAGES_SHARE)
    seats += [counties[number % len(counties)] for number in range(count - len(seats))]
    desks = _officers(seats, day)
    leader = Account.objects.create_user(
        "leader", None, name="虚构局长", role=Account.Role.LEADER, department=city
    )
    return Staff(
        [desk for desk in desks if desk.code != "wages"],
        [desk for desk in desks if desk.code != "injury"],
        leader.username,
    )


def _officers(seats: Sequence[Department], day: date) -> list[Desk]:
    source = random.Random(len(seats))
    desks = []
    for number, department in enumerate(seats, start=1):
        account = Account.objects.create_user(
            f"officer{number:04}",
            None,
            name=person(source),
            role=Account.Role.OFFICER,
            department=department,
        )
        Certificate.objects.create(
            account=account,
            number=f"虚构{number:05}",
            scope="劳动保障监察、工伤认定",
            valid_from=date(day.year - 5, 1, 1),
            valid_to=date(day.year + 1, *CERTIFIED_UNTIL),
        )
        desks.append(Desk(account.pk, account.username, department.pk, department.code))
    return desks


def person(source: random.Random) -> str:
    """Return an invented name."""
    given = source.choice(GIVEN) + (source.choice(GIVEN) if source.random() < 0.8 else "")
    return source.choice(FAMILY) + given


def firms(source: random.Random) -> list[str]:
    """Return the names of invented employers."""
    return [
        f"{source.choice(COUNTIES)}{source.choice(WORDS)}{source.choice(WORDS)}{number}号"
        f"{source.choice(TRADES)}有限公司"
        for number in range(1, FIRMS + 1)
    ]
