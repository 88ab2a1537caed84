"""The papers in table form: approval to file, approval to close, certificate of service."""

from __future__ import annotations

from zhunsheng.documents.catalog import work_injury
from zhunsheng.documents.catalog.determination import DETERMINATION, NO_DETERMINATION
from zhunsheng.documents.catalog.shared import (
    HANDED,
    PARTY_PARTICULARS,
    PARTY_ROWS,
    PARTY_SLOTS,
    PROOF,
    SIGNED,
)
from zhunsheng.documents.catalog.violations import FACTS_FOUND
from zhunsheng.documents.form import Box, Case, Course, Either, Form, Grid, Named, Say
from zhunsheng.law.procedure import Fact

FOUR = (12, 15, 9, 10)
TITLES = {form.document: form.zh for form in work_injury.FORMS}
SUPERVISED = ("labor_supervision", "penalty")

OPENING_APPROVAL = Form(
    "opening_approval",
    "立案审批表",
    (*SUPERVISED, "arrears_clue"),
    ("opened",),
    layout="table",
    mark="监立字",
    paper="opening_approval",
    particulars=PARTY_PARTICULARS,
    asks=(
        Fact("case_summary", "案情摘要", "text"),
        Fact("cause", "案由", "text"),
        Fact("opening_opinion", "承办人意见", "text"),
    ),
    slots={
        **PARTY_SLOTS,
        "origin": Course(
            "案件来源", ("complained", "reported", "discovered", "designated", "received")
        ),
        "about": Either(("subject", "cause")),
        "respondent": Either(("party", "employer")),
        "power": Case(
            "procedure",
            {
                "labor_supervision": "{law:劳动保障监察条例/14.2}",
                "penalty": "{law:行政处罚法/54.2}",
                "arrears_clue": "{law:劳动保障监察条例/14.2}",
            },
        ),
    },
    parts=(
        Grid(
            FOUR,
            (
                ("案件来源", Box("{origin}", span=3)),
                ("案由", Box("涉嫌{about}", span=3)),
                ("当事人", Box("{respondent}", span=3)),
                *PARTY_ROWS[1:],
                ("案情摘要", Box("{case_summary}", span=3, lines=7)),
                ("立案依据", Box("{power}", span=3)),
                ("承办人意见", Box("{opening_opinion}", span=3, lines=3, sign=HANDED)),
                ("承办机构负责人意见", Box(span=3, lines=4, sign=SIGNED)),
                ("本机关负责人意见", Box(span=3, lines=4, sign=SIGNED)),
                ("备注", Box(span=3, lines=2)),
            ),
        ),
    ),
)

CLOSING_APPROVAL = Form(
    "closing_approval",
    "结案审批表",
    SUPERVISED,
    ("closed",),
    layout="table",
    mark="监结字",
    paper="closing_approval",
    particulars=PARTY_PARTICULARS,
    asks=(
        FACTS_FOUND,
        Fact("cause", "案由", "text"),
        Fact("closing_opinion", "结案理由和意见", "text"),
    ),
    slots={
        **PARTY_SLOTS,
        "about": Either(("subject", "cause")),
        "proof": PROOF,
        "decisions": Course(
            "处理处罚决定",
            (
                "correction_ordered",
                "payment_ordered",
                "extra_ordered",
                "handling_decided",
                "penalty_decided",
                "not_penalized",
                "referred",
                "transferred",
                "opening_revoked",
            ),
        ),
        "performance": Course(
            "履行情况",
            (
                "corrected",
                "rechecked",
                "paid",
                "fine_paid",
                "deferred",
                "demanded",
                "enforcement_applied",
                "not_penalized",
                "referred",
                "transferred",
                "opening_revoked",
            ),
        ),
    },
    parts=(
        Grid(
            FOUR,
            (
                ("案由", Box("{about}", span=3)),
                *PARTY_ROWS,
                ("立案日期", Box("{opened.day}"), "结案日期", Box("{own.day}")),
                ("违法事实和证据", Box("{facts_found}\n证据：{proof}。", span=3, lines=6)),
                ("处理、处罚决定", Box("{decisions}。", span=3, lines=3)),
                ("履行情况", Box("{performance}。", span=3, lines=3)),
                ("承办人结案意见", Box("{closing_opinion}", span=3, lines=3, sign=HANDED)),
                ("承办机构负责人意见", Box(span=3, lines=4, sign=SIGNED)),
                ("本机关负责人意见", Box(span=3, lines=4, sign=SIGNED)),
                ("备注", Box(span=3, lines=2)),
            ),
        ),
    ),
)

SERVICE_RECEIPT = Form(
    "service_receipt",
    "送达回证",
    ("work_injury", "labor_supervision", "penalty", "crime_referral"),
    ("served",),
    layout="table",
    paper="service_receipt",
    asks=(
        Fact("document_number", "送达文书的文号", "text"),
        Fact("service_address", "送达地点", "text", personal=True),
        Fact("servers", "送达人", "list"),
    ),
    slots={
        "addressee": Named("to"),
        "title": Case("of", {**TITLES, "decision": "{decision_title}"}, otherwise="{of}"),
        "decision_title": Case(
            "decided.result", {"not_determined": NO_DETERMINATION.zh}, otherwise=DETERMINATION.zh
        ),
    },
    parts=(
        Grid(
            FOUR,
            (
                ("案号", Box("{matter}", span=3)),
                ("受送达人", Box("{addressee}", span=3)),
                ("送达文书名称和文号", Box("《{title}》\n{document_number}", span=3, lines=2)),
                ("送达地点", Box("{service_address}", span=3)),
                ("送达方式", Box("{method}"), "送达人", Box("{servers}")),
                (
                    "受送达人签名\n或者盖章",
                    Box(span=3, lines=4, sign="收到日期：　　　　年　　月　　日　　时　　分"),
                ),
                (
                    "代收人签名或者\n盖章，与受送达人\n关系和代收理由",
                    Box(span=3, lines=4, sign="代收日期：　　　　年　　月　　日　　时　　分"),
                ),
                (
                    "拒收事由和日期",
                    Box(span=3, lines=4, sign="送达人（两人签名）：　　　　年　　月　　日"),
                ),
                (
                    "见证人签名，\n所在单位和职务",
                    Box(span=3, lines=3, sign="见证人：　　　　　　年　　月　　日"),
                ),
                ("备注", Box(span=3, lines=2)),
            ),
        ),
        Say(
            "注：受送达人在本回证上的签收日期为送达日期。受送达人本人不在的，交其同住成年家属签收；"
            "受送达人是法人或者其他组织的，由法定代表人、主要负责人或者负责收件的人签收。受送达人拒绝"
            "签收的，邀请见证人到场，记明拒收事由和日期，由送达人、见证人签名，把文书留在住所；也可以"
            "把文书留在住所，并以拍照、录像等方式记录送达过程。",
            "note",
        ),
    ),
)

FORMS = (OPENING_APPROVAL, CLOSING_APPROVAL, SERVICE_RECEIPT)
