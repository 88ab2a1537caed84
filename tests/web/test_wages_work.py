"""Wage data in, a month run, its ratings published, changed and followed up: on an invented city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from tests.cast import make_cast
from tests.web.visits import by, text_of
from tests.web.wages_home import MONTH, red_project, wages_city
from zhunsheng.office.wages import rating_number, standing_color
from zhunsheng.store.models import AccessEntry, Account, Job, MatterRow, Proposal
from zhunsheng.wages.months import read_month
from zhunsheng.wages.shapes import Asked
from zhunsheng.web.desk import office
from zhunsheng.web.jobs.desk import run_job
from zhunsheng.web.matters.names import matter_address
from zhunsheng.web.wages.drafts import drafts_of, drop_old
from zhunsheng.web.wages.monitor import monitor
from zhunsheng.web.wages.warehouse import wage_folder, warehouse
from zhunsheng.web.wages.work import publish_all

pytestmark = pytest.mark.django_db
AT = read_month(MONTH)
LOADS, RUN = "/gongcheng/shuju/", "/gongcheng/shuju/pingding/"
PROJECTS = "项目编码,项目名称,施工总承包单位,项目状态\nA1,一号楼,松坡某建设有限公司,在建\n"
ROSTER = "项目编码,身份证号,姓名,进场日期\nA1,{},许立春,2025-11-01\n"
GOOD, BAD = "110101199003070038", "110101199003070039"  # by the checksum of GB 11643


@pytest.fixture(autouse=True)
def cast() -> None:
    make_cast()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[None]:
    """A monitor that holds nothing yet."""
    with override_settings(WAGES=tmp_path / "wages"):
        yield


@pytest.fixture
def city() -> Iterator[None]:
    with wages_city():
        yield


def upload(client: Client, **files: str) -> Any:
    sent = [SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in files.items()]
    return client.post(LOADS, {"file": sent})


def done(answer: Any) -> Job:
    """Do the job an answer leads to, and return it."""
    job = Job.objects.get(pk=answer.headers["Location"].rstrip("/").rpartition("/")[2])
    run_job.func(str(job.pk))
    job.refresh_from_db()
    return job


def draft_page(client: Client, answer: Any) -> tuple[str, str]:
    """Do the check a file asks for; return the address of the draft and what its page says."""
    job = done(answer)
    assert job.state == Job.State.DONE, job.message
    return job.given["next"], text_of(client.get(job.given["next"]))


# --- loads -----------------------------------------------------------------------------------------


def test_nothing_is_loaded_before_it_is_confirmed(empty: None) -> None:
    zhou = by("zhou")
    here, shown = draft_page(zhou, upload(zhou, 工程项目=PROJECTS, 花名册=ROSTER.format(GOOD)))
    assert "还没有装入任何内容" in shown
    assert "确认，装入 2 行" in shown
    assert shown.count("读入＝可装入＋退回") == 2
    assert warehouse().loads() == ()
    job = done(zhou.post(here, {"act": "keep"}))
    assert job.message == "已装入批次1：2行"
    (load,) = warehouse().loads()
    assert (load.rows, load.accepted, load.refused, load.by) == (2, 2, 0, "zhou")
    assert "第 1 批" in text_of(zhou.get(LOADS))


def test_a_refused_row_holds_all_back_unless_the_good_rows_are_asked_for(empty: None) -> None:
    zhou = by("zhou")
    here, shown = draft_page(zhou, upload(zhou, 工程项目=PROJECTS, 花名册=ROSTER.format(BAD)))
    assert "只收好的行，装入 1 行" in shown
    assert "确认，装入" not in shown
    assert BAD not in shown
    zhou.post(here, {"act": "keep"})
    assert warehouse().loads() == ()
    done(zhou.post(here, {"act": "only"}))
    (load,) = warehouse().loads()
    assert load.rows == load.accepted + load.refused
    assert (load.accepted, load.refused) == (1, 1)
    page = text_of(zhou.get(f"{LOADS}1/"))
    assert "身份证号" in page
    assert BAD not in page
    assert "没有退回的行" not in page


def test_every_refused_cell_is_listed_before_anything_is_loaded(empty: None) -> None:
    zhou = by("zhou")
    rows = "".join(f"A1,{BAD},许立春{n},2025-11-01\n" for n in range(60))
    head = ROSTER.partition("\n")[0]
    here, shown = draft_page(zhou, upload(zhou, 工程项目=PROJECTS, 花名册=f"{head}\n{rows}"))
    assert "第 1 至 50 处，共 60 处" in shown
    last = text_of(zhou.get(f"{here}?ye=2"))
    assert "第61行" in last  # as a person counts it: the header is row 1
    assert "第50行" not in last
    assert warehouse().loads() == ()


def test_what_is_dropped_leaves_nothing(empty: None) -> None:
    zhou = by("zhou")
    here, _ = draft_page(zhou, upload(zhou, 工程项目=PROJECTS))
    zhou.post(here, {"act": "drop"})
    assert warehouse().loads() == ()
    (draft,) = drafts_of("zhou")
    assert [path for path in draft.paths if path.exists()] == []
    assert "已放弃" in text_of(zhou.get(here))


def test_the_same_file_twice_changes_nothing(empty: None) -> None:
    zhou = by("zhou")
    for _ in range(2):
        here, shown = draft_page(zhou, upload(zhou, 工程项目=PROJECTS))
        zhou_keeps = zhou.post(here, {"act": "keep"})
        if "批次1装入过" not in shown:
            done(zhou_keeps)
    assert len(warehouse().loads()) == 1
    assert "批次1装入过，内容一样，不重复装入" in shown


def test_a_draft_belongs_to_whoever_brought_it(empty: None) -> None:
    zhou = by("zhou")
    here, _ = draft_page(zhou, upload(zhou, 工程项目=PROJECTS))
    assert by("liu").get(here).status_code == 404
    assert by("liu").post(here, {"act": "keep"}).status_code == 404
    assert by("guan").get(LOADS).status_code == 403


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "没有选文件"),
        ({"工资表.xls": b"x"}, "这种文件读不了"),
        ({"../../工资表.exe": b"x"}, "这种文件读不了"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(
    empty: None, files: dict[str, bytes], said: str
) -> None:
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    answer = by("zhou").post(LOADS, {"file": sent})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert drafts_of("zhou") == []


def test_a_name_from_outside_stays_within_its_folder(empty: None) -> None:
    zhou = by("zhou")
    sent = SimpleUploadedFile("x.csv", PROJECTS.encode())
    sent.name = "..\\..\\工程项目 .csv"  # as an old browser sends it
    zhou.post(LOADS, {"file": [sent]})
    (draft,) = drafts_of("zhou")
    (path,) = draft.paths
    assert path.resolve().is_relative_to(path.parent.resolve())
    assert path.read_bytes() == PROJECTS.encode()


def test_an_unreadable_file_says_so_and_loads_nothing(empty: None) -> None:
    zhou = by("zhou")
    here, shown = draft_page(zhou, upload(zhou, 工资表="没有,表头\n1,2\n"))
    assert "装入" in shown
    assert (
        "act" not in zhou.get(here).content.decode().partition("放弃")[0]
        or "确认，装入" not in shown
    )
    assert warehouse().loads() == ()


def test_old_drafts_are_deleted(empty: None) -> None:
    zhou = by("zhou")
    upload(zhou, 工程项目=PROJECTS)
    (draft,) = drafts_of("zhou")
    assert drop_old(draft.at) == 0
    assert drop_old(draft.at.replace(year=draft.at.year + 1)) == 1
    assert drafts_of("zhou") == []


def test_the_secret_stays_the_same(empty: None) -> None:
    kept = wage_folder().secret()
    assert wage_folder().secret() == kept
    assert len(kept) >= 32


def test_a_month_needs_data_and_must_be_over(empty: None) -> None:
    zhou = by("zhou")
    assert "还没有装入数据" in text_of(zhou.post(RUN, {"month": MONTH}, follow=True))
    for month in ("", "soon", "2099-01"):
        assert "已经过完的月份" in text_of(zhou.post(RUN, {"month": month}, follow=True))
    assert not Job.objects.exists()


# --- the pages of an invented city -------------------------------------------------------------------


def test_the_sums_of_every_project_add_up(city: None) -> None:
    lines, total = monitor().projects(AT, Asked(limit=1000))
    assert total == len(lines) == 12
    for line in lines:
        project = monitor().project(AT, line.project)
        assert project is not None
        sums = project.sums
        assert sums.owed <= sums.received + sums.advanced + sums.written_off + sums.outstanding


def test_figures_and_lists_of_the_list_agree(city: None) -> None:
    tang = by("tang")
    html = tang.get("/gongcheng/").content.decode()
    doors = re.findall(r'href="(/gongcheng/\?[^"]+)" class="counter[^>]*><b>.*?(\d+)</b>', html)
    assert len(doors) == 5
    for href, n in doors:
        shown = text_of(tang.get(href.replace("&amp;", "&")))
        assert f"共 {n} 个项目" in shown


def test_counted_workers_are_those_listed(city: None) -> None:
    red, _ = red_project()
    zhou = by("zhou")
    html = zhou.get(f"/gongcheng/{red}/{MONTH}/").content.decode()
    counted = re.findall(r'<b><a class="door" href="([^"]+)">(\d+)</a></b>', html)
    assert len(counted) == 4
    for href, n in counted:
        assert f"{int(n):,} 人" in text_of(zhou.get(href.replace("&amp;", "&"))), href


def test_the_ledgers_show_accounts_and_deposits(city: None) -> None:
    shown = text_of(by("he").get("/gongcheng/zhanghu/"))
    assert "工资专用账户" in shown
    rate = re.search(r"应存 (\d+) 个项目，足额 (\d+) 个，存储率 ([\d.]+)%", shown)
    assert rate is not None
    must, full = int(rate[1]), int(rate[2])
    assert 0 < full < must
    assert float(rate[3]) == round(100 * full / must, 1)


def test_the_rules_name_the_source_of_every_line(city: None) -> None:
    shown = text_of(by("guan").get("/gongcheng/guize/"))
    assert "红黄绿评定默认方案" in shown
    assert "一票定色" in shown
    assert "黄色连续第 2 个月转红" in shown
    assert "比照云南" in shown


def test_a_scheme_with_faults_is_shown_and_not_used(empty: None) -> None:
    own = warehouse().folder.parent / "schemes"
    own.mkdir(parents=True)
    (own / "yiyang.toml").write_text('name = "yiyang"\n', encoding="utf-8")
    assert "方案文件有错，没有启用" in text_of(by("zhou").get("/gongcheng/guize/"))
    assert "红黄绿评定默认方案" in text_of(by("zhou").get("/gongcheng/guize/?fangan=default"))
    assert "方案文件有错" in text_of(by("zhou").get("/gongcheng/guize/duibi/"))


def test_a_scheme_is_chosen_by_its_title(empty: None) -> None:
    said = by("zhou").get("/gongcheng/guize/duibi/").content.decode()
    assert f">{wage_folder().scheme().title}</option>" in said


def test_a_month_is_run_and_its_warnings_stand_on_the_desk(city: None) -> None:
    chen = by("chen")
    job = done(chen.post(RUN, {"month": MONTH}))
    assert job.state == Job.State.DONE, job.message
    raised = MatterRow.objects.filter(procedure="wage_warning")
    assert raised.count() > 0
    assert f"新预警{raised.count()}条" in job.message
    desk = text_of(chen.get("/gongcheng/yujing/"))
    assert f"{raised.count()} 没有解除" in desk
    assert "核查预警是否属实" in desk
    assert text_of(chen.get("/gongcheng/yujing/?dao=over")).count("核查预警是否属实") == 0
    again = done(chen.post(RUN, {"month": MONTH}))
    assert "新预警0条" in again.message


def test_ratings_are_published_once_and_changed_with_approval(city: None) -> None:
    chen, tang = by("chen"), by("tang")
    red, _ = red_project()
    run = monitor().run(AT)
    assert run is not None
    page = text_of(tang.get("/gongcheng/gongbu/"))
    assert "公布 12 个项目的评定" in page
    job = done(tang.post("/gongcheng/gongbu/", {"yue": MONTH, "run": run.digest}))
    assert job.message == "已公布2025年11月的评定12个"
    assert publish_all(run, job.owner) == 0
    here = f"/gongcheng/{red}/{MONTH}/"
    refused = chen.post(f"{here}tiaozheng/", {"color": "red", "reason": "x"})
    assert refused.status_code == 422
    chen.post(f"{here}tiaozheng/", {"color": "yellow", "reason": "工资已由总包先行清偿，回单在卷"})
    waiting = Proposal.objects.get()
    code = monitor().project(AT, red).line.code  # type: ignore[union-attr]
    number = rating_number(code, AT)
    before = standing_color(office().store.load(number).record, AT)
    assert before is not None
    assert before.color == "red"
    tang.post(reverse("proposal", args=(waiting.pk,)), {"act": "agree", "seen": waiting.seen})
    after = standing_color(office().store.load(number).record, AT)
    assert after is not None
    assert (after.color, after.by_hand) == ("yellow", True)
    assert after.event.facts["approved_by"] == "唐毅"
    assert "由唐毅批准调整为黄色" in text_of(chen.get(here))


def test_a_rating_that_was_not_published_cannot_be_changed(city: None) -> None:
    red, _ = red_project()
    answer = by("chen").post(
        f"/gongcheng/{red}/{MONTH}/tiaozheng/", {"color": "green", "reason": "还没有公布就调整"}
    )
    assert answer.status_code == 422
    assert "还没有公布" in text_of(answer)
    assert not Proposal.objects.exists()


def test_an_outdated_page_publishes_nothing(city: None) -> None:
    answer = by("tang").post("/gongcheng/gongbu/", {"yue": MONTH, "run": "0" * 64}, follow=True)
    assert "刚刚又评定过一次" in text_of(answer)
    assert not Job.objects.exists()


def test_an_answer_to_an_objection_cannot_leave_out_what_the_rules_demand(city: None) -> None:
    run = monitor().run(AT)
    assert run is not None
    publish_all(run, Account.objects.get(username="chen"))
    number = MatterRow.objects.filter(procedure="project_rating").values_list("number", flat=True)[
        0
    ]
    asked = text_of(by("chen").get(f"{matter_address(number)}bu/answered/"))
    for zh in ("评定月份", "答复结果", "答复理由"):
        assert zh in asked
        assert f"{zh} （可不填）" not in asked


def test_a_red_project_becomes_a_lead_with_its_evidence(city: None) -> None:
    chen = by("chen")
    red, worker = red_project()
    here = f"/gongcheng/{red}/{MONTH}/xiansuo/"
    person = monitor().person(AT, red, worker)
    assert person is not None
    asked = text_of(chen.get(here))
    assert person.name not in asked
    assert "转为欠薪线索" in asked
    assert here in chen.get(here.removesuffix("xiansuo/")).content.decode()
    answer = chen.post(here, follow=True)
    assert "证据已入卷" in text_of(answer)
    (row,) = MatterRow.objects.filter(procedure="arrears_clue")
    assert row.people is not None
    assert f"被欠薪的 {row.people} 人" in asked
    assert AccessEntry.objects.filter(verb="reveal", page="wages_clue").exists()
    assert "以前已经转过" in text_of(chen.post(here, follow=True))
    assert here not in chen.get(here.removesuffix("xiansuo/")).content.decode()
    assert MatterRow.objects.filter(procedure="arrears_clue").count() == 1


def test_a_project_that_owes_nothing_is_no_lead(city: None) -> None:
    lines, _ = monitor().projects(AT, Asked(limit=1000))
    clear = next(line for line in lines if line.color != "red" or not line.outstanding)
    assert by("chen").get(f"/gongcheng/{clear.project}/{MONTH}/xiansuo/").status_code == 404


def test_a_full_name_is_shown_for_a_reason_that_is_written_down(city: None) -> None:
    zhou = by("zhou")
    red, worker = red_project()
    slip, here = f"/gongcheng/{red}/gongren/{worker}/", f"/gongcheng/{red}/gongren/{worker}/chakan/"
    person = monitor().person(AT, red, worker)
    assert person is not None
    assert person.name not in text_of(zhou.get(slip))
    assert person.name not in text_of(zhou.post(here))
    assert zhou.post(here, {"asked": "yes", "why": "other"}).status_code == 200
    assert not AccessEntry.objects.filter(page="wages_reveal", verb="reveal").exists()
    shown = text_of(zhou.post(here, {"asked": "yes", "why": "contact"}))
    assert person.name in shown
    look = AccessEntry.objects.get(page="wages_reveal", verb="reveal")
    assert look.reason == "联系当事人"
    assert person.name not in f"{look.what}{look.reason}"
    assert by("shen").post(here, {"asked": "yes", "why": "contact"}).status_code == 403
