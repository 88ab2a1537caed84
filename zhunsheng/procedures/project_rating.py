"""A project's red-yellow-green rating of a year: each month rated, published, changed, objected to.

The law asks for grading and for publication of grave breaches (保障农民工工资支付条例/47.1, 47.2);
the monthly rating and its days are the bureau's own parameters.
"""

from __future__ import annotations

from zhunsheng.law.procedure import Breach, Clock, Fact, Gate, Order, Paper, Procedure, Step
from zhunsheng.law.rule import (
    OWN_DAY,
    UNKNOWN,
    Node,
    after,
    choose,
    in_force,
    known,
    last,
    own,
    rolled,
    surely,
)
from zhunsheng.procedures._project import LOCAL, PROJECT_FACTS, TOO_SLOW

PUBLISHING, ANSWERING, CHANGING = f"{LOCAL}/7", f"{LOCAL}/8", f"{LOCAL}/9"
COLORS = {"green": "绿色", "yellow": "黄色", "red": "红色", "grey": "灰色"}
GREY_REASONS = {
    "no_project": "没有项目资料",
    "no_data": "没有数据或者数据不全",
    "not_started": "未开工",
    "suspended": "停工",
    "completed": "已完工",
    "exempt": "不列入评定",
}

UNREASONED = Breach("procedure", "unlawful", "补充理由和批准人后重新办理")

FACTS = (
    *PROJECT_FACTS,
    Fact("year", "评定年度", "count"),
)
PAPERS = (
    Paper("rating_table", "评定表"),
    Paper("change_approval", "评定调整审批表"),
    Paper("objection_letter", "异议书"),
    Paper("answer_letter", "异议答复书"),
)

MONTH = Fact("rated_month", "评定月份", "text")
COLOR = Fact("color", "评定颜色", "choice", COLORS)
STEPS = (
    Step(
        "rated",
        "评定",
        (
            MONTH,
            COLOR,
            Fact("grey_reason", "灰色原因", "choice", GREY_REASONS),
            Fact("causes", "评定原因", "list"),
            Fact("points", "评定得分", "count"),
            Fact("stars", "评定星级", "count"),
            Fact("scheme", "评定办法", "text"),
            Fact("run", "监控批次", "text"),
            Fact("counted_on", "核算日期", "day"),
            Fact("data_until", "数据截至日期", "day"),
        ),
        repeats=True,
    ),
    Step(
        "published",
        "公布评定结果",
        (MONTH, Fact("published_rating", "公布的评定日期", "day"), Fact("run", "监控批次", "text")),
        after=("rated",),
        repeats=True,
        also=("公布",),
    ),
    Step(
        "changed",
        "人工调整评定结果",
        (
            MONTH,
            COLOR,
            Fact("reason", "调整理由", "text"),
            Fact("approved_by", "批准人", "text"),
        ),
        after=("rated",),
        repeats=True,
    ),
    Step(
        "objected",
        "提出异议",
        (MONTH, Fact("objection", "异议内容", "text")),
        holder="employer",
        after=("published",),
        repeats=True,
    ),
    Step(
        "answered",
        "答复异议",
        (
            MONTH,
            Fact("objection_day", "所答复异议的日期", "day"),
            Fact("answer", "答复结果", "choice", {"upheld": "维持", "changed": "予以调整"}),
            Fact("reason", "答复理由", "text"),
        ),
        after=("objected",),
        repeats=True,
    ),
    Step("closed", "年度评定归档", after=("rated",), ends=True),
)

RATED, PUBLISHED = last("rated"), last("published")
OBJECTED, ANSWERED = last("objected"), last("answered")


def _since(start: Node, done: Node) -> Node:
    """Return the day of an act, where it is not older than what it must follow."""
    return choose(start <= done, done, UNKNOWN)


def _in_time(start: str, per: str) -> Node:
    """Say whether the event at hand kept the limit from the day it names, where that had begun."""
    day = own(start, sort="day")
    begun = choose(in_force(per, day), day, UNKNOWN)
    return ~surely(rolled(after(begun, per)) < OWN_DAY)


CLOCKS = (
    Clock(
        "publication",
        "公布评定结果",
        starts=RATED,
        ends=_since(RATED, PUBLISHED),
        per=PUBLISHING,
        breach=TOO_SLOW,
        only_in_force=True,
    ),
    Clock(
        "answer",
        "答复对评定结果的异议",
        starts=OBJECTED,
        ends=_since(OBJECTED, ANSWERED),
        per=ANSWERING,
        breach=TOO_SLOW,
        only_in_force=True,
    ),
)


def _gate(name: str, zh: str, step: str, needs: Node, when: Node | None = None) -> Gate:
    """Return what every event of a step is held against."""
    return Gate(
        name,
        zh,
        step=step,
        needs=needs,
        per=CHANGING,
        breach=UNREASONED,
        when=when,
        each=True,
        only_in_force=True,
    )


def _kept(name: str, zh: str, step: str, start: str, per: str) -> Gate:
    """Return the gate that holds every event of a step against the limit for it."""
    return Gate(
        name,
        zh,
        step=step,
        needs=_in_time(start, per),
        per=per,
        breach=TOO_SLOW,
        when=known(own(start)),
        each=True,
        only_in_force=True,
    )


GATES = (
    _gate("month_named", "评定应当写明月份", "rated", known(own("rated_month"))),
    _gate("color_named", "评定应当写明颜色", "rated", known(own("color"))),
    _gate(
        "grey_explained",
        "评定为灰色的，应当写明原因",
        "rated",
        known(own("grey_reason")),
        own("color") == "grey",
    ),
    _kept("published_in_time", "评定结果应当按期公布", "published", "published_rating", PUBLISHING),
    _gate(
        "change_reasoned",
        "人工调整应当写明月份、颜色和理由",
        "changed",
        known(own("rated_month")) & known(own("color")) & known(own("reason")),
    ),
    _gate(
        "change_approved",
        "人工调整应当由经办人以外的人批准",
        "changed",
        known(own("approved_by")),
    ),
    _gate("answer_reasoned", "答复异议应当写明理由", "answered", known(own("reason"))),
    _kept("answered_in_time", "异议应当按期答复", "answered", "objection_day", ANSWERING),
    _gate(
        "changed_if_so_answered",
        "答复予以调整的，应当已经调整",
        "answered",
        surely(own("objection_day", sort="day") <= last("changed")),
        own("answer") == "changed",
    ),
)

procedure = Procedure(
    name="project_rating",
    zh="项目红黄绿评定",
    english="red-yellow-green rating of a project",
    steps=STEPS,
    facts=FACTS,
    papers=PAPERS,
    clocks=CLOCKS,
    gates=GATES,
    orders=(
        Order(
            "rated_before_published",
            "评定以后才能公布",
            first="rated",
            then="published",
            per=CHANGING,
            breach=UNREASONED,
            only_in_force=True,
        ),
    ),
)
