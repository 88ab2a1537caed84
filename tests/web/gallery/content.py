"""Invented content for the gallery: what views will one day hand to the same templates."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

STAFF_NAV = ["我的今天", "办件", "工程项目", "涉企检查", "文书与送达", "统计导出", "法规库"]
LEADER_NAV = ["总览", "期限", "工程项目", "争议与败诉", "涉企检查", "法治报告", "机构与人员"]
ADMIN_NAV = ["人员与资格", "机构", "节假日表", "期限规则", "文书模板", "导入导出", "日志与备份"]

TRACK = {
    "start_zh": "10月17日 受理",
    "end_zh": "12月28日 法定届满",
    "today_pct": 83,
    "paused": [(47, 63, "中止 12 日")],
}


def shell(on: str, names: list[str], me: dict[str, Any] | None = None) -> dict[str, Any]:
    person = {"name": "周敏", "role_zh": "承办人", "department": "监察支队", "big": False}
    return {
        "me": me or person,
        "nav": [{"href": f"/{i}/", "zh": zh, "on": zh == on} for i, zh in enumerate(names)],
        "today_zh": "2025年12月16日 星期二",
        "quiet": {"zh": "企业宁静日 1–20日", "note": "入企检查须经批准"},
        "reminders": 4,
        "bureau": "云溪市人力资源和社会保障局",
        "messages": [],
        "chain_line": "12月15日末条 7f3a 91c2 4e10 b86d，全局 41,207 条，08:30 校验一致",
        "session_ends": 28800,
    }


def row(day: str, left: str, tone: str, kind: str, title: str, **more: Any) -> dict[str, Any]:
    basis = {
        "href": "/ban/0468/",
        "verified": "text",
        "act": {"zh": "去办理", "href": "/ban/0468/"},
    }
    return (
        {"day_zh": day, "left_zh": left, "tone": tone, "kind_zh": kind, "title": title}
        | basis
        | more
    )


TODAY = {
    "counters": [
        {"n": 38, "zh": "全部", "href": "/", "on": True},
        {"n": 1, "zh": "已超期", "href": "/?dao=chao", "tone": "red"},
        {"n": 4, "zh": "今天", "href": "/?dao=0", "tone": "amb"},
        {"n": 7, "zh": "3日内", "href": "/?dao=3", "tone": "amb"},
        {"n": 12, "zh": "7日内", "href": "/?dao=7"},
        {"n": 9, "zh": "等对方", "href": "/?deng=1"},
        {"n": 3, "zh": "中止计期", "href": "/?zhong=1"},
        {"n": 2, "zh": "退回补正", "href": "/?tui=1"},
    ],
    "chips": [{"zh": "承办人：我", "drop_href": "/?x=1"}, {"zh": "未结", "drop_href": "/?x=2"}],
    "groups": [
        {
            "zh": "已超期",
            "note": "1 件，须今天说明原因并报科室负责人",
            "rows": [
                row(
                    "12月14日 周日",
                    "超 2 日",
                    "red",
                    "工伤认定",
                    "陈××（湖南益×机械）上下班途中事故",
                    next_zh="作出决定，或补办中止手续",
                    law_zh="《工伤保险条例》第二十条：受理之日起六十日内",
                    number="云人社工认〔2025〕0731",
                    size_zh="云溪区，1 人",
                ),
            ],
        },
        {
            "zh": "今天",
            "note": "12月16日 周二，4 件",
            "rows": [
                row(
                    "内控届满",
                    "今天",
                    "td",
                    "工伤认定",
                    "黄××（资×建筑）高处坠落",
                    next_zh="审核调查笔录后拟决定",
                    law_zh="《工伤保险条例》第二十条",
                    number="云人社工认〔2025〕0812",
                    size_zh="资水区，1 人",
                    primary=True,
                    track=TRACK,
                    how="10月17日受理，法定六十日；等事故责任认定书中止 12 日（11月20日至12月1日不计），届满 12月28日。科室内控提前 12 日，就是今天。",
                ),
                row(
                    "17:30 前",
                    "今天",
                    "td",
                    "移送",
                    "李××涉嫌拒不支付劳动报酬",
                    next_zh="分管负责人审批，还差逃匿证据说明",
                    verified="excerpt",
                    law_zh="《行政执法机关移送涉嫌犯罪案件的规定》第五条：三日内决定",
                    number="云人社监案〔2025〕0441",
                    size_zh="南坪县，31 人，46.2 万元",
                    act={"zh": "催办", "href": "/ban/0441/"},
                ),
                row(
                    "5 个工作日",
                    "今天",
                    "td",
                    "平台线索",
                    "沅×产业园项目反映 6 人欠薪",
                    next_zh="受理，或说明不予受理的理由",
                    law_zh="《关于实施〈劳动保障监察条例〉若干规定》第十八条",
                    number="国平 HN2025-1211-0093",
                    size_zh="沅口市，6 人，7.8 万元",
                    act={"zh": "受理", "href": "/ban/0093/"},
                ),
                row(
                    "送达 20 日",
                    "今天",
                    "td",
                    "送达",
                    "张××工伤认定决定书",
                    next_zh="直接送达未果，转留置或邮寄",
                    law_zh="《工伤保险条例》第二十条第二款",
                    number="云人社工认〔2025〕0765",
                    size_zh="南坪县，1 人",
                    act={"zh": "登记送达", "href": "/ban/0765/"},
                ),
            ],
        },
        {
            "zh": "3日内",
            "note": "12月17日至19日，7 件",
            "rows": [
                row(
                    "12月18日",
                    "周四，剩 2 日",
                    "",
                    "欠薪案件",
                    "柳塘安置小区二期 23 人工资",
                    next_zh="责令支付履行期届满，查兑付凭证",
                    law_zh="《保障农民工工资支付条例》第三十条",
                    number="云人社监案〔2025〕0468",
                    size_zh="云溪区，23 人，38.6 万元",
                ),
                row(
                    "12月19日",
                    "周五，09:00",
                    "",
                    "出庭",
                    "王××诉不予认定工伤",
                    next_zh="负责人出庭，提交证据原件",
                    law_zh="《行政诉讼法》第三条、第六十七条",
                    number="（2025）湘××行初40号",
                    size_zh="云溪区法院",
                    act={"zh": "出庭清单", "href": "/ban/40/"},
                ),
            ],
        },
    ],
    "week": [
        {"zh": "一", "n": 15, "due": 0, "rest": "0", "today": False},
        {"zh": "二", "n": 16, "due": 4, "rest": "", "today": True},
        {"zh": "三", "n": 17, "due": 2, "rest": "", "today": False},
        {"zh": "四", "n": 18, "due": 3, "rest": "", "today": False},
        {"zh": "五", "n": 19, "due": 2, "rest": "", "today": False},
        {"zh": "六", "n": 20, "due": 0, "rest": "休", "today": False},
        {"zh": "日", "n": 21, "due": 0, "rest": "休", "today": False},
    ],
}


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

LIST = {
    "chips": [
        {"zh": "欠薪案件", "drop_href": "/ban/?a"},
        {"zh": "关键词：柳塘", "drop_href": "/ban/?b"},
        {"zh": "未结", "drop_href": "/ban/?c"},
    ],
    "rows": [
        {
            "day_zh": day,
            "left_zh": left,
            "tone": tone,
            "number": f"云人社监案〔2025〕{number}",
            "href": f"/ban/{number}/",
            "title": title,
            "next_zh": step,
            "waiting": waiting,
            "officers": "周敏、刘志远",
            "people": people,
            "sum": total,
        }
        for day, left, tone, number, title, step, waiting, people, total in [
            (
                "12月14日",
                "超 2 日",
                "red",
                "0431",
                "东湖×苑三期拖欠 12 人工资案",
                "作出决定",
                False,
                12,
                "96,400.00",
            ),
            (
                "12月16日",
                "今天",
                "td",
                "0441",
                "李××涉嫌拒不支付劳动报酬",
                "分管负责人审批",
                False,
                31,
                "462,000.00",
            ),
            (
                "12月18日",
                "剩 2 日",
                "amb",
                "0468",
                "柳塘安置小区（二期）拖欠 23 人工资案",
                "查兑付凭证",
                False,
                23,
                "386,240.00",
            ),
            (
                "12月24日",
                "剩 8 日",
                "",
                "0455",
                "柳塘×中学扩建工程欠薪案",
                "询问总包",
                True,
                8,
                "61,300.50",
            ),
            (
                "1月6日",
                "剩 21 日",
                "",
                "0472",
                "柳塘物流园二标段欠薪案",
                "调查取证",
                False,
                46,
                "702,118.00",
            ),
            (
                "1月9日",
                "剩 24 日",
                "",
                "0475",
                "南坪县柳塘河治理工程欠薪线索",
                "立案审批",
                False,
                5,
                "38,000.00",
            ),
        ]
    ],
}

FORM = {
    "what": [
        {
            "name": "paper",
            "label": "送达的文书",
            "kind": "choice",
            "value": "order",
            "choices": [
                ("order", "限期支付指令书"),
                ("notice", "询问通知书"),
                ("decision", "处理决定书"),
                ("penalty", "处罚决定书"),
                ("hearing", "听证告知书"),
                ("close", "结案告知书"),
                ("other", "其他"),
            ],
            "prefilled_from": "12月8日 决定责令限期支付",
        },
        {
            "name": "to",
            "label": "受送达人",
            "kind": "text",
            "value": "湖南宏×劳务有限公司",
            "prefilled_from": "立案审批表",
        },
    ],
    "how": [
        {
            "name": "happened_on",
            "label": "送达日期",
            "kind": "date",
            "value": "12月8日",
            "hint": "像 2025-12-08、12月8日、20251208 都可以",
            "read_as": "2025年12月8日（周一）",
        },
        {"name": "at", "label": "几点", "kind": "time", "value": "15:20", "optional": True},
        {
            "name": "method",
            "label": "送达方式",
            "kind": "choice",
            "value": "left",
            "choices": [
                ("direct", "直接"),
                ("left", "留置"),
                ("mailed", "邮寄"),
                ("electronic", "电子"),
            ],
        },
        {
            "name": "refusal",
            "label": "拒收事由",
            "kind": "textarea",
            "value": "",
            "error": "请写拒收的事由，没有事由的留置送达不算数",
            "hint": "受送达人当时怎么说的，照实写",
        },
        {"name": "witnessed", "label": "有见证人", "kind": "yes_no", "value": "no"},
        {
            "name": "proof",
            "label": "怎么证明",
            "kind": "checks",
            "value": ["recording"],
            "choices": [("recording", "全程录像"), ("photo", "照片"), ("witness", "见证人签名")],
        },
        {
            "name": "cost",
            "label": "邮寄费",
            "kind": "money",
            "value": "2十元",
            "error": "金额要写数字，像 20 或 20.00",
            "optional": True,
        },
        {
            "name": "file",
            "label": "送达回证",
            "kind": "file",
            "hint": "拍照即可，大图会自动缩小；时间和地点会留下",
            "accept": "image/*",
            "keep_place": True,
        },
        {"name": "note", "label": "备注", "kind": "textarea", "value": "", "optional": True},
    ],
    "matter": [
        {"key": "案号", "value": "云人社监案〔2025〕0468"},
        {"key": "单位", "value": "湖南宏×劳务有限公司"},
        {"key": "涉及", "value": "23 人，386,240.00 元"},
        {"key": "履行期", "value": "12月18日届满"},
        {
            "key": "电话",
            "value": "139****2217",
            "change_href": "/ban/0468/dianhua/",
            "hidden": "电话",
        },
    ],
}
FORM_ERRORS = [
    {"href": "#id_refusal", "text": "请写拒收的事由，没有事由的留置送达不算数"},
    {"href": "#id_cost", "text": "金额要写数字，像 20 或 20.00"},
]
PAGES: dict[str, dict[str, Any]] = {
    "today": shell("我的今天", STAFF_NAV) | {"today": TODAY},
    "matter": shell("办件", STAFF_NAV) | {"matter": MATTER},
    "list": shell("办件", STAFF_NAV) | {"list": LIST},
    "form": shell("办件", STAFF_NAV) | {"form": FORM, "errors": FORM_ERRORS},
}

OVERVIEW = {
    "decide": [
        {
            "day_zh": "今天到期",
            "tone": "td",
            "title": "批准移送公安：李××涉嫌拒不支付劳动报酬",
            "href": "/ban/0441/",
            "act": "审阅并决定",
            "law_zh": "《行政执法机关移送涉嫌犯罪案件的规定》第五条：接到报告三日内决定",
            "verified": "text",
        },
        {
            "day_zh": "12月18日",
            "tone": "amb",
            "title": "宁静日入企检查特批：资水区某电子厂疑用童工举报",
            "href": "/jiancha/9/",
            "act": "审阅",
            "law_zh": "本市企业宁静日制度：特殊情况从严审批",
            "verified": "excerpt",
        },
        {
            "day_zh": "12月19日",
            "tone": "",
            "title": "出庭应诉：王××诉不予认定工伤（云溪区法院 09:00）",
            "href": "/susong/40/",
            "act": "确认出庭",
            "law_zh": "《行政诉讼法》第三条：被诉行政机关负责人应当出庭应诉",
            "verified": "text",
        },
    ],
    "figures": [
        {
            "n": "571",
            "unit": "件",
            "zh": "欠薪案件立案",
            "href": "/ban/?a",
            "note": "结案 568，在办 3",
            "spark": [0.1, 0.5, 0.4, 0.9, 0.6, 0.8, 0.7, 1],
        },
        {
            "n": "1,341",
            "unit": "条",
            "zh": "平台线索办理",
            "href": "/ban/?b",
            "note": "按期办理率 100%",
            "spark": [0.2, 0.6, 0.4, 0.5, 0.8, 0.5, 0.9, 1],
        },
        {
            "n": "6,100",
            "unit": "万元",
            "zh": "为劳动者追回",
            "href": "/ban/?c",
            "note": "5,000 余人，凭证齐全",
            "spark": [0, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 1],
        },
        {
            "n": "698",
            "unit": "卷",
            "zh": "案卷法制审核",
            "href": "/juan/",
            "note": "审核率 100%，纠正 53 处",
        },
        {
            "n": "18.2",
            "unit": "%",
            "zh": "行政诉讼败诉率",
            "href": "/susong/",
            "note": "22 案败 4，较上年降 6.8",
        },
        {
            "n": "100",
            "unit": "%",
            "zh": "负责人出庭应诉率",
            "href": "/susong/?chu=1",
            "note": "22 案应出庭，22 案到庭",
        },
    ],
    "matrix": [
        {"zh": "平台欠薪线索", "note": "5 个工作日受理，60 个工作日办结", "n": [0, 2, 3, 6, 21]},
        {"zh": "责令支付履行", "note": "指令书载明之日", "n": [0, 1, 1, 1, 0]},
        {"zh": "涉嫌犯罪移送决定", "note": "接报告三日内", "n": [0, 1, 0, 0, 0]},
        {"zh": "工伤认定决定", "note": "受理之日起六十日，简单的十五日", "n": [1, 1, 4, 9, 63]},
        {"zh": "工伤决定送达", "note": "作出之日起二十日", "n": [0, 0, 2, 3, 11]},
        {"zh": "行政复议答复", "note": "收到副本十日，简易五日", "n": [0, 0, 1, 1, 2]},
        {"zh": "行政诉讼举证答辩", "note": "收到副本十五日", "n": [0, 0, 0, 1, 3]},
        {"zh": "预告检查通知送达", "note": "检查前三日", "n": [0, 0, 1, 2, 4]},
    ],
    "totals": [1, 5, 12, 23, 104],
    "projects": [
        {"zh": "绿", "n": 67, "href": "/xiangmu/?se=lv", "tone": "green"},
        {"zh": "黄", "n": 7, "href": "/xiangmu/?se=huang", "tone": "yellow"},
        {"zh": "红", "n": 2, "href": "/xiangmu/?se=hong", "tone": "red"},
    ],
    "bad_projects": [
        {"level": "red", "name": "安陵县×中学扩建", "why": "10月工资逾期 21 日", "months": 2},
        {"level": "red", "name": "沿河×工程三标段", "why": "专户余额不足一月", "months": 1},
        {"level": "yellow", "name": "柳塘安置小区二期", "why": "代发人数少于考勤", "months": 2},
        {"level": "yellow", "name": "南坪县×医院门诊楼", "why": "人工费拨付晚 9 日", "months": 1},
        {"level": "yellow", "name": "东湖×水系工程", "why": "工资表未经本人签字", "months": 1},
    ],
}

FIXES = [
    {
        "row": 11,
        "place": "第 11 行 D 列",
        "who": "刘××",
        "was": "430502****X2215",
        "why": "身份证号 18 位，这里多一个字母",
        "now": "430502********2215",
        "grave": True,
        "choices": [],
    },
    {
        "row": 19,
        "place": "第 19 行 G 列",
        "who": "周××",
        "was": "1万6",
        "why": "金额要写数字，像 16000 或 16,000.00",
        "now": "16000",
        "grave": True,
        "choices": [],
    },
    {
        "row": 22,
        "place": "第 22 行",
        "who": "黄××",
        "was": "与第 8 行同一身份证号",
        "why": "可能重复登记；两行金额不同（8,400 与 8,400.5）",
        "now": "",
        "grave": False,
        "choices": ["只留第 8 行", "都留"],
    },
]

VERSIONS = [
    (
        Markup(
            "一、单位应当在事故发生之日起三十日内，向<del>劳动保障行政部门</del>提出申请。遇特殊情况，报经同意可以延长。"
        ),
        Markup(
            "一、单位应当在事故发生之日起三十日内，向<ins>社会保险行政部门</ins>提出申请。遇特殊情况，报经同意可以延长。"
        ),
    ),
    (
        Markup(
            "二、单位不申请的，<del>工伤职工或者其直系亲属</del>、工会组织可以在一年内直接申请。"
        ),
        Markup("二、单位不申请的，<ins>工伤职工或者其近亲属</ins>、工会组织可以在一年内直接申请。"),
    ),
    (
        Markup("三、应当由省级部门认定的事项，由所在地设区的市级部门办理。"),
        Markup("三、应当由省级部门认定的事项，由所在地设区的市级部门办理。"),
    ),
    (
        Markup("四、单位没有按时申请的，在此期间发生的待遇等费用由单位负担。"),
        Markup("四、单位没有按时申请的，在此期间发生的待遇等费用由单位负担。"),
    ),
]

PAPER = {
    "rows": [
        {"key": "编号", "value": "云人社监令〔2025〕0468号"},
        {"key": "单位", "value": "湖南宏×劳务有限公司"},
        {"key": "人数", "value": "23", "change_href": "/ban/0468/gengzheng/"},
        {"key": "金额", "value": "386,240.00 元", "change_href": "/ban/0468/gengzheng/"},
        {"key": "支付日", "value": "", "change_href": "/wenshu/88/bu/"},
    ]
}

PEOPLE = {
    "counters": [
        {"n": 64, "zh": "全部", "href": "/renyuan/", "on": True},
        {"n": 1, "zh": "已过期", "href": "/renyuan/?zheng=guo", "tone": "red"},
        {"n": 2, "zh": "90 日内到期", "href": "/renyuan/?zheng=kuai", "tone": "amb"},
        {"n": 9, "zh": "无执法证", "href": "/renyuan/?zheng=wu"},
    ],
    "rows": [
        {
            "name": name,
            "department": place,
            "role": role,
            "card": card,
            "until": until,
            "word": word,
            "tone": tone,
            "open": opened,
            "seen": seen,
            "second": second,
        }
        for name, place, role, card, until, word, tone, opened, seen, second in [
            (
                "周敏",
                "监察支队",
                "承办人",
                "湘09××0417",
                "2027年6月30日",
                "",
                "",
                38,
                "今天 08:31",
                "已开",
            ),
            (
                "刘志远",
                "监察支队",
                "承办人、复核人",
                "湘09××0432",
                "2026年2月28日",
                "剩 74 日",
                "amb",
                27,
                "今天 08:44",
                "已开",
            ),
            (
                "何静",
                "法制科",
                "法制审核",
                "湘09××0288",
                "2028年1月31日",
                "",
                "",
                0,
                "今天 08:29",
                "已开",
            ),
            (
                "黄×",
                "云溪区分局",
                "承办人",
                "湘09××0519",
                "2025年11月30日",
                "已过期 16 日",
                "redw",
                12,
                "12月15日",
                "未开",
            ),
            (
                "陈×",
                "工伤科",
                "承办人",
                "湘09××0377",
                "2026年9月30日",
                "",
                "",
                41,
                "今天 09:02",
                "已开",
            ),
            ("李×", "信息中心", "系统管理员", "－", "－", "", "", 0, "今天 08:02", "已开"),
        ]
    ],
}
LEADER = {"name": "林×", "role_zh": "分管负责人", "department": "局领导", "big": False}
ADMIN = {"name": "李×", "role_zh": "系统管理员", "department": "信息中心", "big": False}
STRANGER: dict[str, Any] = {
    "me": None,
    "nav": [],
    "today_zh": "",
    "quiet": None,
    "reminders": 0,
    "bureau": "云溪市人力资源和社会保障局",
    "messages": [],
    "chain_line": "",
}
FAILED = [{"href": "#id_password", "text": "账号或密码不对；还可以试 3 次"}]
NO_SUM = [{"href": "#id_sum", "text": "请写欠了多少钱，大概数也行"}]
SAID = [
    {"level": "success", "text": "已保存送达，0468 的经过多了 1 条。下一步：12月18日履行期届满。"},
    {"level": "warning", "text": "刘志远 10:05 也改过这件，两份都留着，请看一眼。"},
]
CHECK = [
    {"key": "送达的文书", "value": "限期支付指令书", "change_href": "?gai=paper"},
    {"key": "受送达人", "value": "湖南宏×劳务有限公司", "change_href": "?gai=to"},
    {"key": "送达日期", "value": "2025年12月8日（周一）15:20", "change_href": "?gai=happened_on"},
    {"key": "送达方式", "value": "留置", "change_href": "?gai=method"},
    {"key": "拒收事由", "value": "负责人称无权签收，拒绝签字", "change_href": "?gai=refusal"},
    {"key": "怎么证明", "value": "全程录像（3 段，00:14:32）", "change_href": "?gai=proof"},
    {"key": "备注", "value": "", "change_href": "?gai=note"},
]
PAGES |= {
    "check": shell("办件", STAFF_NAV) | {"check": CHECK},
    "nothing": shell("办件", STAFF_NAV) | {"list": LIST},
    "overview": shell("总览", LEADER_NAV, LEADER) | {"overview": OVERVIEW},
    "import": shell("办件", STAFF_NAV) | {"fixes": FIXES},
    "law": shell("法规库", STAFF_NAV) | {"versions": VERSIONS},
    "job": shell("统计导出", STAFF_NAV) | {"messages": SAID},
    "login": STRANGER | {"errors": FAILED},
    "document": shell("文书与送达", STAFF_NAV) | {"paper": PAPER},
    "people": shell("人员与资格", ADMIN_NAV, ADMIN) | {"people": PEOPLE},
    "report_step": STRANGER | {"errors": NO_SUM, "big": False},
    "error_403": shell("", STAFF_NAV)
    | {
        "template": "errors/403.html",
        "what": "“人员与资格”只给系统管理员看。",
        "needed_role_zh": "系统管理员",
        "ask_zh": "信息中心 李×",
    },
    "error_500": STRANGER | {"template": "errors/500.html", "number": "E-7F3A"},
}
