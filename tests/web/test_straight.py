"""A form that asks for no fact may be sent without the check, unless there is something to notice."""

from __future__ import annotations

import pytest

from tests.cast import make_cast, office, open_text
from tests.web.visits import by, form_of, send, text_of
from zhunsheng.store.models import Proposal

pytestmark = pytest.mark.django_db
NUMBER = "益劳监线〔2026〕7号"
HOME = f"/ban/{NUMBER}/"
CLUE = f"""{NUMBER} arrears_clue
  person 许长林
  employer 白鹭某物业服务有限公司
  employer_named
  period_named
  sum_named
  in_scope
2026-11-20 received source=national_platform papers=lead_form
2026-11-20 claimed
"""
ACCEPTED = "2026-11-21 accepted\n"


@pytest.fixture(autouse=True)
def cast(db: None) -> None:
    make_cast()


def kinds() -> list[str]:
    found = [event.kind for event in office().store.load(NUMBER).events]
    return [kind for kind in found if kind != "assigned"]


def test_a_plain_step_is_written_at_once_and_once(cast: None) -> None:
    open_text(CLUE, "zhou")
    officer, form = by("zhou"), f"{HOME}bu/accepted/"
    page = officer.get(form)
    for _ in range(2):
        answer = send(officer, page, form, day="2026-11-21", act="straight")
        assert answer.status_code == 302
    assert kinds() == ["received", "claimed", "accepted"]


def test_what_has_a_consequence_is_shown_first(cast: None) -> None:
    open_text(CLUE.replace("2026-11-20", "2026-10-08"), "zhou")
    officer, form = by("zhou"), f"{HOME}bu/accepted/"
    answer = send(officer, officer.get(form), form, day="2026-11-21", act="straight")
    assert "请留意" in text_of(answer)
    assert kinds() == ["received", "claimed"]


def test_what_another_decides_on_is_passed_on(cast: None) -> None:
    open_text(CLUE + ACCEPTED, "zhou")
    officer, form = by("zhou"), f"{HOME}bu/opened/"
    send(officer, officer.get(form), form, day="2026-11-21", act="straight")
    assert Proposal.objects.get().role == "section_head"
    assert kinds() == ["received", "claimed", "accepted"]


def test_a_form_that_asks_for_facts_has_no_such_button(cast: None) -> None:
    open_text(CLUE + ACCEPTED, "zhou")
    officer = by("zhou")
    asking = officer.get(f"{HOME}bu/extended/")
    assert 'value="straight"' not in asking.content.decode()
    assert 'value="straight"' in officer.get(f"{HOME}bu/opened/").content.decode()
    assert form_of(asking, f"{HOME}bu/")
