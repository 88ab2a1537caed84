"""Imports: faults cell by cell, corrected in the page, kept when confirmed, withdrawn as one."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from tests.cast import actor, make_cast, office
from zhunsheng.office import Doing
from zhunsheng.record.event import Event
from zhunsheng.store.models import Account, Batch, Job, Matter, MatterRow
from zhunsheng.web.clock import now, today
from zhunsheng.web.jobs.desk import run_job

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HEAD = ("案号", "职工姓名", "用人单位", "受伤日期", "申请日期", "受理日期", "认定日期", "认定结论")
ROWS = (
    ("益人社工伤〔2026〕801号", "曹小满", "松坡某物流有限公司", "2026-08-03", "2026-09-07", "2026-09-10", "", ""),
    ("益人社工伤〔2026〕802号", "何秋实", "青禾某机械有限公司", "2026-08-05", "2026-13-09", "2026-09-14", "", ""),
    ("益人社工伤〔2026〕803号", "许长林", "南陂某环卫有限公司", "2026-08-11", "2026-09-15", "2026-09-18", "", ""),
)  # fmt: skip


@pytest.fixture
def client(db: None) -> Client:
    make_cast()
    return signed_in("zhou")


def signed_in(username: str) -> Client:
    one = Client()
    one.force_login(Account.objects.get(username=username), backend=BACKEND)
    return one


def workbook(rows: Any = ROWS) -> bytes:
    book = Workbook()
    for row in (("2026年工伤认定台账",), HEAD, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(one: Client, content: bytes, name: str = "台账.xlsx", procedure: str = "") -> Any:
    file = SimpleUploadedFile(name, content)
    return one.post(reverse("imports"), {"file": file, "procedure": procedure}, follow=True)


def here(batch: Batch) -> str:
    return reverse("import_", args=(batch.pk,))


def run(kind: str) -> Job:
    job = Job.objects.get(kind=kind, state="waiting")
    run_job.func(str(job.pk))
    return Job.objects.get(pk=job.pk)


def test_a_fault_is_shown_with_its_cell_and_nothing_is_written(client: Client) -> None:
    page = upload(client, workbook()).content.decode()
    assert "第4行E列" in page
    assert "2026-13-09" in page
    assert "只导入没错的 2 件" in page
    assert not Matter.objects.exists()


def test_a_cell_is_corrected_in_the_page_and_the_whole_file_kept(client: Client) -> None:
    upload(client, workbook())
    batch = Batch.objects.get()
    place = re.search(r'name="cell:(.*?)"', client.get(here(batch)).content.decode())
    assert place is not None
    page = client.post(here(batch), {f"cell:{place[1]}": "2026年9月11日"}, follow=True)
    assert "确认，写入 3 件" in page.content.decode()
    assert not Matter.objects.exists()
    client.post(here(batch), {"act": "keep"})
    assert run("import_keep").message == "已导入3件"
    assert Matter.objects.count() == 3
    line = office().store.line(ROWS[1][0])
    assert line is not None
    assert (line.handler, line.due_rule) == ("zhou", "decided_in_time")


def test_with_faults_left_only_the_sound_part_is_kept_and_only_when_asked(client: Client) -> None:
    upload(client, workbook())
    batch = Batch.objects.get()
    client.post(here(batch), {"act": "keep"})
    assert not Job.objects.filter(kind="import_keep").exists()
    client.post(here(batch), {"act": "only"})
    run("import_keep")
    assert set(Matter.objects.values_list("number", flat=True)) == {ROWS[0][0], ROWS[2][0]}


def test_a_job_broken_off_is_begun_again_without_doubles(client: Client) -> None:
    upload(client, workbook((ROWS[0], ROWS[2])))
    batch = Batch.objects.get()
    client.post(here(batch), {"act": "keep"})
    job = run("import_keep")
    Job.objects.filter(pk=job.pk).update(state="waiting")
    Batch.objects.update(state="read")
    run_job.func(str(job.pk))
    assert Matter.objects.count() == 2


def test_an_import_is_withdrawn_as_one_and_its_record_stays(client: Client) -> None:
    keep_two(client)
    batch = Batch.objects.get()
    address = reverse("import_withdraw", args=(batch.pk,))
    assert "没有写撤销的理由" in client.post(address, {"reason": " "}).content.decode()
    client.post(address, {"reason": "导错了年份"})
    assert MatterRow.objects.filter(withdrawn=True).count() == 2
    kept = office().store.load(ROWS[0][0])
    assert (kept.events[-1].kind, kept.events[-1].note) == ("import_withdrawn", "导错了年份")
    assert ROWS[0][0] not in client.get(reverse("matters")).content.decode()


def test_what_was_worked_on_since_cannot_be_withdrawn_as_one(client: Client) -> None:
    keep_two(client)
    work_on(ROWS[0][0])
    batch = Batch.objects.get()
    page = client.post(reverse("import_withdraw", args=(batch.pk,)), {"reason": "导错了"})
    assert page.status_code == 422
    assert ROWS[0][0] in page.content.decode()
    assert not MatterRow.objects.filter(withdrawn=True).exists()


def keep_two(client: Client) -> None:
    upload(client, workbook((ROWS[0], ROWS[2])))
    client.post(here(Batch.objects.get()), {"act": "keep"})
    run("import_keep")


def work_on(number: str) -> None:
    seen = office().store.load(number).seq
    office().append(actor("zhou"), number, Doing(Event("noted", today()), seen, "n"), now())


def test_a_number_that_is_registered_already_is_a_fault(client: Client) -> None:
    keep_two(client)
    page = upload(client, workbook((ROWS[0],)), "再来一次.xlsx").content.decode()
    assert "已经登记过" in page


def test_the_original_comes_back_with_its_wrong_cells_marked(client: Client) -> None:
    upload(client, workbook())
    answer = client.get(reverse("import_marked", args=(Batch.objects.get().pk,)))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    marked = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    assert marked == ["E4"]
    assert sheet["E4"].fill.fgColor.rgb.endswith("FFC7CE")
    assert sheet["B3"].value == "曹小满"


def test_what_the_ledger_has_no_column_for_is_not_held_against_the_matter(client: Client) -> None:
    keep_two(client)
    rows = MatterRow.objects.get(number=ROWS[0][0])
    rules = set(rows.matter.finding_rows.values_list("rule", flat=True))
    assert "decided_in_time" in rules
    assert "acceptance_decision_on_file" not in rules
    assert not any(rule.endswith("_on_file") for rule in rules)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("台账.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "另存为"),
        ("台账.xlsx", b"not a workbook", "不是 Excel 工作簿"),
        ("台账.xlsx", b"", "文件是空的"),
        ("台账.csv", "天气,温度\n晴,20\n".encode(), "认不出这是哪一种案件的台账"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_with_what_to_do(
    client: Client, name: str, content: bytes, said: str
) -> None:
    answer = upload(client, content, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Batch.objects.exists()


def test_another_officer_does_not_see_the_import(client: Client) -> None:
    upload(client, workbook())
    assert signed_in("liu").get(here(Batch.objects.get())).status_code == 404


def test_an_empty_ledger_is_read_back(client: Client) -> None:
    answer = client.get(reverse("import_template", args=("work_injury",)))
    assert "台账" in load_workbook(io.BytesIO(answer.content)).sheetnames
