"""Invented content of the pages of one matter."""

from __future__ import annotations

from typing import Any


def event(time: str, title: str, head: str, by: str, **more: Any) -> dict[str, Any]:
    return {
        "time_zh": time,
        "title": title,
        "head": head,
        "by_zh": by,
        "head_href": f"/heyan/{head[:4]}/",
    } | more


def papers(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "href": f"/wenshu/{n}/"} for n, name in enumerate(names)]


MATTER = {
    "service": [
        {
            "who": "宏×劳务",
            "how_zh": "留置",
            "day_zh": "12月8日 15:20",
            "state_zh": "回证有瑕疵",
            "tone": "amb",
            "note": "录像可补；复议至 2月6日，起诉至 6月8日",
        },
        {
            "who": "城×建设",
            "how_zh": "直接，本人签收",
            "day_zh": "12月9日",
            "state_zh": "已生效",
            "tone": "grn",
        },
        {
            "who": "黄××等 23 人",
            "how_zh": "短信告知",
            "day_zh": "",
            "state_zh": "未送达",
            "tone": "redw",
        },
    ],
    "readings": [
        {
            "zh": "本局口径",
            "state_zh": "证据 5/7",
            "tone": "amb",
            "text": "责令后逾期未付，推定有能力支付而不支付；尚缺银行流水。",
        },
        {
            "zh": "公安口径",
            "state_zh": "多半不立案",
            "tone": "redw",
            "text": "要求转移财产、逃匿，或查实账户有钱；只有欠薪和逾期的不立案。",
        },
    ],
    "stages": [
        {"zh": "线索受理", "day_zh": "11月14日", "state": "done"},
        {"zh": "立案", "day_zh": "11月17日", "state": "done"},
        {"zh": "调查取证", "day_zh": "11月18日至12月4日", "state": "done"},
        {"zh": "责令支付", "day_zh": "12月8日送达", "state": "done"},
        {"zh": "履行期内", "day_zh": "12月18日届满", "state": "now"},
        {"zh": "支付或移送", "day_zh": "未开始", "state": "todo"},
        {"zh": "结案归档", "day_zh": "最迟 2月10日", "state": "todo"},
    ],
    "next": {
        "title": "12月18日（周四）履行期届满",
        "left_zh": "剩 2 日",
        "tone": "amb",
        "gist": "分包单位拖欠工资的，由施工总承包单位先行清偿，再依法追偿。",
        "law_zh": "《保障农民工工资支付条例》第三十条第三款（2020年5月1日起施行，现行有效）",
        "law_href": "/fagui/nongmingong/30/",
        "verified": "text",
        "how": "12月8日送达，指令书写明十日内支付，12月18日 24 时届满。届满未付，12月19日 09:00 自动提醒您和科室负责人。",
        "track": {
            "start_zh": "12月8日 送达",
            "end_zh": "12月18日 届满",
            "today_pct": 80,
            "paused": [],
        },
        "acts": [
            {
                "zh": "登记支付凭证",
                "href": "/ban/0468/ban/paid/",
                "mark": "banknote",
                "primary": True,
            },
            {"zh": "责令总包先行清偿", "href": "/ban/0468/ban/contractor/", "mark": "users"},
            {
                "zh": "补充询问笔录",
                "href": "/ban/0468/ban/questioned/",
                "mark": "message-square-text",
            },
        ],
        "barred": [
            {
                "zh": "报请移送公安",
                "why": "履行期未届满；还缺“逃匿或转移财产”的证据",
                "href": "#proof",
                "more": "差 2 项",
            },
            {"zh": "结案", "why": "23 人中 0 人有兑付凭证；2 处缺陷未补正"},
        ],
    },
    "days": [
        {
            "day_zh": "12月15日 周一",
            "events": [
                event(
                    "16:42",
                    "法制审核提出 2 处缺陷，退回补正",
                    "7f3a 91c2",
                    "法制科 何静（审核人）",
                    kind="flaw",
                ),
                event(
                    "10:05",
                    "更正第 23 条：涉及人数 24 改为 23",
                    "c90d 4e17",
                    "周敏　理由：黄××为重复登记　刘志远复核",
                    kind="fix",
                    text="原记录保留，",
                    more={"text": "看第 23 条", "href": "#event-23"},
                ),
            ],
        },
        {
            "day_zh": "12月8日 周一",
            "events": [
                event(
                    "15:20",
                    "送达《限期支付指令书》",
                    "b1e6 0a8d",
                    "周敏、刘志远　留置送达，执法记录仪 00:14:32 全程",
                    kind="key",
                    text="受送达人拒绝签收，留置于住所。",
                    papers=papers("限期支付指令书〔2025〕0468号", "送达回证", "影像 3 段"),
                ),
                event(
                    "09:10",
                    "决定责令限期支付",
                    "52aa 7c31",
                    "监察支队 负责人批准",
                    kind="key",
                    text="责令 12月18日前支付 23 人工资 386,240.00 元。",
                    papers=papers("内部审批表"),
                ),
            ],
        },
        {
            "day_zh": "12月4日 周四",
            "events": [
                event(
                    "17:30",
                    "核对工资表与考勤，23 人金额逐人确认",
                    "0d4f e823",
                    "刘志远　导入 Excel 23 行，0 行出错",
                    papers=papers("工资核对表.xlsx", "本人签字 23 份"),
                ),
            ],
        },
        {
            "day_zh": "11月17日 周一",
            "events": [
                event(
                    "11:00",
                    "立案",
                    "e3b7 55f0",
                    "监察支队 负责人批准",
                    kind="key",
                    papers=papers("立案审批表"),
                ),
                event("", "线索移交案卷", "41c8 9d02", "周敏　只知道日期"),
            ],
        },
    ],
    "defects": [
        {
            "title": "送达回证未记明拒收事由和日期",
            "level_zh": "须补正",
            "grave": True,
            "until_zh": "限 12月17日",
            "verified": "text",
            "law_zh": "《民事诉讼法》第八十九条：留置送达应记明拒收事由和日期，或以录像记录过程",
            "text": "已有录像 3 段，可依后一方式补正。",
            "act": {"text": "去补正", "href": "/ban/0468/buzheng/1/"},
        },
        {
            "title": "考勤照片未注明来源和提供人",
            "level_zh": "建议",
            "grave": False,
            "until_zh": "限 12月19日",
            "verified": "excerpt",
            "law_zh": "《关于行政诉讼证据若干问题的规定》第十条：报表、账册应附说明材料",
            "text": "",
        },
    ],
    "evidence": [
        {
            "title": "一、用工与欠薪事实",
            "note": "两用",
            "rows": [
                {
                    "state": "ok",
                    "zh": "23 人身份与用工关系（实名制记录）",
                    "text": "3 件",
                    "href": "/juan/1/",
                },
                {
                    "state": "ok",
                    "zh": "考勤、工资表、本人签字确认",
                    "text": "26 件",
                    "href": "/juan/2/",
                },
                {
                    "state": "ok",
                    "zh": "数额：23 人合计 38.6 万元",
                    "text": "1 表",
                    "href": "/juan/3/",
                },
            ],
        },
        {
            "title": "二、责令支付与送达",
            "note": "两用",
            "rows": [
                {
                    "state": "ok",
                    "zh": "指令书载明金额、期限、救济途径",
                    "text": "1 件",
                    "href": "/juan/4/",
                },
                {
                    "state": "part",
                    "zh": "已送达；回证有瑕疵，录像可补",
                    "text": "4 件",
                    "href": "/juan/5/",
                },
            ],
        },
        {
            "title": "三、逃匿或转移财产",
            "note": "仅移送需要",
            "rows": [
                {
                    "state": "none",
                    "zh": "账户流水（须市局负责人批准查询）",
                    "text": "去申请",
                    "href": "/juan/6/",
                },
                {
                    "state": "none",
                    "zh": "有能力支付而不支付的说明",
                    "text": "去补",
                    "href": "/juan/7/",
                },
            ],
        },
    ],
}
