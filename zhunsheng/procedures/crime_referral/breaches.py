"""What a breach in a transfer means, what mends it, and what it opens to the other side."""

from __future__ import annotations

from zhunsheng.law.procedure import Breach

TRANSFER_RULES = "行政执法机关移送涉嫌犯罪案件的规定"
POLICE_RULES = "公安机关办理刑事案件程序规定"
PROCURATORATE_RULES = "人民检察院刑事诉讼规则"

LATE_TRANSFER = Breach("procedure", "unlawful", "立即移送，并书面说明逾期的原因")
LATE_DECISION = Breach("procedure", "unlawful", "立即作出是否批准移送的决定")
NOT_TRANSFERRED = Breach("procedure", "unlawful", "立即移送公安机关")
IRREGULAR = Breach("procedure", "flaw", "补办并记录在案")
INCOMPLETE = Breach("facts", "flaw", "补充收集并补送公安机关")
RIGHT_MISSED = Breach("procedure", "flaw", "直接建议检察院立案监督，该项建议没有期限")
NOT_OURS = Breach("procedure", "flaw")
UNAUTHORIZED = Breach("authority", "unlawful", "由有权的负责人重新审批")
FINE_INSTEAD = Breach("procedure", "unlawful", "立即启动移送；已作的罚款由法院折抵罚金")
FINE_TWICE = Breach("basis", "revoke", "撤销罚款决定，退还罚款")

AGAINST_LATE_TRANSFER = (
    "本级或者上级人民政府可以责令限期移送，对负责人给予记过以上处分；检察院可以提出检察意见"
)
AGAINST_LATE_POLICE = "可以建议检察院立案监督，也可以报请本级或者上级人民政府责令公安机关改正"
AGAINST_LATE_REASONS = "检察院可以直接通知立案；逾期仍不立案的，发出纠正违法通知书"
