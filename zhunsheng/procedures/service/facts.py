"""What a service states about itself: methods, signers, witnesses, and the papers that prove it."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.law.procedure import Fact, Paper

METHOD_NAMES: Mapping[str, str] = {
    "direct": "直接送达",
    "left": "留置送达",
    "called_in": "到场领取拒签送达",
    "elsewhere": "住所外直接送达拒签",
    "electronic": "电子送达",
    "mailed": "邮寄送达",
    "entrusted": "委托送达",
    "forwarded": "转交送达",
    "announced": "公告送达",
}
PERSONAL_SIGNERS: Mapping[str, str] = {"self": "本人", "cohabiting_adult": "同住成年家属"}
UNIT_SIGNERS: Mapping[str, str] = {
    "legal_representative": "法定代表人",
    "responsible_person": "主要负责人",
    "mail_receiver": "办公室、收发室、值班室等负责收件的人",
}
CHOSEN_SIGNERS: Mapping[str, str] = {"agent": "代理人", "designated_receiver": "指定的代收人"}
NOT_ENTITLED: Mapping[str, str] = {
    "neighbor": "邻居",
    "colleague": "同事",
    "doorman": "不负责收件的门卫",
    "child": "未成年人",
    "family_elsewhere": "不同住的家属",
    "other": "其他无权签收的人",
    "nobody": "无人签收",
}
SIGNERS: Mapping[str, str] = {
    **PERSONAL_SIGNERS,
    **UNIT_SIGNERS,
    **CHOSEN_SIGNERS,
    **NOT_ENTITLED,
}
WITNESSES: Mapping[str, str] = {
    "residents_committee": "居民委员会工作人员",
    "village_committee": "村民委员会工作人员",
    "work_unit": "受送达人所在单位工作人员",
}
NO_WITNESSES: Mapping[str, str] = {
    "neighbor": "邻居",
    "relative": "亲属",
    "passer_by": "其他在场的人",
}
PERSONS = ("worker", "relative", "complainant", "person")
UNITS = (
    "employer",
    "contractor",
    "subcontractor",
    "owner",
    "enterprise",
    "unit",
    "bank",
    "agency",
)

SERVED_FACTS: tuple[Fact, ...] = (
    Fact("receipt_signed_by", "签收人", "choice", SIGNERS, also=("签收人身份", "代收人")),
    Fact("signed_on", "签收日期", "day", also=("收件日期", "回执签收日期")),
    Fact("receipt", "有送达回证", also=("送达回证", "邮寄回执")),
    Fact("undated", "回证未载明签收日期"),
    Fact("addressee_kind", "受送达人性质", "choice", {"person": "公民", "unit": "单位"}),
    Fact("refused", "拒绝签收", also=("拒收",)),
    Fact("refused_by", "拒收人", "choice", SIGNERS),
    Fact("at_residence", "文书留在住所", also=("留置地点在住所",)),
    Fact(
        "witness",
        "见证人",
        "choice",
        {**WITNESSES, **NO_WITNESSES, "none": "没有见证人"},
        also=("见证人身份",),
    ),
    Fact("recording", "拍照录像", also=("音像记录", "全过程记录")),
    Fact("refusal_noted", "回证记明拒收事由和日期并由见证人签名"),
    Fact("consented", "受送达人同意电子送达", also=("同意电子送达",)),
    Fact(
        "sent_to",
        "电子送达地址",
        "choice",
        {"confirmed_address": "确认书载明的地址", "other_address": "其他地址"},
    ),
    Fact("arrived_on", "到达系统日期", "day", also=("发送成功日期",)),
    Fact(
        "mail_result",
        "邮寄结果",
        "choice",
        {"signed": "已签收", "refused": "拒收退回", "nobody": "无人接收退回", "moved": "迁址退回"},
        also=("投递结果",),
    ),
    Fact("entrusted_in_writing", "有委托函"),
    Fact("whereabouts_unknown", "受送达人下落不明"),
    Fact("other_ways_failed", "其他方式无法送达"),
    Fact("explained", "案卷记明公告的原因和经过"),
    Fact("posted_at_home", "在住所地张贴公告"),
    Fact("claimed_on", "记载的公告送达生效日", "day"),
)
POSTED_FACTS: tuple[Fact, ...] = (
    Fact("undeliverable", "行为人逃匿而无法送交本人、同住成年家属或者单位收件人"),
)
SERVICE_PAPERS: tuple[Paper, ...] = (
    Paper("service_receipt", "送达回证", also=("送达回执",)),
    Paper("mail_receipt", "邮寄回执", also=("邮件签收回执", "快递签收单")),
    Paper("service_recording", "送达过程影像", also=("送达照片", "送达录像")),
    Paper("address_confirmation", "送达地址确认书"),
    Paper("electronic_service_log", "电子送达发送记录"),
    Paper("entrustment_letter", "委托送达函"),
    Paper("failed_service_record", "其他方式无法送达的经过材料", also=("退件", "查无下落证明")),
    Paper("service_announcement", "送达公告", also=("公告",)),
)
