"""A clean city: every paper in order, everyone registered, everything paid in full and in time."""

from __future__ import annotations

import numpy as np

from zhunsheng.wages.months import MONTHS, first_day, last_day
from zhunsheng.wages.sample.city import (
    DAY,
    DAYS,
    HOUR,
    LEADER,
    MANAGER,
    MONTH,
    NEVER,
    PIECE,
    WORKER,
    City,
    Firms,
    Places,
    Projects,
    Work,
    number_of,
)
from zhunsheng.wages.sample.people import Texts, Whole, invent_people, pairs
from zhunsheng.wages.sample.plan import Plan

DISTRICTS = ("松坡区", "青禾区", "云岭县", "南陂县", "石湾市", "白沙县")
INDUSTRIES = ("房屋建筑", "市政", "交通运输", "水利")
KINDS = ("government", "state_owned", "private")
BUILDINGS = (
    "安置房",
    "中心小学",
    "人民医院",
    "产业园",
    "滨江道路",
    "水厂扩建",
    "商业广场",
    "棚改二期",
)
PLACES = ("金桥", "银河", "凤凰", "龙山", "桃花", "白鹿", "长塘", "柳林", "古渡", "桐溪", "石门")
NAMES = pairs("恒信宏达盛华永固嘉和瑞丰中兴金源大成远景长青汇通顺安佳诚")
TRADES = np.array(pairs("钢筋木工混凝砌筑架子电工焊工普工抹灰防水"))
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TEAM_SIZE, MANAGER_EVERY = 15, 25
LEAST_SHARE, PRESENT, NIGHT, LEAVING, JOINING = 0.85, 0.86, 0.02, 0.02, 0.06
HOURS_MINUTES = np.array([480, 480, 480, 510, 540, 570, 600, 360], dtype=np.int16)
STARTED_BEFORE, LONGEST_BEFORE, SIGNED_BEFORE, OPENED_AFTER = 100, 500, 30, 20
EARLIEST_PAY, LATEST_PAY, PAID_BEFORE, PAID_SPREAD = 15, 25, 8, 3
LEAVING_FROM = 25
EVERY_EXEMPT, EVERY_MASKED, EVERY_MONTHLESS, EVERY_PASSES = 9, 11, 13, 10
DAY_RATE, HOUR_RATE, PIECE_RATE, MONTH_RATE = (
    (22_000, 48_000),
    (2_800, 6_000),
    (600, 1_100),
    (580_000, 1_150_000),
)
TENTH = 10
MANAGER_RATE = 900_000
LEAST_PRICE, MOST_PRICE, MILLION = 8, 300, 100_000_000


def found(plan: Plan) -> City:
    """Found the clean city of the plan."""
    random = np.random.default_rng(plan.seed)
    projects = _projects(plan, random)
    places = _places(plan, random)
    count = len(places)
    shape = (count, plan.months)
    work = Work(
        _minutes(plan, places, random),
        np.zeros(shape, bool),
        *(np.zeros(shape, np.int64) for _ in range(5)),
    )
    people = invent_people(count, first_day(plan.first), random)
    city = City(plan, random, projects, _firms(projects, random), people, places, work)
    city.claim(np.arange(count))
    return city


def organization_code(number: int) -> str:
    """Return an invented unified social credit code with its check sign (GB 32100-2015)."""
    plain = f"91439900MA{number:07d}"
    total = sum(LETTERS.index(sign) * pow(3, place, 31) for place, sign in enumerate(plain))
    return plain + LETTERS[-total % 31]


def _projects(plan: Plan, random: np.random.Generator) -> Projects:
    count = plan.projects
    number = np.arange(count)
    begin = number_of(first_day(plan.first))
    started = begin - random.integers(STARTED_BEFORE, LONGEST_BEFORE, count)
    return Projects(
        code=np.array([f"4399{plan.first // MONTHS % 100:02d}{one + 1:06d}" for one in number]),
        name=_words(number, (PLACES, BUILDINGS), "工程"),
        district=np.array(DISTRICTS)[number % len(DISTRICTS)],
        industry=np.array(INDUSTRIES)[number % len(INDUSTRIES)],
        owner=_words(number, (PLACES, NAMES), "建设投资有限公司"),
        owner_kind=np.array(KINDS)[number % len(KINDS)],
        contractor=_words(number * 3, (NAMES, PLACES), "建筑工程有限公司"),
        price=random.integers(LEAST_PRICE, MOST_PRICE, count) * MILLION,
        signed=started - SIGNED_BEFORE,
        started=started,
        state=np.full(count, "building", dtype="<U11"),
        suspended=np.full(count, NEVER),
        account=started - SIGNED_BEFORE + OPENED_AFTER,
        pay_day=random.integers(EARLIEST_PAY, LATEST_PAY + 1, count),
        delay=np.zeros((count, plan.months), dtype=np.int64),
        paid_before=PAID_BEFORE + random.integers(0, PAID_SPREAD, count),
        officer=invent_people(count, first_day(plan.first), random).name,
        board=started.copy(),
        exempt=number % EVERY_EXEMPT == EVERY_EXEMPT - 1,
        emergency=np.zeros(count, bool),
        masked_receipts=number % EVERY_MASKED == EVERY_MASKED - 1,
        monthless_receipts=number % EVERY_MONTHLESS == EVERY_MONTHLESS - 1,
        passes=number % EVERY_PASSES == EVERY_PASSES - 1,
    )


def _words(number: Whole, parts: tuple[tuple[str, ...] | list[str], ...], end: str) -> Texts:
    one, other = parts
    return np.array(
        [
            one[n % len(one)] + other[n // len(one) % len(other)] + _round(n, one, other) + end
            for n in number.tolist()
        ]
    )


def _round(
    number: int, one: tuple[str, ...] | list[str], other: tuple[str, ...] | list[str]
) -> str:
    times = number // (len(one) * len(other))
    return f"{times + 1}期" if times else ""


def _firms(projects: Projects, random: np.random.Generator) -> Firms:
    count = len(projects)
    number = np.arange(2 * count)
    heads = invent_people(2 * count, first_day(1970 * MONTHS), random)
    labor = _words(np.arange(count), (NAMES, PLACES), "劳务有限公司")
    name = np.empty(2 * count, dtype="<U20")
    name[0::2], name[1::2] = projects.contractor, labor
    return Firms(
        project=number // 2,
        code=np.array([organization_code(one) for one in number.tolist()]),
        name=name,
        kind=np.where(number % 2 == 0, "general_contractor", "labor_subcontractor"),
        manager=heads.name,
        phone=heads.phone,
        deregistered=np.full(2 * count, NEVER),
    )


def _places(plan: Plan, random: np.random.Generator) -> Places:
    share = random.uniform(LEAST_SHARE, 2 - LEAST_SHARE, plan.projects)
    bounds = np.rint(np.cumsum(share) / share.sum() * plan.workers).astype(np.int64)
    project = np.searchsorted(bounds, np.arange(plan.workers), side="right")
    count = len(project)
    within = np.arange(count) - np.r_[0, bounds][project]
    role = np.full(count, WORKER)
    role[within % TEAM_SIZE == 0] = LEADER
    role[within % MANAGER_EVERY == MANAGER_EVERY - 1] = MANAGER
    kind = random.choice([DAY, HOUR, PIECE, MONTH], count, p=[0.8, 0.08, 0.05, 0.07])
    kind[role == MANAGER] = MONTH
    entered, left = _stays(plan, count, random)
    return Places(
        project=project,
        person=np.arange(count),
        team=within // TEAM_SIZE + 1,
        role=role,
        trade=np.where(role == MANAGER, "", random.choice(TRADES, count)),
        rate_kind=kind,
        rate=_rates(kind, role, random),
        entered=entered,
        left=np.where(role == MANAGER, NEVER, left),
        contract=entered - random.integers(0, 3, count),
        rostered=np.ones(count, bool),
        night=random.random(count) < NIGHT,
    )


def _stays(plan: Plan, count: int, random: np.random.Generator) -> tuple[Whole, Whole]:
    """Return days of entry and leaving: a few come, a few go near the end of each month."""
    begin = number_of(first_day(plan.first))
    entered = begin - random.integers(1, STARTED_BEFORE, count)
    left = np.full(count, NEVER)
    for month in range(plan.first, plan.month + 1):
        start, end = number_of(first_day(month)), number_of(last_day(month))
        joins = random.random(count) < JOINING
        entered[joins] = random.integers(start, start + LEAVING_FROM - 1, count)[joins]
        goes = (random.random(count) < LEAVING) & (left == NEVER) & (entered < start)
        left[goes] = random.integers(start + LEAVING_FROM - 1, end + 1, count)[goes]
    left[left < entered] = NEVER
    return entered, left


def _rates(kind: Whole, role: Whole, random: np.random.Generator) -> Whole:
    rate = np.zeros(len(kind), dtype=np.int64)
    spans = ((DAY, DAY_RATE), (HOUR, HOUR_RATE), (PIECE, PIECE_RATE), (MONTH, MONTH_RATE))
    for number, (low, high) in spans:
        chosen = kind == number
        rate[chosen] = random.integers(low // TENTH, high // TENTH, int(chosen.sum())) * TENTH
    return np.where(role == MANAGER, MANAGER_RATE, rate)


def _minutes(plan: Plan, places: Places, random: np.random.Generator) -> np.ndarray:
    """Return the minutes worked, by place, month and day; 0 is a day of absence."""
    minutes = np.zeros((len(places), plan.months, DAYS), dtype=np.int16)
    for at, month in enumerate(range(plan.first, plan.month + 1)):
        start, end = number_of(first_day(month)), number_of(last_day(month))
        day = start + np.arange(end - start + 1)
        here = (places.entered[:, None] <= day) & (
            (places.left[:, None] == NEVER) | (day <= places.left[:, None])
        )
        here &= random.random(here.shape, dtype=np.float32) < PRESENT
        hours = random.choice(HOURS_MINUTES, here.shape)
        minutes[:, at, : len(day)] = np.where(here, hours, 0)
    return minutes
