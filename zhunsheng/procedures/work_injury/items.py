"""The items of 工伤保险条例 14 and 15: on which facts an injury is, or is deemed, a work injury."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.law.procedure import Branch, Leaf
from zhunsheng.law.rule import fact, otherwise
from zhunsheng.procedures.work_injury.nodes import (
    CAUSED_BY_WORK,
    DIED_AT_ONCE,
    DIED_IN_TIME,
    HURT_AT_WORK,
    NO_OTHER_CAUSE,
    presumed_no,
    road,
)

INQUIRY = (
    "investigation_record",
    "witness_statement",
    "site_record",
    "attendance_record",
    "video",
    "employer_proof",
    "police_record",
    "safety_report",
    "court_judgment",
    "arbitration_award",
)
ILLNESS = ("medical_record", "death_certificate")
# --- leaves shared by several items --------------------------------------------------------------

AT_WORK_TIME = Leaf("at_work_time", "在工作时间内", "工伤保险条例/14.1.1", INQUIRY)
AT_WORKPLACE = Leaf("at_workplace", "在工作场所内", "工伤保险条例/14.1.1", INQUIRY)
HURT = (*INQUIRY, "diagnosis", "medical_record")
CAUSE = Branch(
    "any",
    "因工作原因",
    (
        Leaf("caused_by_work", "因工作原因", "工伤保险条例/14.1.1", test=CAUSED_BY_WORK),
        Leaf(
            "no_other_cause",
            "没有证据证明是非工作原因",
            "法释〔2014〕9号/4.1.1",
            test=NO_OTHER_CAUSE,
            burden="employer",
        ),
    ),
    per="法释〔2014〕9号/4.1.1",
)

# --- the items -----------------------------------------------------------------------------------

ITEMS: Mapping[str, Branch] = {
    "work_accident": Branch(
        "all",
        "工作时间、场所因工作原因受事故伤害",
        (
            AT_WORK_TIME,
            AT_WORKPLACE,
            Leaf("hurt_at_work", "事故伤害", "工伤保险条例/14.1.1", HURT, test=HURT_AT_WORK),
            CAUSE,
        ),
        per="工伤保险条例/14.1.1",
    ),
    "preparatory_work": Branch(
        "all",
        "工作前后的预备或者收尾性工作",
        (
            Leaf(
                "around_work_time",
                "在工作时间前后",
                "工伤保险条例/14.1.2",
                INQUIRY,
                test=road(
                    "around_work_time", "preparatory_work", speaks=("preparing_or_finishing",)
                ),
            ),
            AT_WORKPLACE,
            Leaf(
                "preparing_or_finishing", "从事预备或者收尾性工作", "工伤保险条例/14.1.2", INQUIRY
            ),
            Leaf("accident", "事故伤害", "工伤保险条例/14.1.2", HURT),
        ),
        per="工伤保险条例/14.1.2",
    ),
    "violence": Branch(
        "all",
        "因履行职责受暴力等意外伤害",
        (
            AT_WORK_TIME,
            AT_WORKPLACE,
            Leaf(
                "violence_suffered",
                "受到暴力等意外伤害",
                "工伤保险条例/14.1.3",
                ("police_record", "court_judgment", "investigation_record", "video"),
                test=road("violence_suffered", "violence", speaks=("because_of_duty",)),
            ),
            Leaf("because_of_duty", "因履行工作职责", "工伤保险条例/14.1.3", INQUIRY),
        ),
        per="工伤保险条例/14.1.3",
    ),
    "occupational_disease": Branch(
        "all",
        "职业病",
        (
            Leaf(
                "has_occupational_disease",
                "患职业病",
                "工伤保险条例/14.1.4",
                ("disease_certificate",),
                test=road("has_occupational_disease", "occupational_disease"),
            ),
        ),
        per="工伤保险条例/14.1.4",
    ),
    "business_trip": Branch(
        "all",
        "因工外出期间",
        (
            Leaf(
                "sent_out",
                "因工外出期间",
                "工伤保险条例/14.1.5",
                ("travel_order", *INQUIRY),
                test=road(
                    "sent_out",
                    "business_trip",
                    "private_activity",
                    speaks=("private_activity_abroad", "missing_in_accident"),
                ),
            ),
            Branch(
                "any",
                "由于工作原因受伤或者下落不明",
                (
                    CAUSE,
                    Leaf(
                        "missing_in_accident",
                        "发生事故下落不明",
                        "工伤保险条例/14.1.5",
                        test=presumed_no("missing_in_accident"),
                    ),
                ),
            ),
            Branch(
                "not",
                "不是无关的个人活动",
                (
                    Leaf(
                        "private_activity_abroad",
                        "外出期间从事无关的个人活动",
                        "法释〔2014〕9号/5.2",
                        test=presumed_no("private_activity_abroad"),
                    ),
                ),
            ),
        ),
        per="工伤保险条例/14.1.5",
    ),
    "commuting": Branch(
        "all",
        "上下班途中",
        (
            Leaf(
                "commuting_purpose",
                "以上下班为目的",
                "法释〔2014〕9号/6",
                INQUIRY,
                test=road(
                    "commuting_purpose",
                    "commuting",
                    "main_responsibility",
                    speaks=(
                        "traffic_accident",
                        "rail_or_ferry_accident",
                        "reasonable_time",
                        "reasonable_route",
                    ),
                ),
            ),
            Leaf("reasonable_time", "在合理时间", "法释〔2014〕9号/6", INQUIRY),
            Leaf("reasonable_route", "在合理路线", "法释〔2014〕9号/6", INQUIRY),
            Branch(
                "any",
                "非本人主要责任的交通事故或者轨道、轮渡、火车事故",
                (
                    Branch(
                        "all",
                        "非本人主要责任的交通事故",
                        (
                            Leaf("traffic_accident", "交通事故伤害", "工伤保险条例/14.1.6"),
                            Leaf(
                                "not_mainly_responsible",
                                "非本人主要责任",
                                "法释〔2014〕9号/1.1",
                                (
                                    "traffic_certificate",
                                    "court_judgment",
                                    "responsibility_inquiry",
                                ),
                            ),
                        ),
                    ),
                    Leaf(
                        "rail_or_ferry_accident",
                        "轨道、轮渡、火车事故伤害",
                        "工伤保险条例/14.1.6",
                        test=presumed_no("rail_or_ferry_accident"),
                    ),
                ),
            ),
        ),
        per="工伤保险条例/14.1.6",
    ),
    "other_law": Branch(
        "all",
        "法律、行政法规规定的其他情形",
        (
            Leaf(
                "provided_by_other_law",
                "法律、行政法规规定的其他情形",
                "工伤保险条例/14.1.7",
                test=road("provided_by_other_law", "other_law"),
            ),
        ),
        per="工伤保险条例/14.1.7",
    ),
    "sudden_illness": Branch(
        "all",
        "工作时间、岗位突发疾病死亡",
        (
            AT_WORK_TIME,
            Leaf("at_post", "在工作岗位", "工伤保险条例/15.1.1", INQUIRY),
            Leaf(
                "fell_ill_suddenly",
                "突发疾病",
                "工伤保险条例/15.1.1",
                ILLNESS,
                test=road(
                    "fell_ill_suddenly",
                    "sudden_illness",
                    speaks=("at_post", "died_at_once", "died_within_limit"),
                ),
            ),
            Branch(
                "any",
                "当场死亡或者在法定时限内经抢救无效死亡",
                (
                    Leaf(
                        "died_at_once",
                        "当场死亡",
                        "工伤保险条例/15.1.1",
                        ILLNESS,
                        test=DIED_AT_ONCE,
                    ),
                    Leaf(
                        "died_within_limit",
                        "自初次诊断起在法定时限内经抢救无效死亡",
                        "工伤保险条例/15.1.1",
                        ILLNESS,
                        test=otherwise(fact("died_within_limit", sort="truth"), DIED_IN_TIME),
                    ),
                ),
            ),
        ),
        per="工伤保险条例/15.1.1",
    ),
    "public_rescue": Branch(
        "all",
        "维护国家利益、公共利益活动中受伤",
        (
            Leaf(
                "rescuing_for_public",
                "抢险救灾等维护国家利益、公共利益",
                "工伤保险条例/15.1.2",
                ("rescue_certificate", *INQUIRY),
                test=road("rescuing_for_public", "public_rescue"),
            ),
        ),
        per="工伤保险条例/15.1.2",
    ),
    "old_wound": Branch(
        "all",
        "伤残军人旧伤复发",
        (
            Leaf(
                "disabled_veteran",
                "因战、因公致残并持证",
                "工伤保险条例/15.1.3",
                ("veteran_certificate",),
                test=road("disabled_veteran", "old_wound", speaks=("old_wound_relapsed",)),
            ),
            Leaf("old_wound_relapsed", "旧伤复发", "工伤保险条例/15.1.3", ("medical_record",)),
        ),
        per="工伤保险条例/15.1.3",
    ),
}
