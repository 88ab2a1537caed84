"""Whatever is changed in the database behind the application's back is seen and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from tests.store.tampering import FIRST, SECOND, THIRD, make_office, run
from zhunsheng.record.leaf import link
from zhunsheng.store.models import DayHead, Event, LogLeaf, Matter
from zhunsheng.store.verification import verify_store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def made(db: None) -> Iterator[None]:
    """An office; what was broken in it is not held against its foreign keys afterwards."""
    make_office()
    yield
    transaction.set_rollback(True)


def event(number: str, seq: int) -> Event:
    return Event.objects.get(matter__number=number, seq=seq)


def edit_a_body() -> None:
    run(
        (
            "UPDATE store_event SET body = replace(body, '考勤', '工资') WHERE id = %s",
            [event(SECOND, 6).pk],
        )
    )


def edit_a_head() -> None:
    run(("UPDATE store_event SET head = %s WHERE id = %s", [b"\1" * 32, event(SECOND, 3).pk]))


def delete_in_the_middle() -> None:
    run(
        ("DELETE FROM store_logleaf WHERE event_id = %s", [event(SECOND, 3).pk]),
        ("DELETE FROM store_event WHERE id = %s", [event(SECOND, 3).pk]),
    )


def delete_in_the_middle_and_number_anew() -> None:
    delete_in_the_middle()
    for seq in (4, 5, 6):
        run(("UPDATE store_event SET seq = %s WHERE id = %s", [seq - 1, event(SECOND, seq).pk]))


def swap() -> None:
    here, there = event(SECOND, 3).pk, event(SECOND, 4).pk
    run(
        ("UPDATE store_event SET seq = 99 WHERE id = %s", [here]),
        ("UPDATE store_event SET seq = 3 WHERE id = %s", [there]),
        ("UPDATE store_event SET seq = 4 WHERE id = %s", [here]),
    )


def insert_at_the_end() -> None:
    """A body like the last, with the right number and the right hash."""
    last = event(SECOND, 6)
    body = last.body.replace('"seq":6}', '"seq":7}')
    head = link(bytes(last.head), body)
    row = [last.matter_id, 7, body, head, "forged"]
    run(
        (
            "INSERT INTO store_event (matter_id, seq, body, head, key) VALUES (%s, %s, %s, %s, %s)",
            row,
        )
    )


def insert_in_the_middle() -> None:
    """All events after it are numbered and hashed anew; the leaves stay."""
    run(*rewritten(SECOND, 4))


def rewritten(number: str, seq: int, leaves: bool = False) -> Iterator[tuple[str, list[object]]]:
    """Rewrite an event and hash all that follow it anew, in the leaves too where asked."""
    head = bytes(event(number, seq - 1).head)
    rows = list(Event.objects.filter(matter__number=number, seq__gte=seq).order_by("seq"))
    for row in rows:
        body = row.body.replace('"note":"', '"note":"改', 1) if row.seq == seq else row.body
        head = link(head, body)
        yield "UPDATE store_event SET body = %s, head = %s WHERE id = %s", [body, head, row.pk]
        if leaves:
            yield "UPDATE store_logleaf SET head = %s WHERE event_id = %s", [head, row.pk]
    yield "UPDATE store_matterrow SET head = %s WHERE number = %s", [head, number]


def rewrite_with_the_leaves() -> None:
    run(*rewritten(SECOND, 4, leaves=True))


def rewrite_with_the_leaves_and_the_last_head() -> None:
    run(*rewritten(SECOND, 6, leaves=True))


def cut_the_end() -> None:
    run(("DELETE FROM store_event WHERE id = %s", [event(FIRST, 7).pk]))


def cut_the_end_and_the_line() -> None:
    """Under a head, with its leaves: only the head remembers how many there were."""
    last = event(FIRST, 7).pk
    under = event(FIRST, 6)
    run(
        ("DELETE FROM store_logleaf WHERE event_id IN (%s, %s)", [last, under.pk]),
        ("DELETE FROM store_event WHERE id IN (%s, %s)", [last, under.pk]),
        (
            "UPDATE store_matterrow SET seq = 5, head = %s WHERE number = %s",
            [bytes(event(FIRST, 5).head), FIRST],
        ),
    )


def cut_the_end_but_not_its_leaf() -> None:
    run(
        ("DELETE FROM store_event WHERE id = %s", [event(THIRD, 5).pk]),
        (
            "UPDATE store_matterrow SET seq = 4, head = %s WHERE number = %s",
            [bytes(event(THIRD, 4).head), THIRD],
        ),
    )


def change_the_first_head() -> None:
    first = DayHead.objects.order_by("id")[0]
    run(("UPDATE store_dayhead SET root = %s WHERE id = %s", [b"\2" * 32, first.pk]))


def change_the_last_head() -> None:
    last = DayHead.objects.order_by("-id")[0]
    run(("UPDATE store_dayhead SET root = %s WHERE id = %s", [b"\2" * 32, last.pk]))


def change_a_frontier() -> None:
    last = DayHead.objects.order_by("-id")[0]
    broken = bytes(last.frontier)[:-1] + b"\0"
    run(("UPDATE store_dayhead SET frontier = %s WHERE id = %s", [broken, last.pk]))


def change_a_personal_value() -> None:
    run(
        (
            "UPDATE store_personalvalue SET value = %s WHERE matter_id = %s",
            ['"曹大满"', Matter.objects.get(number=SECOND).pk],
        )
    )


def delete_a_personal_value() -> None:
    run(
        (
            "DELETE FROM store_personalvalue WHERE matter_id = %s",
            [Matter.objects.get(number=SECOND).pk],
        )
    )


def add_a_personal_value() -> None:
    row = [Matter.objects.get(number=SECOND).pk, 3, "worker", "00" * 16, '"曹大满"']
    run(
        (
            "INSERT INTO store_personalvalue (matter_id, seq, name, salt, value) VALUES (%s, %s, %s, %s, %s)",
            row,
        )
    )


def erase_half_a_value() -> None:
    run(
        (
            "UPDATE store_personalvalue SET salt = NULL WHERE matter_id = %s",
            [Matter.objects.get(number=SECOND).pk],
        )
    )


def move_to_another_matter() -> None:
    there = Matter.objects.get(number=FIRST).pk
    run(
        (
            "UPDATE store_event SET matter_id = %s, seq = 8 WHERE id = %s",
            [there, event(SECOND, 6).pk],
        )
    )


def move_to_no_matter() -> None:
    run(("UPDATE store_event SET matter_id = 987654 WHERE id = %s", [event(THIRD, 5).pk]))


def rename_a_matter() -> None:
    run(("UPDATE store_matter SET number = '益人社工伤〔2026〕9号' WHERE number = %s", [SECOND]))


def change_the_kind_of_a_matter() -> None:
    run(("UPDATE store_matter SET procedure = 'penalty' WHERE number = %s", [SECOND]))


def change_a_leaf() -> None:
    run(
        (
            "UPDATE store_logleaf SET head = %s WHERE event_id = %s",
            [b"\3" * 32, event(SECOND, 2).pk],
        )
    )


def delete_a_leaf_and_close_the_gap() -> None:
    gap = LogLeaf.objects.get(event=event(FIRST, 2)).position
    run(("DELETE FROM store_logleaf WHERE position = %s", [gap]))
    for leaf in LogLeaf.objects.filter(position__gt=gap).order_by("position"):
        run(
            (
                "UPDATE store_logleaf SET position = %s WHERE position = %s",
                [leaf.position - 1, leaf.position],
            )
        )


def change_the_line() -> None:
    run(("UPDATE store_matterrow SET head = %s WHERE number = %s", [b"\4" * 32, SECOND]))


def delete_the_line() -> None:
    pk = Matter.objects.get(number=SECOND).pk
    run(
        ("DELETE FROM store_findingrow WHERE matter_id = %s", [pk]),
        ("DELETE FROM store_matterrow WHERE matter_id = %s", [pk]),
    )


def delete_all_events() -> None:
    ids = [event(SECOND, seq).pk for seq in range(1, 7)]
    for pk in ids:
        run(
            ("DELETE FROM store_logleaf WHERE event_id = %s", [pk]),
            ("DELETE FROM store_event WHERE id = %s", [pk]),
        )


@pytest.mark.parametrize(
    ("tamper", "place", "said"),
    [
        (edit_a_body, (SECOND, 6), "与它的哈希不符"),
        (edit_a_head, (SECOND, 3), "与它的哈希不符"),
        (delete_in_the_middle, (SECOND, 3), "缺少：下一条是第4条"),
        (delete_in_the_middle_and_number_anew, (SECOND, 3), "案号或者序号不是这一条的"),
        (swap, (SECOND, 3), "案号或者序号不是这一条的"),
        (insert_at_the_end, (SECOND, 7), "清单只记到第6条"),
        (insert_in_the_middle, (SECOND, 4), "与总校验里登记的哈希不符"),
        (rewrite_with_the_leaves, (FIRST, 1), "与2026-11-25的根不符"),
        (rewrite_with_the_leaves_and_the_last_head, (SECOND, 6), "与2026-11-26的根不符"),
        (cut_the_end, (FIRST, 7), "缺少：清单记到第7条，事项只有6条"),
        (cut_the_end_and_the_line, ("", 0), "缺少：2026-11-26的根写明17条"),
        (cut_the_end_but_not_its_leaf, ("", 0), "登记还在，事项不见了"),
        (change_the_first_head, ("", 0), "被改动的是这一个根"),
        (change_the_last_head, (SECOND, 6), "与2026-11-26的根不符"),
        (change_a_frontier, (SECOND, 6), "与2026-11-26的根不符"),
        (change_a_personal_value, (SECOND, 1), "个人信息“worker”与事项里的承诺不符"),
        (delete_a_personal_value, (SECOND, 1), "个人信息“worker”不见了"),
        (add_a_personal_value, (SECOND, 3), "在事项里没有承诺"),
        (erase_half_a_value, (SECOND, 1), "与事项里的承诺不符"),
        (move_to_another_matter, (FIRST, 8), "案号或者序号不是这一条的"),
        (move_to_no_matter, (THIRD, 5), "缺少：清单记到第5条，事项只有4条"),
        (rename_a_matter, ("益人社工伤〔2026〕9号", 1), "案号或者序号不是这一条的"),
        (change_the_kind_of_a_matter, (SECOND, 1), "案件种类与内容写明的不同"),
        (change_a_leaf, (SECOND, 2), "与总校验里登记的哈希不符"),
        (delete_a_leaf_and_close_the_gap, (FIRST, 2), "总校验里没有它的登记"),
        (change_the_line, (SECOND, 6), "与清单行的哈希不符"),
        (delete_the_line, (SECOND, 6), "清单里没有这一办件"),
        (delete_all_events, (SECOND, 1), "缺少：清单记到第6条，事项只有0条"),
    ],
)  # fmt: skip
def test_what_was_changed_is_seen_and_the_first_event_named(
    tamper: Callable[[], None], place: tuple[str, int], said: str
) -> None:
    assert verify_store().first_fault is None
    tamper()
    fault = verify_store().first_fault
    assert fault is not None
    assert (fault.matter, fault.seq) == place
    assert said in str(fault)
