"""Invented content of forms, the overview, imports, law versions, papers and messages."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

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

CHECK = [
    {"key": "送达的文书", "value": "限期支付指令书", "change_href": "?gai=paper"},
    {"key": "受送达人", "value": "湖南宏×劳务有限公司", "change_href": "?gai=to"},
    {"key": "送达日期", "value": "2025年12月8日（周一）15:20", "change_href": "?gai=happened_on"},
    {"key": "送达方式", "value": "留置", "change_href": "?gai=method"},
    {"key": "拒收事由", "value": "负责人称无权签收，拒绝签字", "change_href": "?gai=refusal"},
    {"key": "怎么证明", "value": "全程录像（3 段，00:14:32）", "change_href": "?gai=proof"},
    {"key": "备注", "value": "", "change_href": "?gai=note"},
]

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

STRANGER: dict[str, Any] = {
    "me": None,
    "nav": [],
    "today_zh": "",
    "quiet": None,
    "reminders": 0,
    "bureau": "云溪市人力资源和社会保障局",
    "messages": [],
    "chain_line": "",
    "session_ends": 0,
    "keys_off": False,
    "big": False,
}

FAILED = [{"href": "#id_password", "text": "账号或密码不对；还可以试 3 次"}]

NO_SUM = [{"href": "#id_sum", "text": "请写欠了多少钱，大概数也行"}]

SAID = [
    {"level": "success", "text": "已保存送达，0468 的经过多了 1 条。下一步：12月18日履行期届满。"},
    {"level": "warning", "text": "刘志远 10:05 也改过这件，两份都留着，请看一眼。"},
]
