"""总览: every number opens exactly its records, within what each role may see."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import actor, make_cast, office, open_text
from tests.web.lists import counted, doors, number_of, open_all, set_due, signed_in, text_of
from zhunsheng.office import Doing
from zhunsheng.record.administrative import SEALED
from zhunsheng.record.event import Event
from zhunsheng.store.models import Account, FindingRow, MatterRow, Proposal
from zhunsheng.web.access import may
from zhunsheng.web.clock import today
from zhunsheng.web.forms.proposing import Asking, Proposed, propose
from zhunsheng.web.matters import filters

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def numbers() -> list[str]:
    make_cast()
    return open_all()


def add_findings() -> None:
    """Give some matters defects, a second duty, two findings of one rule, and one of a party."""
    made = (
        (1, "gate", "barred", "bureau", "revoke", "procedure", None, False),
        (1, "gate", "barred", "bureau", "flaw", "procedure", None, False),
        (2, "gate", "barred", "bureau", "void", "subject", None, False),
        (9, "paper", "missing", "bureau", "unlawful", "facts", None, False),
        (9, "other", "missing", "bureau", "unlawful", "facts", None, False),
        (2, "decision_served_in_time.worker", "due", "bureau", "", "", 5, True),
        (2, "decision_served_in_time.worker", "due", "bureau", "", "", 1, True),
        (3, "decision_served_in_time.worker", "late", "bureau", "", "", -4, True),
        (4, "employer_proves", "due", "employer", "", "", -3, True),
    )
    for place, rule, kind, holder, gravity, ground, left, open_clock in made:
        row = MatterRow.objects.get(number=number_of(place))
        FindingRow.objects.create(
            matter=row.matter,
            rule=rule,
            zh=rule,
            kind=kind,
            holder=holder,
            gravity=gravity,
            ground=ground,
            citation="工伤认定办法/22.1",
            due_on=None if left is None else today() + timedelta(left),
            open_clock=open_clock,
        )
    for place, worst in ((1, 1), (2, 0), (9, 2)):
        MatterRow.objects.filter(number=number_of(place)).update(worst=worst)
    MatterRow.objects.filter(number=number_of(3)).update(due_on=today() - timedelta(4))
    MatterRow.objects.filter(number=number_of(6)).update(waiting="paused")
    MatterRow.objects.filter(number=number_of(5)).update(waiting="others")


@pytest.mark.parametrize("username", ["tang", "he", "shen", "chen"])
def test_every_number_opens_exactly_the_records_it_counts(username: str) -> None:
    add_findings()
    client = signed_in(username)
    found = list(doors(text_of(client, "/zonglan/")))
    assert len(found) >= 20
    wrong = [(href, n) for href, n in found if counted(client, href) != n]
    assert wrong == []


def test_the_count_stays_right_over_many_pages_and_many_findings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_findings()
    monkeypatch.setattr(filters, "ROWS", 2)
    monkeypatch.setattr("zhunsheng.store.lists.FEW_FINDINGS", 1)
    client = signed_in("tang")
    wrong = [(h, n) for h, n in doors(text_of(client, "/zonglan/")) if counted(client, h) != n]
    assert wrong == []


def test_the_figures_are_those_of_the_matters() -> None:
    add_findings()
    page = text_of(signed_in("tang"), "/zonglan/")
    figures = re.findall(r'figure-name">([^<]+)</p>.*?>(\d+)</', page, re.DOTALL)
    assert figures[:6] == [
        ("在办", "10"),
        ("已超期", "4"),
        ("今天到期", "1"),
        ("等对方", "1"),
        ("中止计期", "1"),
        ("有缺陷", "3"),
    ]


def matrix(page: str) -> dict[str, list[int]]:
    """Return the numbers of the matrix by duty."""
    table = page[page.index("matrix") : page.index("</table>", page.index("matrix"))]
    rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', table, re.DOTALL)
    cell = re.compile(r'class="cell[^"]*"[^>]*>(\d+)<')
    return {row.split("<")[0].strip(): list(map(int, cell.findall(row))) for row in rows}


def test_the_matrix_counts_matters_by_the_day_of_each_duty() -> None:
    add_findings()
    found = matrix(text_of(signed_in("tang"), "/zonglan/"))
    assert found == {
        "作出工伤认定决定": [3, 1, 3, 1, 1],
        "送达工伤认定决定书（职工）": [1, 0, 1, 1, 0],
        "有这类事项的办件": [4, 1, 4, 2, 1],
    }


def test_what_is_ended_or_withdrawn_does_not_count() -> None:
    add_findings()
    MatterRow.objects.filter(number=number_of(1)).update(ended=True)
    MatterRow.objects.filter(number=number_of(2)).update(withdrawn=True)
    client = signed_in("tang")
    page = text_of(client, "/zonglan/")
    assert matrix(page)["作出工伤认定决定"] == [2, 0, 3, 1, 1]
    assert "主体不合法" not in page
    assert [(h, n) for h, n in doors(page) if counted(client, h) != n] == []


def test_a_section_head_counts_the_own_subtree_and_no_sealed_matter() -> None:
    assert matrix(text_of(signed_in("chen"), "/zonglan/"))["作出工伤认定决定"] == [2, 1, 2, 1, 1]
    seal = Doing(Event(SEALED, today()), 4, "seal-1")
    office().append(actor("liu"), number_of(7), seal, AT)
    set_due(number_of(7), -9)
    client = signed_in("chen")
    page = text_of(client, "/zonglan/")
    assert matrix(page)["作出工伤认定决定"] == [1, 1, 2, 1, 1]
    assert [(h, n) for h, n in doors(page) if counted(client, h) != n] == []
    assert matrix(text_of(signed_in("tang"), "/zonglan/"))["作出工伤认定决定"] == [3, 1, 3, 1, 1]


def test_departments_count_what_lies_in_and_below_them() -> None:
    add_findings()
    page = text_of(signed_in("tang"), "/zonglan/")
    table = page[page.index("科室和区县") :]
    rows = re.findall(r'<th scope="row">([^<]+)<svg.*?</tr>', table, re.DOTALL)
    assert rows == ["工伤保险科", "桃江县人社局"]
    numbers = re.findall(r'danwei=(\w+)[^"]*">(\d+)<', table)
    assert Counter(numbers) == {
        ("injury", "8"): 1,
        ("injury", "3"): 1,
        ("injury", "2"): 1,
        ("taojiang", "2"): 1,
        ("taojiang", "1"): 2,
    }


SUIT = """（2026）湘0903行初{place}号 litigation
  plaintiff 曹小满
  act_type determination
2026-03-02 act_made
2026-04-01 sued
2026-06-04 judged form=judgment outcome={outcome}
"""


def test_lost_disputes_are_counted_by_what_was_wrong_in_them_ended_ones_too() -> None:
    outcomes = ("revoked", "dismissed", "declared_unlawful", "settled")
    for place, outcome in enumerate(outcomes, start=1):
        open_text(SUIT.format(place=place, outcome=outcome), "zhou")
    lost = MatterRow.objects.filter(procedure="litigation", outcome="revoked").get()
    lost.ended = True
    lost.worst = 1
    lost.save()
    FindingRow.objects.create(
        matter=lost.matter,
        rule="gate",
        zh="",
        kind="barred",
        holder="bureau",
        gravity="revoke",
        ground="procedure",
        citation="行政诉讼法/70.1",
    )
    client = signed_in("tang")
    page = text_of(client, "/zonglan/")
    card = page[page.index("败诉和被复议改变") : page.index("科室和区县")]
    assert re.search(r'共 <a class="door"[^>]*>2</a> 件', card)
    assert "违反法定程序" in card
    assert [(h, n) for h, n in doors(page) if counted(client, h) != n] == []


def waiting(place: int, kind: str, role: str, left: int | None, by: str = "zhou") -> Proposal:
    """Let something wait for a role to decide."""
    account = Account.objects.get(username=by)
    record = office().store.load(number_of(place)).record
    due = None if left is None else today() + timedelta(left)
    asking = Asking(kind, role, "电话13912345678", "工伤保险条例/20.1", due, 4)
    return propose(record, Proposed(Event("decided", today())), asking, account, AT)


def test_what_waits_for_a_decision_comes_first_by_its_day_without_what_is_not_ones_own() -> None:
    later = waiting(1, "decision", "leader", 2)
    never = waiting(2, "exception", "leader", None)
    first = waiting(3, "correction", "officer", -1)
    waiting(4, "decision", "leader", 1, by="tang")
    waiting(5, "decision", "leader", 1).delete()
    done = waiting(8, "decision", "leader", 1)
    Proposal.objects.filter(pk=done.pk).update(state="agreed")
    page = text_of(signed_in("tang"), "/zonglan/")
    shown = re.findall(r'<h3><a href="/shenpi/([\w-]+)/"', page)
    assert shown == [str(one.pk) for one in (first, later, never)]
    assert "审批：作出工伤认定决定" in page
    assert "139****5678" in page
    assert "13912345678" not in page
    assert page.count("button-primary") == 1


def test_the_page_names_nobody(numbers: list[str]) -> None:
    page = text_of(signed_in("tang"), "/zonglan/")
    assert not re.search("曹小满|何秋实|许长林", page)


def test_only_those_who_oversee_open_it() -> None:
    roles = {
        role for role in ("officer", "section_head", "legal", "leader") if may(role, "overview")
    }
    assert roles == {"section_head", "legal", "leader"}
    assert may("auditor", "overview")
    assert not may("administrator", "overview")
    assert signed_in("zhou").get("/zonglan/").status_code == 403
    assert "请您决定" not in text_of(signed_in("shen"), "/zonglan/")


def test_a_page_asks_few_questions(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    add_findings()
    client = signed_in("tang")
    text_of(client, "/zonglan/")
    with django_assert_max_num_queries(11):
        text_of(client, "/zonglan/")


def test_an_empty_bureau_has_a_page_too() -> None:
    MatterRow.objects.update(withdrawn=True)
    page = text_of(signed_in("tang"), "/zonglan/")
    assert "没有还在计算的期限" in page
    assert list(doors(page)) == [(href, 0) for href, _ in doors(page)]
