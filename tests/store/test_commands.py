"""The commands about the store: what they print, and with which exit code."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.harness.own_office import OwnOffice
from tests.store.tampering import FIRST, SECOND, make_office, run
from zhunsheng.store.models import DayHead, Event, PersonalValue

REASON = "本人申请删除"


def printed(*words: str, **options: object) -> tuple[str, object]:
    """What a command prints, and its exit code; None where it ends as usual."""
    out = StringIO()
    try:
        call_command(*words, stdout=out, no_color=True, **options)
    except SystemExit as ended:
        return out.getvalue(), ended.code
    return out.getvalue(), None


@pytest.mark.django_db
def test_verify_says_what_was_verified_and_what_to_compare() -> None:
    make_office()
    head = DayHead.objects.order_by("size").last()
    assert head is not None
    root = bytes(head.root).hex()
    said, code = printed("verify_store")
    assert code is None
    assert said.splitlines() == [
        "数据库　已核对办件3件、事项18条、个人信息3项、每日的根2个、材料文件0份",
        f"  最近的根　{root}",
        "  还有1条事项未进入当日校验值，只能与清单核对",
        "  相符　每条事项都与它前面的事项、每日的根、个人信息的承诺相符",
        "  未与公布的根核对：请把上面的根与公布的比对，或者加 --root 公布的根",
    ]
    assert "公布的根是2026-11-26的" in printed("verify_store", root=root.upper())[0]
    said, code = printed("verify_store", root="0" * 64)
    assert (code, "公布的根不是这里任何一日的根" in said) == (1, True)


@pytest.mark.django_db
def test_verify_names_the_first_event_and_ends_with_one() -> None:
    make_office()
    pk = Event.objects.get(matter__number=SECOND, seq=6).pk
    run(("UPDATE store_event SET body = replace(body, '考勤', '工资') WHERE id = %s", [pk]))
    said, code = printed("verify_store", without_papers=True)
    assert code == 1
    assert f"  不符　“{SECOND}”第6条：与它的哈希不符。" in said
    assert "，材料文件未核对" in said


@pytest.mark.django_db
def test_rebuild_names_what_it_could_not_read() -> None:
    make_office()
    assert printed("rebuild") == ("已由记录重建3件办件的清单行、结论和检索词。\n", None)
    pk = Event.objects.get(matter__number=SECOND, seq=2).pk
    run(("UPDATE store_event SET body = '[' WHERE id = %s", [pk]))
    said, code = printed("rebuild")
    assert code == 1
    assert "已由记录重建2件" in said
    assert f"  没有重建　“{SECOND}”：" in said


@pytest.mark.django_db
def test_erase_says_what_it_did_and_refuses_who_is_not_there() -> None:
    make_office()
    said, code = printed("erase", FIRST, name=["worker"], reason=REASON, by="guan")
    assert code is None
    assert "已删除个人信息1项、材料0份、草稿0份。" in said
    assert "以前的备份里还有这些内容" in said
    assert PersonalValue.objects.filter(value__isnull=True).count() == 1
    with pytest.raises(CommandError, match="没有登录名“nobody”"):
        printed("erase", SECOND, name=["worker"], reason=REASON, by="nobody")
    with pytest.raises(CommandError, match="没有可删除的“worker”"):
        printed("erase", FIRST, name=["worker"], reason=REASON, by="guan")


def test_what_is_exported_here_verifies_without_this_office(
    own_office: OwnOffice, tmp_path: Path
) -> None:
    for command in ("verify", "rebuild"):
        refused = own_office.run(command, check=False)
        assert (refused.returncode, "这里还没有数据" in refused.stderr) == (2, True)
    own_office.run("demo", "examples")
    exported = own_office.run("export", str(tmp_path / "包.zip")).stdout
    root = exported.split("根　")[1].split()[0]
    verified = own_office.run("verify", str(tmp_path / "包.zip"), "--root", root)
    assert "公布的根是总根" in verified.stdout
    assert "公布的根是" in own_office.run("verify", "--root", root).stdout
    again = own_office.run("export", str(tmp_path / "包.zip"), check=False)
    assert (again.returncode, "已经有这个文件" in again.stderr) == (2, True)
