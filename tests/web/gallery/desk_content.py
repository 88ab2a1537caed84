"""Invented content of the pages an officer works on: the day, the list, a form, people."""

from __future__ import annotations

from typing import Any

TRACK = {
    "start_zh": "10月17日 受理",
    "end_zh": "12月28日 法定届满",
    "today_pct": 83,
    "paused": [(47, 63, "中止 12 日")],
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
