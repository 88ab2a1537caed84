"""Wage warnings: one fault of one project in one month, from the monitor to its clearing.

The law asks for monitoring and for handling what it shows (保障农民工工资支付条例/27.1, 38.1, 38.2)
but fixes no days: those used here are the bureau's own parameters.
"""

from __future__ import annotations

from zhunsheng.law.procedure import Breach, Clock, Evidence, Fact, Gate, Paper, Procedure, Step
from zhunsheng.law.rule import (
    OWN_DAY,
    TODAY,
    UNKNOWN,
    Node,
    after,
    among,
    any_of,
    choose,
    fact,
    first,
    in_force,
    known,
    last,
    own,
    rolled,
    surely,
)
from zhunsheng.procedures._enforcement import earliest
from zhunsheng.procedures._project import LOCAL, PROJECT_FACTS, TOO_SLOW

CHECKING, ACTING, UPGRADING = f"{LOCAL}/1", f"{LOCAL}/2", f"{LOCAL}/4"
CLEARING_RED, CLEARING_YELLOW = f"{LOCAL}/3.1", f"{LOCAL}/3.2"
DISMISSING, PROVING = f"{LOCAL}/5", f"{LOCAL}/6"
LEVELS = {"yellow": "黄色", "orange": "橙色", "red": "红色"}
RESULTS = {"confirmed": "属实", "unfounded": "不属实", "duplicate": "重复"}
WAYS = {
    "paid": "欠发工资已经支付",
    "corrected": "问题已经整改",
    "unfounded": "核查不属实",
    "duplicate": "重复预警",
    "handed_over": "转入案件办理",
}

UNSUPPORTED = Breach("facts", "unlawful", "补充材料或者理由后重新办理")

FACTS = (
    *PROJECT_FACTS,
    Fact("fault", "预警规则", "text"),
    Fact("fault_zh", "预警事项", "text"),
    Fact("fault_basis", "预警依据", "text"),
    Fact("wage_month", "工资月份", "text"),
    Fact("people", "涉及人数", "count"),
    Fact("amount_owed", "涉及金额", "yuan"),
)
PAPERS = (
    Paper("warning_slip", "预警单"),
    Paper("check_record", "核查记录", also=("核实记录", "电话记录")),
    Paper("urge_record", "催办记录"),
    Paper("talk_record", "约谈记录", also=("约谈笔录",)),
    Paper("payment_order", "责令支付文书", also=("限期改正指令书",)),
    Paper("opening_approval", "立案审批表"),
    Paper("transfer_letter", "转送函", also=("移送函",)),
    Paper("payment_proof", "工资支付凭证", also=("银行流水", "领款签收表")),
    Paper("correction_proof", "整改材料"),
    Paper("clearance_extract", "监控核对结果"),
    Paper("worker_table", "逐人欠薪明细表", also=("欠薪花名册",)),
)

RUN = (
    Fact("run", "监控批次", "text"),
    Fact("counted_on", "核算日期", "day"),
    Fact("sentence", "监控结果", "text"),
)
PAY_BY = Fact("pay_by", "要求支付期限", "day")
STEPS = (
    Step(
        "raised",
        "发出预警",
        (Fact("level", "预警级别", "choice", LEVELS), *RUN),
        also=("预警", "产生预警"),
    ),
    Step(
        "checked",
        "核查",
        (
            Fact("result", "核查结论", "choice", RESULTS, also=("是否属实",)),
            Fact("why", "不属实或者重复的理由", "text"),
            Fact("duplicate_of", "重复的预警编号", "text"),
        ),
        after=("raised",),
        repeats=True,
    ),
    Step(
        "urged",
        "催办",
        (Fact("contact", "催办对象", "text"), PAY_BY),
        after=("raised",),
        repeats=True,
    ),
    Step("talked", "约谈", (PAY_BY,), after=("raised",), repeats=True),
    Step(
        "ordered",
        "责令限期改正",
        (Fact("order_number", "责令文书文号", "text"), PAY_BY),
        after=("checked",),
        repeats=True,
    ),
    Step(
        "case_opened",
        "立案查处",
        (Fact("case_number", "立案案号", "text"),),
        after=("checked",),
    ),
    Step(
        "referred",
        "移送或者转送",
        (
            Fact(
                "to",
                "移送或者转送机关",
                "choice",
                {
                    "clue": "本局欠薪线索办理",
                    "industry": "行业主管部门",
                    "police": "公安机关",
                    "elsewhere": "其他有权机关",
                },
            ),
            Fact("clue_number", "转入的线索编号", "text"),
        ),
        after=("checked",),
        repeats=True,
    ),
    Step(
        "upgraded",
        "升级",
        (
            Fact("to_level", "升级后级别", "choice", LEVELS),
            Fact("upgrade_reason", "升级理由", "text"),
        ),
        after=("checked",),
        repeats=True,
    ),
    Step("clearing_offered", "监控不再发现，可以解除", RUN, after=("raised",), repeats=True),
    Step("found_again", "监控再次发现", RUN, after=("clearing_offered",), repeats=True),
    Step(
        "cleared",
        "解除预警",
        (Fact("how", "解除方式", "choice", WAYS, also=("解除原因",)),),
        after=("checked", "clearing_offered"),
        ends=True,
        also=("销号",),
    ),
)

RESULT = fact("result", of="checked")
HOW = fact("how", of="cleared")
IS_RED = surely(fact("level", of="raised") == "red")
CONFIRMED = first("checked", own("result") == "confirmed").named("核查属实之日")
SETTLED = earliest(first("cleared"), earliest(first("case_opened"), first("referred")))
ACTED = earliest(
    earliest(first("urged"), first("talked")), earliest(first("ordered"), SETTLED)
).named("催办、约谈、责令、立案、移送或者解除之日")
LEFT_TO_OTHERS = any_of(known(first("case_opened")), known(first("referred")))


def _due(per: str) -> Node:
    """Return the last day for clearing after a warning was confirmed, where the limit had begun."""
    begun = choose(in_force(per, CONFIRMED), CONFIRMED, UNKNOWN)
    return rolled(after(begun, per))


CLEAR_BY = choose(IS_RED, _due(CLEARING_RED), _due(CLEARING_YELLOW)).named("应当解除之日")


def _clearing(name: str, zh: str, per: str, when: Node) -> Clock:
    return Clock(
        name,
        zh,
        starts=CONFIRMED,
        ends=SETTLED,
        per=per,
        breach=TOO_SLOW,
        when=when,
        only_in_force=True,
    )


CLOCKS = (
    Clock(
        "check",
        "核查预警是否属实",
        starts="raised",
        ends=earliest(first("checked"), first("cleared")),
        per=CHECKING,
        breach=TOO_SLOW,
        only_in_force=True,
    ),
    Clock(
        "action",
        "催办、约谈、责令、立案或者移送",
        starts=CONFIRMED,
        ends=ACTED,
        per=ACTING,
        breach=TOO_SLOW,
        only_in_force=True,
    ),
    _clearing("clearing_red", "解除红色预警", CLEARING_RED, IS_RED),
    _clearing("clearing", "解除橙色、黄色预警", CLEARING_YELLOW, ~IS_RED),
    Clock(
        "upgrade",
        "逾期没有解除的升级、立案或者移送",
        starts=CLEAR_BY,
        ends=earliest(first("upgraded"), SETTLED),
        per=UPGRADING,
        breach=TOO_SLOW,
        when=CLEAR_BY < TODAY,
        only_in_force=True,
    ),
    Clock(
        "clearing_upgraded",
        "解除升级后的预警",
        starts="upgraded",
        ends=SETTLED,
        per=CLEARING_RED,
        breach=TOO_SLOW,
        only_in_force=True,
    ),
    Clock(
        "dismissal",
        "解除不属实或者重复的预警",
        starts="checked",
        ends="cleared",
        per=DISMISSING,
        breach=TOO_SLOW,
        when=among(RESULT, "unfounded", "duplicate"),
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
        per=PROVING,
        breach=UNSUPPORTED,
        when=when,
        each=True,
        only_in_force=True,
    )


ON_CONFIRMED = surely(CONFIRMED <= OWN_DAY)
STILL_FOUND = surely(last("clearing_offered") < last("found_again"))
GATES = (
    _gate("result_named", "核查应当写明结论", "checked", known(own("result"))),
    _gate(
        "reason_named",
        "核查不属实或者重复的，应当写明理由",
        "checked",
        known(own("why")) | known(own("duplicate_of")),
        among(own("result"), "unfounded", "duplicate"),
    ),
    _gate("ordered_on_confirmed", "核查属实才能责令限期改正", "ordered", ON_CONFIRMED),
    _gate("opened_on_confirmed", "核查属实才能立案查处", "case_opened", ON_CONFIRMED),
    _gate("referred_on_confirmed", "核查属实才能移送或者转送", "referred", ON_CONFIRMED),
    _gate("way_named", "解除预警应当写明方式", "cleared", known(own("how"))),
    _gate(
        "checked_or_offered",
        "解除以前应当核查，或者监控不再发现",
        "cleared",
        known(first("checked")) | known(first("clearing_offered")),
    ),
    _gate(
        "unfounded_if_so_cleared",
        "以不属实解除的，核查结论应当是不属实",
        "cleared",
        surely(RESULT == "unfounded"),
        own("how") == "unfounded",
    ),
    _gate(
        "duplicate_if_so_cleared",
        "以重复解除的，核查结论应当是重复",
        "cleared",
        surely(RESULT == "duplicate"),
        own("how") == "duplicate",
    ),
    _gate(
        "handed_over_if_so_cleared",
        "以转入案件办理解除的，应当已经立案、移送或者转送",
        "cleared",
        LEFT_TO_OTHERS,
        own("how") == "handed_over",
    ),
    _gate(
        "no_longer_found",
        "监控又发现的，不能以已经支付或者整改解除",
        "cleared",
        ~STILL_FOUND,
        among(own("how"), "paid", "corrected"),
    ),
)


def _proof(way: str, zh: str, *papers: str) -> Evidence:
    """Return what must be on file before a warning is cleared in this way."""
    return Evidence(
        f"{way}_proved",
        zh,
        papers=papers,
        before="cleared",
        per=PROVING,
        breach=UNSUPPORTED,
        when=HOW == way,
        only_in_force=True,
    )


EVIDENCE = (
    _proof("paid", "工资支付凭证", "payment_proof"),
    _proof("corrected", "整改材料或者监控核对结果", "correction_proof", "clearance_extract"),
    _proof("unfounded", "核查记录", "check_record"),
    _proof("handed_over", "立案审批表或者转送函", "opening_approval", "transfer_letter"),
)

procedure = Procedure(
    name="wage_warning",
    zh="工资支付预警",
    english="wage payment warning",
    steps=STEPS,
    facts=FACTS,
    papers=PAPERS,
    clocks=CLOCKS,
    gates=GATES,
    evidence=EVIDENCE,
)
