"""The ways of serving a document: when each is valid, from which day, and what makes it none.

Silence about a fault (`undated`, `refused=no` …) counts for the service; silence about what makes
it valid (who signed, the receipt, the recording, the consent) leaves it unproven.
"""

from __future__ import annotations

from zhunsheng.law.procedure import Breach, Check, Method
from zhunsheng.law.rule import (
    OWN_DAY,
    Node,
    after,
    among,
    any_of,
    in_force,
    known,
    otherwise,
    own,
    own_file,
    own_paper,
    surely,
)
from zhunsheng.procedures.service.facts import (
    CHOSEN_SIGNERS,
    NO_WITNESSES,
    NOT_ENTITLED,
    PERSONAL_SIGNERS,
    PERSONS,
    UNIT_SIGNERS,
    UNITS,
    WITNESSES,
)

IS_UNIT = otherwise(own("addressee_kind") == "unit", among(own("to"), *UNITS))
IS_PERSON = otherwise(own("addressee_kind") == "person", among(own("to"), *PERSONS))
MISFIT = any_of(
    surely(IS_UNIT) & among(own("receipt_signed_by"), *PERSONAL_SIGNERS),
    surely(IS_PERSON) & among(own("receipt_signed_by"), *UNIT_SIGNERS),
)
ENTITLED = among(own("receipt_signed_by"), *PERSONAL_SIGNERS, *UNIT_SIGNERS, *CHOSEN_SIGNERS)
NO_STANDING = among(own("receipt_signed_by"), *NOT_ENTITLED) | MISFIT
HAS_RECEIPT = own_paper("service_receipt") | own("receipt")
HAS_SLIP = own_paper("mail_receipt", "service_receipt") | own("receipt")
RECORDED = own_paper("service_recording") | own("recording")
WITNESSED = among(own("witness"), *WITNESSES)
CONSENTED = own_paper("address_confirmation") | own("consented")
IN_WRITING = own_paper("entrustment_letter") | own("entrusted_in_writing")
OTHERS_FAILED = (
    own_file("failed_service_record") | own("other_ways_failed") | own("whereabouts_unknown")
)
SIGNED_ON = otherwise(own("signed_on", "day"), OWN_DAY)
ARRIVED_ON = otherwise(own("arrived_on", "day"), OWN_DAY)
ANNOUNCED_UNTIL = after(OWN_DAY, "民事诉讼法/95.1")

NOT_SERVED = Breach("procedure", "unlawful", cure="依法重新送达，并补齐送达凭证")


def _denied(name: str) -> Node:
    """Say that the fact is known not to hold; silence counts for it."""
    return surely(~own(name))


# --- faults --------------------------------------------------------------------------------------

NO_RECEIPT = Check("no_receipt", "没有送达回证", ~HAS_RECEIPT, "民事诉讼法/87.1", NOT_SERVED)
NO_SLIP = Check("no_mail_receipt", "没有邮寄回执", ~HAS_SLIP, "民事诉讼法/91", NOT_SERVED)
UNDATED = Check(
    "undated", "送达回证上没有签收日期", surely(own("undated")), "民事诉讼法/87.1", NOT_SERVED
)
WRONG_SIGNER = Check(
    "signer_not_entitled", "签收人无权签收", NO_STANDING, "民事诉讼法/88.1", NOT_SERVED
)
LEFT_CHECKS = (
    Check("not_refused", "没有人拒收而留置", _denied("refused"), "民事诉讼法/89", NOT_SERVED),
    Check(
        "refuser_not_entitled",
        "拒收的人不是有权签收的人",
        surely(among(own("refused_by"), *NOT_ENTITLED)),
        "民事诉讼法/89",
        NOT_SERVED,
    ),
    Check(
        "left_elsewhere",
        "文书没有留在受送达人住所",
        _denied("at_residence"),
        "民事诉讼法/89",
        NOT_SERVED,
    ),
    Check(
        "neither_witnessed_nor_recorded",
        "留置时既没有见证人，也没有拍照录像",
        (own("witness") == "none") & ~RECORDED,
        "民事诉讼法/89",
        NOT_SERVED,
    ),
    Check(
        "witness_without_standing",
        "见证人不是基层组织或者受送达人所在单位的人员",
        among(own("witness"), *NO_WITNESSES) & ~RECORDED,
        "民诉法解释/130.2",
        NOT_SERVED,
        only_in_force=True,
    ),
    Check(
        "refusal_not_noted",
        "送达回证没有记明拒收事由和日期并由见证人签名",
        _denied("refusal_noted") & ~surely(RECORDED),
        "民事诉讼法/89",
        NOT_SERVED,
    ),
)
RETURNED = Check(
    "returned_mail",
    "邮件被退回，不能当作已经送达",
    surely(among(own("mail_result"), "refused", "nobody", "moved")),
    "民事诉讼法/91",
    NOT_SERVED,
)
ELECTRONIC_CHECKS = (
    Check(
        "without_consent",
        "受送达人没有确认同意电子送达",
        ~CONSENTED,
        "民事诉讼法/90.1",
        NOT_SERVED,
    ),
    Check(
        "other_address",
        "没有发往确认书载明的地址",
        own("sent_to") == "other_address",
        "民事诉讼法/90.1",
        NOT_SERVED,
    ),
)
ANNOUNCED_CHECKS = (
    Check(
        "announced_too_soon",
        "并非下落不明，其他方式也没有试过，就公告送达",
        ~OTHERS_FAILED,
        "民事诉讼法/95.1",
        NOT_SERVED,
    ),
    Check(
        "announcement_unexplained",
        "案卷没有记明公告送达的原因和经过",
        _denied("explained"),
        "民事诉讼法/95.2",
        NOT_SERVED,
    ),
    Check(
        "posting_not_recorded",
        "在住所地张贴公告没有拍照录像",
        surely(own("posted_at_home")) & ~surely(RECORDED),
        "民诉法解释/138.2",
        NOT_SERVED,
        only_in_force=True,
    ),
)

# --- methods -------------------------------------------------------------------------------------

DIRECT = Method(
    name="direct",
    zh="直接送达",
    valid=HAS_RECEIPT & ENTITLED,
    effective=SIGNED_ON,
    per="民事诉讼法/88.1",
    proof="送达回证：签收人签名、签收日期；家属签收的注明关系和同住",
    checks=(NO_RECEIPT, UNDATED, WRONG_SIGNER),
)
LEFT = Method(
    name="left",
    zh="留置送达",
    valid=WITNESSED | RECORDED,
    effective=OWN_DAY,
    per="民事诉讼法/89",
    proof="送达回证记明拒收事由和日期、送达人和见证人签名；或者留置过程的影像",
    checks=LEFT_CHECKS,
)
CALLED_IN = Method(
    name="called_in",
    zh="到场领取拒签送达",
    valid=in_force("民诉法解释/131.1", OWN_DAY) & HAS_RECEIPT,
    effective=OWN_DAY,
    per="民诉法解释/131.1",
    only_in_force=True,
    proof="送达回证注明当事人到场、拒绝签署的情况，由送达人签名",
    checks=(NO_RECEIPT,),
)
ELSEWHERE = Method(
    name="elsewhere",
    zh="住所外直接送达拒签",
    valid=in_force("民诉法解释/131.2", OWN_DAY) & RECORDED,
    effective=OWN_DAY,
    per="民诉法解释/131.2",
    only_in_force=True,
    proof="送达过程的影像，回证注明情况并由送达人签名",
    checks=(
        Check(
            "refusal_not_recorded",
            "在住所以外拒签而没有拍照录像",
            ~RECORDED,
            "民诉法解释/131.2",
            NOT_SERVED,
            only_in_force=True,
        ),
    ),
)
ELECTRONIC = Method(
    name="electronic",
    zh="电子送达",
    valid=CONSENTED & (own("sent_to") == "confirmed_address"),
    effective=ARRIVED_ON,
    per="民事诉讼法/90.1",
    proof="送达地址确认书、发送成功的系统记录",
    checks=ELECTRONIC_CHECKS,
)
MAILED = Method(
    name="mailed",
    zh="邮寄送达",
    valid=HAS_SLIP
    & ((own("mail_result") == "signed") | known(own("receipt_signed_by")))
    & ENTITLED,
    effective=SIGNED_ON,
    per="民事诉讼法/91",
    proof="邮寄回执：签收人、收件日期；邮件跟踪记录",
    checks=(NO_SLIP, RETURNED, WRONG_SIGNER),
)
ENTRUSTED = Method(
    name="entrusted",
    zh="委托送达",
    valid=IN_WRITING & HAS_RECEIPT & ENTITLED,
    effective=SIGNED_ON,
    per="民事诉讼法/91",
    proof="委托函、受委托机关送回的送达回证",
    checks=(NO_RECEIPT, UNDATED, WRONG_SIGNER),
)
FORWARDED = Method(
    name="forwarded",
    zh="转交送达",
    valid=HAS_RECEIPT & ENTITLED,
    effective=SIGNED_ON,
    per="民事诉讼法/94",
    proof="部队政治机关或者监所转交、本人签收的送达回证",
    checks=(NO_RECEIPT, UNDATED, WRONG_SIGNER),
)
ANNOUNCED = Method(
    name="announced",
    zh="公告送达",
    valid=OTHERS_FAILED,
    effective=ANNOUNCED_UNTIL,
    counts=OWN_DAY,
    per="民事诉讼法/95.1",
    proof="公告文本、发出日期和载体、公告原因和经过的记载、张贴过程的影像",
    checks=ANNOUNCED_CHECKS,
)
METHODS: tuple[Method, ...] = (
    DIRECT,
    LEFT,
    CALLED_IN,
    ELSEWHERE,
    ELECTRONIC,
    MAILED,
    ENTRUSTED,
    FORWARDED,
    ANNOUNCED,
)
POSTED = Method(
    name="posted",
    zh="张贴送达",
    valid=own("undeliverable") & RECORDED,
    effective=OWN_DAY,
    per="法释〔2013〕3号/4.2",
    proof="在住所地、生产经营场所张贴责令支付文书的影像，逃匿和无法送交的材料",
    checks=(
        Check(
            "posting_not_recorded",
            "张贴没有拍照录像",
            ~RECORDED,
            "法释〔2013〕3号/4.2",
            NOT_SERVED,
        ),
        Check(
            "posted_too_soon",
            "并非逃匿、也能够送交，就张贴送达",
            ~own("undeliverable"),
            "法释〔2013〕3号/4.2",
            NOT_SERVED,
        ),
    ),
)
METHODS_OF_PAYMENT_ORDER: tuple[Method, ...] = (*METHODS, POSTED)
