"""规则: every word of every procedure stands on its page with its law; the checks tell what does not."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.cast import ROLES, make_cast
from zhunsheng.law.corpus import load_law
from zhunsheng.law.procedure import Breach, Clock, Procedure, Step, leaves
from zhunsheng.law.rule import Node, first, known, own, paper, surely
from zhunsheng.procedures import procedure, procedures
from zhunsheng.store.models import Account
from zhunsheng.web.law.uses import uses_of
from zhunsheng.web.rules.checks import checks, levels
from zhunsheng.web.rules.conditions import READABLE, Conditions, Told
from zhunsheng.web.rules.placed import PARTS, citations, placed, rule_href, words_of
from zhunsheng.web.rules.sheet import Sheet

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)
NAMES = sorted(procedures())
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def client() -> Client:
    make_cast()
    client = Client()
    client.force_login(Account.objects.get(username="guan"), backend=BACKEND)
    return client


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_read_the_rules(role: str) -> None:
    make_cast()
    client = Client()
    client.force_login(Account.objects.get(username=ROLES[role]), backend=BACKEND)
    assert client.get("/guize/").status_code == 200
    assert client.get("/guize/penalty/").status_code == 200
    assert client.post("/guize/penalty/").status_code == 405


@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_on_the_page_under_its_anchor_once(name: str, client: Client) -> None:
    text = client.get(f"/guize/{name}/").content.decode()
    for one in placed(name):
        assert text.count(f'id="{one.anchor}"') == 1, one.anchor
    for elements in procedure(name).elements:
        for leaf in leaves(elements.tree):
            assert f'id="{elements.name}.{leaf.name}"' in text
    assert ">不符</span>" not in text


def test_the_list_counts_what_the_pages_hold(client: Client) -> None:
    text = client.get("/guize/").content.decode()
    for name, declared in procedures().items():
        assert declared.zh in text
        parts = [len(words_of(declared, part)) for part, _ in PARTS]
        assert sum(parts) == len(placed(name))


@pytest.mark.parametrize("name", ["nothing", "Penalty", "penalty'", "a" * 300])
def test_an_unknown_procedure_is_not_found(name: str, client: Client) -> None:
    assert client.get(f"/guize/{name}/").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_the_law_of_every_row_is_known_and_in_force(name: str) -> None:
    sections = Sheet(procedure(name), load_law(), DAY).sections()
    lines = [row.law for section in sections for row in section.rows if row.law]
    assert lines
    assert [line.citation for line in lines if line.note] == []
    assert all(line.gist and line.href.startswith("/fagui/") for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_every_condition_is_told_in_chinese_and_short_enough(name: str) -> None:
    declared = procedure(name)
    words = Conditions(declared, load_law())
    for node in nodes_of(declared):
        told = words.tree(node)
        said = "".join(flat(told))
        assert said
        assert len(said) <= READABLE or said.startswith("由下列记载综合判断")
        assert not any(sign in said for sign in ("Node", "literal", "None", "True", "own("))


def nodes_of(declared: Procedure) -> list[Node]:
    found = [gate.needs for gate in declared.gates]
    found += [gate.when for gate in declared.gates if gate.when is not None]
    found += [node for amount in declared.amounts for node in (amount.low, amount.high)]
    found += [one.needs for one in declared.authorities]
    return found


def flat(told: Told) -> list[str]:
    return [told.zh, *(word for part in told.parts for word in flat(part))]


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (known(first("accepted")), "已有受理工伤认定申请"),
        (~known(first("accepted")), "没有受理工伤认定申请"),
        (~surely(~own("all_listed")), "列明全部需补正的材料（不明的按是）"),
        (~surely(own("beyond_law")), "没有“要求提交法定以外的材料”的记载"),
        (known(paper("acceptance_decision")), "已入卷"),
        (first("accepted") <= first("decided"), "不晚于首次作出工伤认定决定之日"),
    ],
)
def test_conditions_read_as_sentences(node: Node, said: str) -> None:
    words = Conditions(procedure("work_injury"), load_law(), "supplement_requested")
    assert said in words.text(node)


def made_up(per: str) -> Procedure:
    late = Breach("procedure", "unlawful")
    return Procedure(
        "made_up",
        "试验",
        "trial",
        steps=(Step("applied", "申请"), Step("decided", "决定", after=("applied",))),
        clocks=(Clock("in_time", "按时决定", "applied", "decided", per, late),),
    )


def test_a_citation_that_does_not_stand_fails_the_checks() -> None:
    good = checks(made_up("工伤保险条例/20.1"), load_law(), DAY)
    assert all(check.holds for check in good)
    bad = checks(made_up("工伤保险条例/999"), load_law(), DAY)
    assert next(check.zh for check in bad if not check.holds) == "每一处引用都有收录"
    assert "工伤保险条例/999" in bad[0].faults


def test_a_limit_that_the_law_does_not_fix_fails_the_checks() -> None:
    bare = checks(made_up("工伤保险条例/14"), load_law(), DAY)
    assert next(check.zh for check in bare if not check.holds) == "每个期限的长短都出自条文"


def test_a_provision_that_had_no_version_for_some_days_fails_the_checks() -> None:
    young = next(c for c, v in load_law().by_citation.items() if v[0].begins_on > date(2020, 1, 1))
    failed = [c.zh for c in checks(made_up(young), load_law(), DAY) if not c.holds]
    assert "2015年以来每一天恰有一个版本" in failed


@pytest.mark.parametrize("name", NAMES)
def test_levels_add_up_to_all_citations(name: str) -> None:
    declared = procedure(name)
    counted = sum(len(level.citations) for level in levels(declared, load_law(), DAY))
    assert counted == len({one.citation for one in citations(declared)})


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_is_found_from_the_provision_it_rests_on(name: str) -> None:
    for one in placed(name):
        per = getattr(one.word, "per", "")
        if per:
            assert one.href in [use.href for use in uses_of(per)], one.anchor


def test_findings_lead_to_their_rule() -> None:
    elements = procedure("work_injury").elements[0]
    service = next(one for one in procedure("work_injury").services if one.within)
    assert rule_href("work_injury", f"{elements.name}.x").endswith(f"#{elements.name}")
    assert service.within is not None
    assert rule_href("work_injury", f"{service.within.name}.worker").endswith(f"#{service.name}")
    assert rule_href("work_injury", "no_such") == "/guize/work_injury/"
