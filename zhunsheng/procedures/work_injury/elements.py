"""When an injury is a work injury: a unit that answers, an item of 14 or 15, no exclusion."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.law.procedure import Branch, Breach, Elements, Leaf
from zhunsheng.law.rule import among, as_node, fact, first, known, surely
from zhunsheng.procedures.work_injury.items import ITEMS
from zhunsheng.procedures.work_injury.nodes import (
    ITEM,
    NEGATIVE,
    POSITIVE,
    RELATED,
    RELATION,
    presumed_no,
)

# --- what excludes: 社会保险法 37 asks that it caused the casualty, 工伤保险条例 16 does not ------

EXCLUSIONS: Mapping[str, tuple[tuple[str, str], tuple[str, str], str, tuple[str, ...]]] = {
    "crime": (
        ("intentional_crime", "故意犯罪"),
        ("crime_caused", "伤亡由犯罪行为导致"),
        "社会保险法/37.1.1",
        ("criminal_document",),
    ),
    "intoxication": (
        ("intoxicated", "醉酒或者吸毒"),
        ("intoxication_caused", "伤亡由醉酒或者吸毒导致"),
        "社会保险法/37.1.2",
        ("intoxication_document", "court_judgment", "appraisal_report"),
    ),
    "self_harm": (
        ("self_harmed", "自残或者自杀"),
        ("self_harm_caused", "伤亡由自残或者自杀导致"),
        "社会保险法/37.1.3",
        ("self_harm_document", "court_judgment", "police_record"),
    ),
}


def _exclusion(item: str, *, presumed: bool) -> Branch:
    (state, state_zh), (cause, cause_zh), per, proof = EXCLUSIONS[item]
    test = presumed_no if presumed else fact
    return Branch(
        "all",
        state_zh,
        (
            Leaf(state, state_zh, per, () if presumed else proof, test=test(state)),
            Leaf(cause, cause_zh, per, test=test(cause)),
        ),
        per=per,
    )


EXCLUDED_BY: Mapping[str, Branch] = {item: _exclusion(item, presumed=False) for item in EXCLUSIONS}

TREE = Branch(
    "all",
    "工伤",
    (
        Branch(
            "any",
            "有承担工伤保险责任的单位",
            (
                Leaf(
                    "labor_relationship",
                    "存在劳动关系",
                    "工伤保险条例/18.1.2",
                    RELATION,
                    test=RELATED,
                ),
                Leaf(
                    "unlawfully_subcontracted",
                    "违法转包给不具备用工资格者",
                    "法释〔2014〕9号/3.1.4",
                    test=presumed_no("unlawfully_subcontracted"),
                ),
                Leaf(
                    "affiliated",
                    "个人挂靠经营",
                    "法释〔2014〕9号/3.1.5",
                    test=presumed_no("affiliated"),
                ),
            ),
        ),
        Branch("any", "第十四条、第十五条的情形之一", tuple(ITEMS.values())),
        Branch(
            "not",
            "没有第十六条的排除情形",
            tuple(_exclusion(item, presumed=True) for item in EXCLUSIONS),
            per="社会保险法/37",
        ),
    ),
)

RELIES_ON_EXCLUSION = NEGATIVE & among(ITEM, *EXCLUSIONS)

ELEMENTS: tuple[Elements, ...] = (
    Elements(
        name="work_injury",
        zh="工伤",
        tree=TREE,
        step="decided",
        affirmed=POSITIVE,
        denied=NEGATIVE,
        per="工伤保险条例/14",
        when=known(first("accepted")) | known(first("decided")),
        against=Breach("facts", "revoke", cure="自行撤销，查明事实后重新作出决定"),
        unproven=Breach("facts", "revoke", cure="决定送达前补充调查；已经送达的自行撤销后重新调查"),
    ),
    *(
        Elements(
            name=f"excluded_by_{item}",
            zh=f"以{tree.zh}为由不予认定",
            tree=tree,
            step="decided",
            affirmed=NEGATIVE & (ITEM == item),
            denied=as_node(False),
            per=tree.per,
            when=surely(RELIES_ON_EXCLUSION),
            against=Breach("basis", "revoke", cure="自行撤销，重新作出决定"),
            unproven=Breach("facts", "revoke", cure="自行撤销，取得有权机关的结论后重新作出决定"),
        )
        for item, tree in EXCLUDED_BY.items()
    ),
)
