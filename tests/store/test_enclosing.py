"""Files the office makes itself are papers of a matter like any that were brought."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.cast import LOCAL, OPEN_INJURY, make_cast, open_text
from zhunsheng.store.enclosing import KeptPapers
from zhunsheng.store.enclosures import Carried, Enclosure
from zhunsheng.store.keeping import NoSuchMatter
from zhunsheng.store.models import Paper
from zhunsheng.store.papers import PaperLost, PaperRefused, path_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=LOCAL)
PDF = b"%PDF-1.7\nan invented table"


@pytest.fixture
def number(db: None) -> str:
    make_cast()
    return open_text(OPEN_INJURY, "zhou")


def enclosed(number: str, content: bytes = PDF) -> str:
    return KeptPapers().enclose(Enclosure(number, "attendance", "考勤.pdf", content, "zhou", NOW))


def test_a_file_is_on_disk_and_registered_once(number: str) -> None:
    digest = enclosed(number)
    assert enclosed(number) == digest
    assert path_of(digest).read_bytes() == PDF
    (paper,) = Paper.objects.filter(matter__number=number)
    assert (paper.name, paper.file_name, paper.size) == ("attendance", "考勤.pdf", len(PDF))
    assert paper.added_by.username == "zhou"


def test_what_is_of_no_kind_that_is_kept_or_of_no_matter_is_refused(number: str) -> None:
    with pytest.raises(PaperRefused):
        enclosed(number, b"a,b\n1,2\n")
    with pytest.raises(NoSuchMatter):
        enclosed("无此案号")
    assert not Paper.objects.exists()


def test_papers_are_carried_to_another_matter_and_none_it_does_not_hold(number: str) -> None:
    other = open_text(OPEN_INJURY.replace("1号", "2号"), "zhou")
    digest = enclosed(number)
    for _ in range(2):
        KeptPapers().carry(Carried(number, other, {"attendance": digest}, "liu", NOW))
    carried = Paper.objects.get(matter__number=other)
    assert (carried.digest, carried.added_by.username) == (digest, "liu")
    with pytest.raises(PaperLost):
        KeptPapers().carry(Carried(other, number, {"attendance": "0" * 64}, "liu", NOW))
