"""The rows of the example ledger: lawful matters of a made-up year, one kind after another.

Everything is invented and comes from one seed, so that the same rows are made every time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from zhunsheng.law.holidays import load_calendar

ROWS = 180
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜"
PLACES = ("青禾", "云岭", "北塘", "白鹭", "长桥", "松坡", "南陂", "竹溪", "石湾", "柳堰")
TRADES = ("机械", "食品", "纺织", "建筑劳务", "物流", "电子", "家具", "物业服务", "化工", "环卫")
OFFICERS = ("陈某", "周某", "林某", "谢某", "唐某", "罗某")
DENIALS = ("不符合第十四条、第十五条的情形", "本人对交通事故负主要责任", "外出期间的个人活动")

Cell = str | int | date | datetime | None


@dataclass(slots=True)
class Matter:
    """One row while it is made: its cells by column name, and what is planted in it."""

    cells: dict[str, Cell]
    fault: str = ""
    expected: list[str] = field(default_factory=list)

    def day(self, name: str) -> date:
        """Give the day in a column that holds one."""
        cell = self.cells[name]
        assert isinstance(cell, date)
        return cell

    def put(self, **cells: Cell) -> None:
        """Fill cells."""
        self.cells.update(cells)

    def clear(self, *names: str) -> None:
        """Empty cells."""
        for name in names:
            self.cells.pop(name, None)


def at_hour(day: date, hour: int) -> datetime:
    """Give a time of a day, as a cell holds it: twenty past the hour, without a time zone."""
    return datetime.combine(day, time(hour, 20))


class Maker:
    """Makes lawful rows, one kind of injury after another."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.calendar = load_calendar().earliest

    def workday(self, day: date) -> date:
        """Give the first working day from a day on."""
        return date.fromordinal(self.calendar.roll[day.toordinal() - self.calendar.base])

    def later(self, day: date, least: int, most: int) -> date:
        """Give a working day some days later."""
        return self.workday(day + timedelta(days=self.chance.randint(least, most)))

    def matter(self, number: int) -> Matter:
        """Make a lawful row; the number spreads the rows over the year and chooses the kind."""
        applied = self.workday(date(2024, 11, 18) + timedelta(days=number * 325 // ROWS))
        matter = Matter({})
        pick = self.chance.choice
        matter.put(
            职工姓名=pick(SURNAMES) + pick(("某", "某某")),
            用人单位=f"{pick(PLACES)}某{pick(TRADES)}有限公司",
            经办人=pick(OFFICERS),
            申请人类别="用人单位" if self.chance.random() < 0.4 else "职工",
            事故日期=applied - timedelta(days=self.chance.randint(6, 26)),
            申请日期=applied,
            受理日期=self.later(applied, 1, 6),
            申请表="有",
            劳动关系证明="有",
            诊断证明="有",
            受理决定书="有",
            工伤认定决定书="有",
            送达回证="有",
        )
        self._inquire(matter)
        KINDS[number % len(KINDS)](self, matter)
        self._decide(matter)
        return matter

    def _inquire(self, matter: Matter) -> None:
        accepted = matter.day("受理日期")
        if matter.cells["申请人类别"] != "用人单位":
            self.request_proof(matter)
        first, second = self.chance.sample(OFFICERS, 2)
        matter.put(
            调查日期=self.later(accepted, 4, 18),
            调查人员=f"{first}、{second}",
            出示证件="是",
            调查笔录="有",
        )

    def request_proof(self, matter: Matter) -> None:
        """Ask the employer for its proof, serve the request, and let it answer or not."""
        requested = self.later(matter.day("受理日期"), 0, 2)
        served = self.later(requested, 0, 2)
        matter.put(
            通知日期=requested,
            通知书送达用人单位日期=served,
            通知书送达用人单位方式="直接送达",
            通知书送达用人单位签收人=self.chance.choice(("法定代表人", "主要负责人")),
            期限届满日=served + timedelta(days=15),
            举证通知书="有",
        )
        if self.chance.random() < 0.6:
            matter.put(单位举证日期=self.later(served, 4, 9))

    def _decide(self, matter: Matter) -> None:
        resumed = matter.cells.get("恢复日期")
        if isinstance(resumed, date):
            decided = self.later(resumed, 6, 16)
        else:
            decided = self.later(matter.day("受理日期"), 26, 48)
        matter.put(认定日期=decided, 抄送日期=self.later(decided, 3, 12))
        self._serve(matter, "职工", ("本人", "同住成年家属"))
        self._serve(matter, "用人单位", ("法定代表人", "主要负责人"))

    def _serve(self, matter: Matter, party: str, signers: Sequence[str]) -> None:
        matter.cells[f"{party}日期"] = self.later(matter.day("认定日期"), 1, 12)
        matter.cells[f"{party}方式"] = "直接送达"
        matter.cells[f"{party}签收人"] = self.chance.choice(signers)

    def suspend(self, matter: Matter) -> None:
        """Wait for the traffic police, with notice, until their certificate is there."""
        suspended = self.later(matter.day("受理日期"), 5, 9)
        received = self.later(suspended, 24, 45)
        matter.put(
            中止日期=suspended,
            中止原因="交通事故责任认定",
            中止通知书="有",
            收到结论日期=received,
            恢复日期=self.later(received, 0, 3),
        )


# --- kinds of injury -----------------------------------------------------------------------------


def accident(_: Maker, matter: Matter) -> None:
    """Make an accident at work."""
    matter.put(认定结论="认定工伤", 适用条款="第十四条第一项")
    matter.put(工作时间="是", 工作场所="是", 工作原因="是", 事故伤害="是")


def commute(maker: Maker, matter: Matter) -> None:
    """Make a traffic accident on the way to or from work, half of them with a suspension."""
    matter.put(认定结论="认定工伤", 适用条款="第十四条第六项", 事故责任认定书="有")
    matter.put(以上下班为目的="是", 在合理时间="是", 在合理路线="是")
    matter.put(交通事故伤害="是", 非本人主要责任="是")
    if maker.chance.random() < 0.5:
        maker.suspend(matter)


def trip(_: Maker, matter: Matter) -> None:
    """Make an injury on a business trip."""
    matter.put(认定结论="认定工伤", 适用条款="第十四条第五项", 因工外出="是", 工作原因="是")


def disease(_: Maker, matter: Matter) -> None:
    """Make an occupational disease."""
    matter.put(认定结论="认定工伤", 适用条款="第十四条第四项")
    matter.put(患职业病="是", 职业病诊断证明书="有")


def illness(maker: Maker, matter: Matter) -> None:
    """Make a death of sudden illness at the post, within the limit from the first diagnosis."""
    began = at_hour(matter.day("事故日期"), maker.chance.randint(8, 17))
    matter.put(认定结论="视同工伤", 适用条款="第十五条第一项", 病历="有")
    matter.put(工作时间="是", 在工作岗位="是", 突发疾病="是")
    matter.put(初次诊断日期=began, 死亡日期=began + timedelta(hours=maker.chance.randint(3, 40)))


def denial(maker: Maker, matter: Matter) -> None:
    """Make a decision that it is no work injury."""
    matter.put(认定结论="不予认定工伤", 适用条款=maker.chance.choice(DENIALS))
    if matter.cells["适用条款"] == DENIALS[0]:
        matter.put(工作时间="否", 工作场所="否", 工作原因="否", 事故伤害="是")
    elif matter.cells["适用条款"] == DENIALS[1]:
        matter.put(以上下班为目的="是", 在合理时间="是", 在合理路线="是", 交通事故伤害="是")
        matter.put(非本人主要责任="否", 事故责任认定书="有")
    else:
        matter.put(因工外出="否", 工作时间="否", 工作场所="否", 工作原因="否", 事故伤害="是")


KINDS: tuple[Callable[[Maker, Matter], None], ...] = (
    *(accident, commute, accident, accident, trip, accident, commute, accident, denial, accident),
    *(accident, disease, commute, accident, accident, illness, accident, commute, denial, accident),
)
