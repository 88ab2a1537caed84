"""Rules on the course of a supervision case: acceptance, filing, clocks, publication."""

from __future__ import annotations

from zhunsheng.law.procedure import (
    Branch,
    Breach,
    Clock,
    Elements,
    Extension,
    Gate,
    Leaf,
    Order,
    Publication,
)
from zhunsheng.law.rule import (
    UNKNOWN,
    after,
    all_of,
    as_node,
    choose,
    fact,
    first,
    in_force,
    known,
    otherwise,
    own,
    surely,
)
from zhunsheng.procedures._enforcement import (
    DELAYED,
    DELAYED_SLIGHTLY,
    NO_POWER,
    PENALTY,
    UNPROVED,
    UNPUBLISHED,
    earliest,
)

# --- days -----------------------------------------------------------------------------------------

COMPLAINED = first("complained")
OPENED = first("opened")
HANDLED = first("handling_decided")
REVOKED = first("opening_revoked")
LEFT = earliest(first("referred"), first("transferred"), first("redirected"))
ANSWERED = earliest(first("accepted"), first("acceptance_refused"), LEFT)
DISCOVERED = earliest(COMPLAINED, first("reported"), first("discovered"), OPENED).named(
    "发现、举报或者投诉之日"
)
DECIDED = earliest(PENALTY, HANDLED, REVOKED, first("closed"), LEFT).named(
    "作出处罚、处理决定或者撤销立案之日"
)
ENDED = fact("violation_ended_on", sort="day")
IN_TIME = surely(fact("continuing")) | (DISCOVERED <= after(ENDED, "劳动保障监察条例/20.1")).named(
    "违法行为在两年内被发现或者举报投诉"
)
GRAVE = surely(fact("grave_harm")) & surely(in_force("行政处罚法/36.1:grave", DISCOVERED))
DISCOVERED_SINCE = choose(in_force("行政处罚法/36.1:grave", DISCOVERED), DISCOVERED, UNKNOWN)
BY_COMPLAINT = known(COMPLAINED)
LATE_ACTION = Breach("procedure", "unlawful", "立即办理并书面告知投诉人")

# --- acceptance and filing ------------------------------------------------------------------------

ACCEPTANCE = Elements(
    "acceptance",
    "投诉应当受理",
    tree=Branch(
        "all",
        "投诉应当受理",
        (
            Leaf(
                "complained_in_time",
                "违法行为发生在两年内",
                "关于实施《劳动保障监察条例》若干规定/18.1.1",
                test=IN_TIME,
            ),
            Leaf(
                "employer_identified",
                "被投诉单位明确",
                "关于实施《劳动保障监察条例》若干规定/18.1.2",
            ),
            Leaf(
                "harmed_by_employer",
                "损害由被投诉单位的违法行为造成",
                "关于实施《劳动保障监察条例》若干规定/18.1.2",
            ),
            Leaf(
                "in_scope",
                "属于劳动保障监察职权范围",
                "关于实施《劳动保障监察条例》若干规定/18.1.3",
            ),
            Leaf(
                "own_jurisdiction",
                "由本机关管辖",
                "关于实施《劳动保障监察条例》若干规定/18.1.3",
            ),
            Branch(
                "not",
                "没有进入争议处理程序",
                (
                    Leaf(
                        "in_dispute_procedure",
                        "已申请调解仲裁或者已提起诉讼",
                        "劳动保障监察条例/21.2",
                        test=otherwise(fact("in_dispute_procedure"), False),
                    ),
                ),
            ),
        ),
    ),
    step="accepted",
    affirmed=known(first("accepted")),
    denied=known(first("acceptance_refused")),
    per="关于实施《劳动保障监察条例》若干规定/18.1",
    against=Breach("facts", "revoke", "撤回受理或者不予受理决定，重新作出"),
    unproven=Breach("facts", "unlawful", "补充查明受理条件"),
    when=BY_COMPLAINT,
)
COURSE_GATES = (
    Gate(
        "opened_on_acceptance",
        "受理投诉当日应当立案",
        step="opened",
        needs=choose(known(OPENED), OPENED <= first("accepted"), as_node(True)),
        per="关于实施《劳动保障监察条例》若干规定/18.1:filing",
        breach=DELAYED_SLIGHTLY,
        when=known(first("accepted")),
    ),
    Gate(
        "within_two_years",
        "违法行为在两年内未被发现也未被举报投诉的，不再查处",
        step="opened",
        needs=IN_TIME,
        per="劳动保障监察条例/20.1",
        breach=Breach("basis", "revoke", "撤销立案，书面告知"),
        unless=GRAVE,
    ),
    Gate(
        "within_five_years",
        "涉及生命健康安全且有危害后果的，在五年内未被发现的不再处罚",
        step="opened",
        needs=surely(fact("continuing"))
        | (DISCOVERED <= after(ENDED, "行政处罚法/36.1:grave", on=DISCOVERED_SINCE)),
        per="行政处罚法/36.1:grave",
        breach=Breach("basis", "revoke", "撤销立案，书面告知"),
        when=GRAVE,
        only_in_force=True,
    ),
    Gate(
        "refused_in_writing",
        "不予受理应当书面通知投诉人",
        step="acceptance_refused",
        needs=own("in_writing"),
        per="关于实施《劳动保障监察条例》若干规定/18.2",
        breach=Breach("procedure", "unlawful", "补作书面通知并送达"),
        each=True,
    ),
    Gate(
        "asked_to_complete",
        "被投诉单位不明确的，应当告知投诉人补正材料",
        step="acceptance_refused",
        needs=otherwise(fact("employer_identified"), True) | known(first("supplement_requested")),
        per="关于实施《劳动保障监察条例》若干规定/18.3",
        breach=Breach("procedure", "unlawful", "告知投诉人补正材料"),
    ),
    Gate(
        "told_where_to_go",
        "不属于监察范围或者不归本机关管辖的，应当告知投诉人向有关机关提出",
        step="acceptance_refused",
        needs=own("directed_elsewhere"),
        per="关于实施《劳动保障监察条例》若干规定/18.4",
        breach=Breach("procedure", "unlawful", "补充告知有处理权的机关"),
        when=~fact("in_scope") | ~fact("own_jurisdiction"),
        each=True,
    ),
    Gate(
        "own_jurisdiction",
        "案件应当由本机关管辖",
        step="opened",
        needs=otherwise(fact("own_jurisdiction"), True) | known(first("designated")),
        per="湖南省劳动保障监察条例/14.1",
        breach=NO_POWER,
    ),
    Gate(
        "transferred_if_out_of_scope",
        "不属于劳动保障监察事项的，应当移送有权处理的部门",
        step="closed",
        needs=known(first("transferred")) | known(first("redirected")),
        per="劳动保障监察条例/18.2",
        breach=Breach("authority", "unlawful", "补办移送"),
        when=~fact("in_scope"),
    ),
    Gate(
        "crime_referred",
        "涉嫌犯罪的，应当移送司法机关后才能结案",
        step="closed",
        needs=known(first("referred")),
        per="劳动保障监察条例/18.2",
        breach=Breach("procedure", "unlawful", "立即移送公安机关"),
        when=fact("suspected_crime"),
    ),
    Gate(
        "accounts_with_approval",
        "查询金融账户、房产和车辆，应当经设区的市级以上部门负责人批准",
        step="accounts_queried",
        needs=own("approved_by_city_head"),
        per="保障农民工工资支付条例/40",
        breach=Breach("authority", "revoke", "排除该证据，经批准后重新查询"),
        each=True,
        only_in_force=True,
    ),
    Gate(
        "accounts_in_wage_cases_only",
        "只有查处拖欠农民工工资案件，才能查询金融账户、房产和车辆",
        step="accounts_queried",
        needs=fact("migrant_wages"),
        per="保障农民工工资支付条例/40",
        breach=Breach("authority", "revoke", "排除该证据"),
        only_in_force=True,
    ),
    Gate(
        "emergency_plan",
        "群体性事件应当启动应急预案，会同有关部门处理",
        step="closed",
        needs=known(first("emergency_started")),
        per="劳动保障监察条例/14.4",
        breach=Breach("procedure", "flaw"),
        when=fact("group_event"),
    ),
)
COURSE_ORDERS = (
    Order(
        "opened_before_decision",
        "先立案，再作行政处理决定",
        first="opened",
        then="handling_decided",
        per="劳动保障监察条例/14.2",
        breach=Breach("procedure", "unlawful"),
    ),
    Order(
        "opened_before_end",
        "先立案，再终结调查",
        first="opened",
        then="investigation_ended",
        per="劳动保障监察条例/14.2",
        breach=Breach("procedure", "unlawful"),
    ),
    Order(
        "opened_before_inspection",
        "受理投诉的案件，立案后再调查检查",
        first="opened",
        then="investigated",
        per="关于实施《劳动保障监察条例》若干规定/18.1:filing",
        breach=DELAYED_SLIGHTLY,
        when=known(first("accepted")),
    ),
    Order(
        "inspected_before_end",
        "调查终结以前应当调查取证",
        first="investigated",
        then="investigation_ended",
        per="劳动保障监察条例/15.1",
        breach=UNPROVED,
    ),
    Order(
        "closed_before_archived",
        "结案后归档",
        first="closed",
        then="archived",
        per="湖南省劳动保障监察条例/24",
        breach=DELAYED_SLIGHTLY,
    ),
)

# --- clocks ---------------------------------------------------------------------------------------

APPROVED = fact("approved_by", of="extended") == "head"
COURSE_CLOCKS = (
    Clock(
        "acceptance_in_time",
        "受理投诉",
        starts="complained",
        ends=earliest(ANSWERED, first("supplement_requested")),
        per="关于实施《劳动保障监察条例》若干规定/18.1",
        breach=LATE_ACTION,
        opens="投诉人可以申请行政复议或者提起行政诉讼",
    ),
    Clock(
        "acceptance_after_supplement",
        "受理投诉",
        starts="supplemented",
        ends=ANSWERED,
        per="关于实施《劳动保障监察条例》若干规定/18.1",
        breach=LATE_ACTION,
        opens="投诉人可以申请行政复议或者提起行政诉讼",
    ),
    Clock(
        "investigation",
        "完成调查",
        starts="opened",
        ends=earliest(first("investigation_ended"), REVOKED, first("closed"), LEFT),
        per="劳动保障监察条例/17",
        breach=DELAYED,
        extended=Extension("extended", "劳动保障监察条例/17:extension", APPROVED),
    ),
    Clock(
        "decision_in_time",
        "作出处罚、处理决定或者撤销立案",
        starts="opened",
        ends=DECIDED,
        per="湖南省劳动保障监察条例/24",
        breach=DELAYED,
        extended=Extension("extended", "湖南省劳动保障监察条例/24:extension", APPROVED),
    ),
    Clock(
        "closing",
        "结案",
        starts="opened",
        ends=earliest(first("closed"), LEFT),
        per="湖南省劳动保障监察条例/24",
        breach=DELAYED_SLIGHTLY,
        extended=Extension("extended", "湖南省劳动保障监察条例/24:extension", APPROVED),
        unless=known(PENALTY) | known(HANDLED),
    ),
    Clock(
        "decision_after_investigation",
        "调查完成后作出决定",
        starts="investigation_ended",
        ends=DECIDED,
        per="关于实施《劳动保障监察条例》若干规定/37",
        breach=DELAYED,
    ),
    Clock(
        "spot_decision_filed",
        "将当场作出的决定交本部门存档",
        starts=first("penalty_decided", where=own("on_the_spot")),
        ends="deposited",
        per="关于实施《劳动保障监察条例》若干规定/32.2",
        breach=DELAYED_SLIGHTLY,
    ),
)
SERIOUS = all_of(known(PENALTY), fact("serious_violation"))
VIOLATION_PUBLICATIONS = (
    Publication(
        "serious_violation_published",
        "公布重大劳动保障违法行为",
        starts=PENALTY,
        ends="published",
        per="重大劳动保障违法行为社会公布办法/8:city_county",
        breach=UNPUBLISHED,
        when=SERIOUS,
        only_in_force=True,
    ),
    Publication(
        "handling_disclosed",
        "公开行政处理决定",
        starts="handling_decided",
        ends="handling_disclosed",
        per="国办发〔2018〕118号/6:other_results",
        breach=UNPUBLISHED,
        only_in_force=True,
    ),
)


def service_within(name: str, zh: str) -> Clock:
    """Return the limit within which each written decision of a supervision case is served."""
    return Clock(name, zh, starts="", ends="", per="湖南省劳动保障监察条例/23.2", breach=DELAYED)
