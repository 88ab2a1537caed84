"""bureau.toml: read as it stands, refused in words an officer can act on, one table a county."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import make_cast
from tests.documents.matters import BUREAU
from tests.web.papers import client, settle_bureau
from zhunsheng.store.models import Department
from zhunsheng.web.bureau import (
    BadBureauFile,
    bureau_name,
    bureau_of,
    install_sample,
    parameters,
)

pytestmark = pytest.mark.django_db
COUNTY = '[bureaus.taojiang]\nname = "桃溪县人社局"\nmark = "桃人社"\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHUNSHENG_HOME", str(tmp_path))
    make_cast()
    return tmp_path


def test_the_shipped_parameters_are_those_of_yiyang_and_invent_nothing() -> None:
    own = parameters().own
    assert (own.name, own.mark) == ("益阳市人力资源和社会保障局", "益人社")
    assert own.court == own.phone == own.payee_account == ""


def test_the_file_in_the_data_folder_holds_alone_and_at_once(home: Path) -> None:
    settle_bureau(home)
    assert parameters().own == BUREAU
    (home / "bureau.toml").write_text('name = "某局"\nmark = "某"\n', encoding="utf-8-sig")
    assert parameters().own.government == ""
    assert bureau_name() == "某局"


def test_a_county_issues_in_its_own_name_and_takes_nothing_from_the_city(home: Path) -> None:
    settle_bureau(home, COUNTY)
    assert bureau_of("taojiang").mark == "桃人社"
    assert bureau_of("taojiang").court == ""
    assert bureau_of("injury") == bureau_of("city") == BUREAU


def test_a_section_below_a_county_issues_in_the_county_s_name(home: Path) -> None:
    settle_bureau(home, COUNTY)
    county = Department.objects.get(code="taojiang")
    Department.objects.create(code="taojiang-1", name="监察大队", kind="section", parent=county)
    assert bureau_of("taojiang-1").name == "桃溪县人社局"


def test_a_county_without_a_table_has_its_name_and_no_mark(home: Path) -> None:
    settle_bureau(home)
    assert bureau_of("taojiang").name == "桃江县人社局"
    assert bureau_of("taojiang").mark == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("name = ", "读不懂"),
        ('name = "局"', "没有写 mark"),
        ('name = ""\nmark = "某"', "没有写 name"),
        ('name = "局"\nmark = "某"\ncout = "院"', "不认识的项 cout；是否指 court"),
        ('name = "局"\nmark = "某"\nzzz = "院"', "可用的项：name、mark"),
        ('name = "局"\nmark = "某"\nphone = 12333', "phone 不是文字"),
        ('name = "局"\nmark = "某"\ncourt = "甲\\u202e乙"', "court 不是文字"),
        (f'name = "{"长" * 201}"\nmark = "某"', "name 不是文字"),
        ('name = "局"\nmark = "某"\nbureaus = "桃江"', "不是一段一段的"),
        ('name = "局"\nmark = "某"\n[bureaus.taojiang]\nname = "县局"', "taojiang"),
        ('name = "局"\nmark = "某"\nverify_at = "example"', "verify_at"),
        ("name = \"局\"\nmark = '''甲\n乙'''", "mark 不是文字"),
    ],
)
def test_a_bad_file_is_refused_in_words(home: Path, written: str, said: str) -> None:
    (home / "bureau.toml").write_text(written, encoding="utf-8")
    with pytest.raises(BadBureauFile, match=said) as refused:
        parameters()
    assert str(home / "bureau.toml") in str(refused.value)


def test_a_file_in_another_encoding_is_refused(home: Path) -> None:
    (home / "bureau.toml").write_bytes('name = "局"'.encode("gb18030"))
    with pytest.raises(BadBureauFile, match="UTF-8"):
        parameters()


def test_pages_stand_while_the_file_is_broken(home: Path) -> None:
    (home / "bureau.toml").write_text("name = ", encoding="utf-8")
    assert bureau_name() == ""
    assert client().get("/wenshu/").status_code == 200


def test_the_sample_is_put_into_an_empty_folder_only(home: Path) -> None:
    assert install_sample()
    assert "演示" in parameters().own.court
    assert bureau_of("taojiang").mark == "桃人社"
    settle_bureau(home)
    assert not install_sample()
    assert parameters().own == BUREAU
