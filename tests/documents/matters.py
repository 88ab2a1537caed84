"""Lawful matters with everything their papers ask for; people, units and places are invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from zhunsheng.documents.bureau import Bureau
from zhunsheng.documents.fill import Issue, fill
from zhunsheng.documents.filled import Filled
from zhunsheng.documents.form import Form
from zhunsheng.documents.forms import form
from zhunsheng.record.event import Event, Value
from zhunsheng.record.record import Record
from zhunsheng.record.text import read

ROOT = Path(__file__).parents[2]

BUREAU = Bureau(
    name="云溪市人力资源和社会保障局",
    mark="云人社",
    government="云溪市人民政府",
    superior="南岭省人力资源和社会保障厅",
    court="云溪市青石区人民法院",
    address="云溪市青石区桂花路18号",
    postcode="413900",
    contact="陈某、周某",
    phone="0737-0000000",
    payee="云溪市财政局非税收入专户",
    payee_bank="云溪农村商业银行桂花支行",
    payee_account="0000 1234 0000 5678",
    police="云溪市公安局",
    procuratorate="云溪市人民检察院",
)

WORKER: Mapping[str, Value] = {
    "worker": "何静娴",
    "employer": "云溪市青禾机械制造有限公司",
    "sex": "female",
    "born_on": date(1986, 9, 14),
    "id_number": "439900198609140027",
    "occupation": "装配车间操作工",
}
PARTY: Mapping[str, Value] = {
    "party_code": "91439900MA4L0000XX",
    "representative": "蒋明远",
    "party_address": "云溪市青石区工业大道66号",
    "party_phone": "13900002217",
}
DEED: Mapping[str, Value] = {
    "facts_found": (
        "你单位承建青石区滨江家园二期主体工程，雇用何某某等9名农民工从事木工、钢筋作业。2025年1月1日至"
        "2月20日期间，应付上述人员工资86,400元，至今分文未付。责令限期支付以后，你单位仍未支付。"
    ),
    "correction": "向何某某等9名劳动者补齐2025年1月至2月的工资，并建立工资支付台账。",
    "defence": "工程款尚未结清，请求延期支付。",
    "defence_answer": "工程款是否结清不影响用人单位按时足额支付工资，该项申辩不予采纳。",
    "statement_by": date(2025, 4, 21),
}
GENERAL_DEED: Mapping[str, Value] = {
    **DEED,
    "deed": "未按照规定保存用工登记材料",
    "cause": "未按照规定保存用工登记材料",
    "facts_found": "2025年5月，你单位招用工人18名，未登记、核查身份证件，也未保存登记材料。",
    "broken_provision": "《禁止使用童工规定》第四条",
    "penal_provision": "《禁止使用童工规定》第八条",
    "statement_by": date(2025, 6, 16),
}

INJURY: Mapping[str, Value] = {
    "accident_place": "云溪市青石区工业大道与桂花路交叉口",
    "diagnosed_on": date(2025, 3, 3),
    "injured_part": "左胫腓骨骨折",
    "injury_account": (
        "2025年3月3日7时40分许，何静娴骑电动自行车由住处前往单位上班，行至工业大道与桂花路交叉口时，"
        "与一辆右转的小型客车相撞受伤，当日送云溪市人民医院救治，诊断为左胫腓骨骨折。"
    ),
    "inquiry_account": (
        "何静娴系云溪市青禾机械制造有限公司职工，当日排班为8时至17时。事故发生在其上班的合理时间和合理"
        "路线。公安机关交通管理部门认定，何静娴不承担事故责任。"
    ),
}
ASKED: Mapping[str, Mapping[str, Value]] = {
    "decided": INJURY,
    "opened": {
        "case_summary": "接投诉，反映该单位拖欠何某某等9名农民工2025年1月至2月工资共计86,400元。",
        "opening_opinion": "经初步审查，符合立案条件，建议立案调查，由林某、谢某承办。",
    },
    "extra_ordered": {"extra_by": date(2025, 4, 30)},
    "closed": {"closing_opinion": "处理、处罚决定已经全部履行，建议结案。"},
    "served": {
        "document_number": "云人社〔2025〕1号",
        "service_address": "云溪市青石区桂花路22号3栋601室",
        "servers": ("陈某", "周某"),
    },
    "referred": {
        "crime_account": "2025年6月至8月，该单位拖欠12名劳动者工资96,000元，账户有款而转作他用。",
    },
    "acceptance_refused": {
        "refusal_account": "事故发生于2023年11月2日，申请已经超过一年，没有可以扣除的期间。",
        "refusal_basis": "《劳动保障监察条例》第二十一条第二款",
    },
}


def lawful(procedure: str) -> Record:
    """Return the lawful example of a procedure with the particulars its papers ask for."""
    text = (ROOT / "examples/records/lawful.txt").read_text(encoding="utf-8")
    record = next(r for r in read(text, "lawful.txt").records if r.procedure == procedure)
    heads: Mapping[str, Mapping[str, Value]] = {
        "work_injury": WORKER,
        "labor_supervision": {**PARTY, **DEED, "complainant": "何静娴"},
        "penalty": {**PARTY, **GENERAL_DEED},
        "arrears_clue": {**PARTY, "cause": "拖欠劳动报酬"},
        "crime_referral": {"facts_found": "2025年6月至8月，你单位拖欠12名劳动者劳动报酬。"},
    }
    inquiry: Mapping[str, Value] = {
        "inquiry_matter": "工资支付情况",
        "inquiry_on": date(2025, 3, 19),
        "inquiry_hour": "9时30分",
        "inquiry_place": "云溪市人力资源和社会保障局三楼询问室",
        "papers_to_bring": (
            "营业执照副本复印件",
            "职工名册和考勤记录",
            "2025年1月至2月工资支付台账",
        ),
    }
    about = {**record.about, **heads.get(procedure, {})}
    if procedure in ("labor_supervision", "penalty"):
        about |= inquiry
    events = tuple(map(_told, record.events))
    return replace(record, about=about, events=events)


def _told(event: Event) -> Event:
    return replace(event, facts={**event.facts, **ASKED.get(event.kind, {})})


def after(record: Record, kind: str, on: date, **facts: Value) -> Record:
    """Return the record with one more act."""
    return record.append(Event(kind, on, facts={**ASKED.get(kind, {}), **facts}))


def act(record: Record, form: Form) -> Event:
    """Return the latest act of the record that makes the form."""
    return next(e for e in reversed(record.as_known()) if e.kind in form.steps)


def filled(kind: str, record: Record, **issue: object) -> Filled:
    """Fill a form on the day of its latest act."""
    chosen = form(kind)
    event = act(record, chosen)
    how = Issue(event=event, **issue)  # type: ignore[arg-type]
    return fill(chosen, record, on=event.happened_on, bureau=BUREAU, issue=how)


def cases() -> dict[str, tuple[str, Record]]:
    """Return, for each paper (with a word for its variants), its kind and a lawful record."""
    injury, labor, penalty = map(lawful, ("work_injury", "labor_supervision", "penalty"))
    crime = lawful("crime_referral")
    day = date(2025, 6, 20)
    return {
        **{kind: (kind, injury) for kind in INJURY_KINDS},
        "refusal": ("refusal", _refused(injury)),
        "no_determination": ("no_determination", _denied(injury, "main_responsibility")),
        "no_determination of drunkenness": ("no_determination", _denied(injury, "intoxication")),
        **{kind: (kind, labor) for kind in LABOR_KINDS},
        "complaint_refusal": (
            "complaint_refusal",
            after(labor, "acceptance_refused", day, in_writing=True),
        ),
        "complaint_supplement_notice": (
            "complaint_supplement_notice",
            after(
                labor,
                "supplement_requested",
                day,
                papers_to_supply=("被投诉单位的名称和地址", "投诉人的身份证明"),
                supply_by=date(2025, 6, 30),
            ),
        ),
        "correction_order": (
            "correction_order",
            after(
                labor,
                "correction_ordered",
                day,
                violation="wage_ledger",
                deadline=date(2025, 6, 30),
            ),
        ),
        "handling_decision": (
            "handling_decision",
            after(
                labor,
                "handling_decided",
                day,
                violation="wage_arrears",
                handling=("向何某某等9名劳动者支付工资86,400元", "向上述劳动者加付赔偿金43,200元"),
                handle_by=date(2025, 7, 4),
            ),
        ),
        **_around_the_order(labor, penalty, crime),
        **{f"{kind} of a penalty": (kind, penalty) for kind in PENALTY_KINDS},
        "opening_approval of a lead": ("opening_approval", lawful("arrears_clue")),
        "transfer_letter": ("transfer_letter", crime),
        **{
            f"service_receipt in {record.procedure}": ("service_receipt", record)
            for record in (injury, labor, penalty, crime)
        },
    }


INJURY_KINDS = (
    "acceptance",
    "supplement_notice",
    "proof_notice",
    "suspension_notice",
    "resumption_notice",
    "determination",
)
PENALTY_KINDS = (
    "opening_approval",
    "inquiry_notice",
    "prior_notice",
    "penalty_decision",
    "closing_approval",
)
LABOR_KINDS = (*PENALTY_KINDS, "complaint_acceptance", "payment_order")


def _around_the_order(
    labor: Record, penalty: Record, crime: Record
) -> dict[str, tuple[str, Record]]:
    day = date(2025, 6, 20)
    asked = after(labor, "hearing_requested", date(2025, 4, 18))
    hearing = after(
        asked,
        "hearing_notified",
        date(2025, 4, 22),
        hearing_on=date(2025, 5, 8),
        hearing_hour="9时",
        hearing_place="云溪市人力资源和社会保障局二楼会议室",
        hearing_host="孟某",
    )
    demand = after(
        labor,
        "demanded",
        date(2025, 12, 1),
        duty="缴纳云人社监罚字〔2025〕3号行政处罚决定所处的罚款。",
        duty_sum=20000,
        duty_manner="缴至决定书载明的账户。",
        duty_by=date(2025, 12, 15),
    )
    return {
        "rectification_order": ("rectification_order", crime),
        "correction_notice": (
            "correction_notice",
            after(penalty, "correction_ordered", day, correct_by=date(2025, 6, 30)),
        ),
        "extra_order": ("extra_order", labor),
        "hearing_notice": ("hearing_notice", hearing),
        "demand_letter": ("demand_letter", demand),
        "revocation_decision": (
            "revocation_decision",
            after(labor, "opening_revoked", day, revoked_because="minor_and_corrected"),
        ),
        "extension_approval": (
            "extension_approval",
            after(
                labor,
                "extended",
                day,
                approved_by="head",
                extension_reasons="涉及分包单位多、劳动者分散，账目正在审计。",
            ),
        ),
    }


def _refused(record: Record) -> Record:
    before = tuple(e for e in record.events if e.happened_on <= date(2025, 3, 26))
    opening = replace(record, events=before)
    return after(opening, "acceptance_refused", date(2025, 4, 3), refused_because="out_of_time")


def _denied(record: Record, item: str) -> Record:
    events = tuple(
        replace(e, facts={**e.facts, "result": "not_determined", "item": item})
        if e.kind == "decided"
        else e
        for e in record.events
    )
    return replace(record, events=events)
