"""Legal review: a file is given back with its defects, seen by its officer, and closed once mended."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.cast import OPEN_INJURY, make_cast, open_text
from tests.web.visits import by, send, text_of
from zhunsheng.store.models import ReturnedFile

pytestmark = pytest.mark.django_db
NUMBER = "益人社工伤〔2026〕1号"
HOME = quote(f"/ban/{NUMBER}/")
FORM = f"{HOME}tuihui/"
LATE = OPEN_INJURY.replace(
    "2026-11-03 accepted officers=周敏,刘志远", "2026-11-20 accepted officers=周敏"
)


@pytest.fixture
def matter() -> str:
    make_cast()
    return open_text(LATE, "zhou")


def give_back(reason: str) -> None:
    send(by("he"), by("he").get(FORM), FORM, reason=reason)


def test_a_file_is_given_back_for_its_defects_and_words(matter: str) -> None:
    legal = by("he")
    asked = legal.get(FORM)
    names = [
        line.split('"')[0] for line in asked.content.decode().split('name="flaws" value="')[1:]
    ]
    assert names
    answer = send(legal, asked, FORM, flaws=names[:1], reason="送达回证\n没有签收日期")
    assert answer.status_code == 302
    assert ReturnedFile.objects.get().reason == f"{names[0]}；送达回证 没有签收日期"


def test_the_officer_sees_it_and_closes_it(matter: str) -> None:
    give_back("缺送达回证")
    officer = by("zhou")
    today = officer.get("/?deng=returned")
    assert "缺送达回证" in text_of(today)
    assert NUMBER in text_of(today)
    page = officer.get(HOME)
    assert "退回补正： 缺送达回证" in text_of(page)
    send(officer, page, f"{HOME}buzheng/")
    assert ReturnedFile.objects.get().mended_at is not None
    assert "缺送达回证" not in text_of(officer.get(HOME))
    assert "缺送达回证" not in text_of(officer.get("/"))


def test_a_second_click_gives_back_once(matter: str) -> None:
    give_back("缺送达回证")
    give_back("缺送达回证")
    assert ReturnedFile.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  \n", "缺" * 401])
def test_a_reason_is_asked_for_and_has_its_length(matter: str, reason: str) -> None:
    answer = send(by("he"), by("he").get(FORM), FORM, reason=reason)
    assert answer.status_code == 422
    assert "错误：" in text_of(answer)
    assert not ReturnedFile.objects.exists()


def test_who_gave_it_back_may_take_that_back(matter: str) -> None:
    give_back("缺送达回证")
    legal = by("he")
    assert "撤回退回" in text_of(legal.get(HOME))
    send(legal, legal.get(HOME), f"{HOME}buzheng/")
    assert not ReturnedFile.objects.filter(mended_at=None).exists()


def test_only_legal_affairs_are_offered_it(matter: str) -> None:
    assert "退回补正" in text_of(by("he").get(HOME))
    for username in ("zhou", "chen", "tang", "shen"):
        assert "退回补正" not in text_of(by(username).get(HOME))


def test_numbers_of_people_are_masked_where_the_reason_is_shown(matter: str) -> None:
    give_back("受送达人电话 13912342217 写错")
    assert "13912342217" not in by("zhou").get(HOME).content.decode()
