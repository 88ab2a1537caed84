"""How elements and services stand: what a matter's page shows beside its findings."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.office import Office
from zhunsheng.office.standing import Standing, standing_of
from zhunsheng.procedures import procedures
from zhunsheng.record.text import read

DAY = date(2026, 11, 25)
DECIDED = """虚构1号 work_injury
  worker 曹小满
  labor_relationship
2026-09-01 injured accident at_work_time at_workplace caused_by_work
2026-10-20 applied by=worker papers=application_form,diagnosis
2026-11-03 accepted
2026-11-10 investigated officers=周敏,刘志远 certificate_shown papers=investigation_record
2026-11-24 decided result=determined item=work_accident papers=decision
"""


def standing(text: str, day: date = DAY) -> Standing:
    (record,) = read(text, "test").records
    office = Office()
    return standing_of(record, procedures()[record.procedure], office.law, day)


@pytest.mark.parametrize(
    ("served", "valid", "effective"),
    [
        ("method=direct receipt_signed_by=self receipt", True, date(2026, 11, 25)),
        ("method=direct receipt_signed_by=neighbor receipt", False, None),
        ("method=direct receipt", None, None),
        ("method=direct receipt_signed_by=self receipt of=proof_notice", None, None),
    ],
)
def test_each_addressee_is_told_from_when(
    served: str, valid: bool | None, effective: date | None
) -> None:
    found = standing(f"{DECIDED}2026-11-25 served to=worker {served}\n").addressed
    ways = {(one.service.document, one.to): one for one in found}
    worker = ways["decision", "worker"]
    assert worker.effective == effective
    if "proof_notice" in served:
        assert worker.attempts == ()
    else:
        assert [one.valid for one in worker.attempts] == [valid]
    assert ways["decision", "employer"].attempts == ()


def test_a_service_nobody_owes_yet_is_not_shown() -> None:
    assert standing(DECIDED.rsplit("2026-11-24", 1)[0]).addressed == ()


def test_every_element_is_read_also_where_nothing_is_wrong() -> None:
    (reading,) = standing(DECIDED).readings
    assert reading.values["leaf:accident"] is True
    assert reading.values["leaf:commuting_purpose"] is False
    assert reading.values["paper:at_workplace"] == date(2026, 11, 10).toordinal()


def test_only_what_has_happened_by_the_day_counts() -> None:
    assert standing(DECIDED, date(2026, 11, 1)).readings == ()


@pytest.mark.parametrize("name", sorted(procedures()))
def test_a_record_of_nothing_owes_no_service(name: str) -> None:
    assert standing(f"虚构2号 {name}\n").addressed == ()
