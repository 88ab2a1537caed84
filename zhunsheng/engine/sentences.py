"""The sentences an officer reads: one template per way in which a rule can fire."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "clock_due": "{zh}：应在{due}以前完成，还有{left}日",
        "clock_open_late": "{zh}：应在{due}以前完成，至{today}仍未完成，已逾期{over}日",
        "clock_late": "{zh}：应在{due}以前完成，{done}才完成，逾期{over}日",
        "clock_rolled": (
            "{zh}：期限于{nominal}届满，当日是休息日，{done}完成；顺延计算未逾期，"
            "该法没有自己的顺延规定，严格计算已逾期"
        ),
        "backward_due": "{zh}：最迟{due}，才能在{start}以前留足期限",
        "backward_open_late": "{zh}：最迟应在{due}，至{today}没有记录，期限已经不足",
        "backward_late": "{zh}：最迟应在{due}，{done}才完成，晚了{over}日",
        "floor_early": "{zh}：须等到{due}期满，{done}即已作出",
        "floor_waiting": "{zh}：须等到{due}期满之后",
        "hours_due": "{zh}：最迟{due}完成",
        "hours_open_late": "{zh}：最迟应在{due}完成，至{today}仍未完成",
        "hours_late": "{zh}：{start}起算，{done}才完成，超过时限",
        "hours_unproven": "{zh}：{start}起算，{done}完成，没有记明时刻，不能证明没有超过时限",
        "gate_barred": "{zh}；{done}{act}时不符合这一要求",
        "gate_unproven": "{zh}；卷内记载不足以证明{done}{act}时符合这一要求",
        "gate_closed": "{zh}",
        "order_skipped": "{zh}；{done}已经{act}，前一步骤没有记录",
        "order_early": "{zh}；{done}已经{act}，{first}才办前一步骤",
        "order_closed": "{zh}",
        "paper_missing": "{done}{act}时卷内没有{zh}",
        "paper_late": "{done}{act}时卷内没有{zh}，{filed}才入卷",
        "paper_wanted": "卷内还没有{zh}",
        "elements_fail": "{zh}：决定认为成立，但卷内事实表明：{failing}",
        "elements_hold": "{zh}：决定认为不成立，但卷内事实表明各要件均已成立",
        "elements_unknown": "{zh}：作出决定时以下要件没有查明：{unknown}",
        "elements_ready": "{zh}：各要件均已成立，应当立即{act}",
        "elements_open": "{zh}：以下要件尚待查明：{unknown}",
        "leaf_unproven": "认定“{zh}”，但{done}{act}时没有证明它的材料在卷（{proof}）",
        "service_unproven": "{zh}：{done}的送达缺少方式或者签收的记载，不能证明有效送达",
        "service_missing": "{zh}：没有送达记录",
        "service_faulty": "{done}向{to}送达无效：{zh}",
        "service_unlawful": "{done}向{to}送达，用的不是法定的送达方式",
        "service_invalid": "{done}向{to}送达，不符合{zh}的法定条件",
        "authority_barred": "{zh}；{done}{act}时不符合这一要求",
        "authority_unproven": "{zh}；卷内记载不足以证明{done}{act}时符合这一要求",
        "sum": "{zh}：{low}至{high}",
        "sum_exact": "{zh}：{low}",
        "sum_outside": "{zh}：决定为{stated}，法定应为{low}至{high}",
        "reading": "{zh}：{verdict}",
    }
)

GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        "subject": "主体不合法",
        "facts": "主要事实不清、证据不足",
        "basis": "适用依据错误",
        "procedure": "违反法定程序",
        "authority": "超越职权",
        "abuse": "滥用职权",
        "propriety": "明显不当",
    }
)
GRAVITIES: Mapping[str, str] = MappingProxyType(
    {"void": "可能被确认无效", "revoke": "可能被撤销", "unlawful": "可能被确认违法", "flaw": "瑕疵"}
)
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "due": "待办",
        "late": "逾期",
        "missing": "缺失",
        "barred": "不合条件",
        "unproven": "不能证明",
        "defective": "违法",
        "closed": "尚不可办",
        "sum": "金额",
        "reading": "要件",
    }
)
HOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "bureau": "本局",
        "worker": "职工",
        "employer": "用人单位",
        "party": "当事人",
        "police": "公安机关",
        "procuratorate": "检察机关",
        "court": "法院",
        "reconsideration_body": "复议机关",
    }
)
STILL_OPEN = "立即办理"
TRUTHS: Mapping[bool | None, str] = MappingProxyType({True: "是", False: "否", None: "不明"})
