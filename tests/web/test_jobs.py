"""Long work: asked for, done, cancelled, broken off and begun again; seen by its owner only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import OPEN_INJURY, make_cast, open_text
from zhunsheng.base.errors import ZhunshengError
from zhunsheng.store.models import Account, Job, MatterRow
from zhunsheng.web.clock import now
from zhunsheng.web.jobs.desk import KINDS, Work, ask, begin_again, drop_old_results, run_job

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _cast(db: None) -> None:
    make_cast()


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend=BACKEND)
    return client


def done(job: Job) -> Job:
    run_job.func(str(job.pk))
    return Job.objects.get(pk=job.pk)


def owner(username: str = "guan") -> Account:
    return Account.objects.get(username=username)


def test_work_is_queued_done_and_says_what_came_of_it() -> None:
    open_text(OPEN_INJURY, "zhou")
    MatterRow.objects.update(basis="old")
    response = signed_in("guan").post(reverse("job_reassess"), follow=True)
    assert "排队中" in response.content.decode()
    job = done(Job.objects.get())
    assert (job.state, job.message) == ("done", "重新核对了1件")
    assert MatterRow.objects.exclude(basis="old").count() == 1


def test_a_result_is_downloaded_by_its_owner_and_dropped_after_seven_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def write(work: Work) -> str:
        work.result_file("清单.txt").write_text("一二三", encoding="utf-8")
        return "写了一行"

    monkeypatch.setitem(KINDS, "write", write)
    job = done(ask("write", "写清单", owner("zhou"), {}))
    response = signed_in("zhou").get(reverse("job_result", args=(job.pk,)))
    assert b"".join(response) == "一二三".encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert signed_in("liu").get(reverse("job_result", args=(job.pk,))).status_code == 404
    Job.objects.update(ended_at=now() - timedelta(days=8))
    assert drop_old_results() == 1
    assert signed_in("zhou").get(reverse("job_result", args=(job.pk,))).status_code == 404


def test_waiting_work_is_cancelled_at_once_and_running_work_at_its_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps: list[int] = []

    def long(work: Work) -> str:
        for step in range(1, 4):
            steps.append(step)
            Job.objects.filter(pk=work.job.pk).update(cancel=step == 2)
            work.told_at = 0
            work.tell(step, 3)
        return "做完了"

    monkeypatch.setitem(KINDS, "long", long)
    waiting = ask("long", "长活", owner("zhou"), {})
    signed_in("zhou").post(reverse("job_cancel", args=(waiting.pk,)))
    assert done(waiting).state == "cancelled"
    assert steps == []
    running = done(ask("long", "长活", owner("zhou"), {}))
    assert (running.state, steps) == ("cancelled", [1, 2])


def test_a_refusal_is_said_and_a_fault_of_the_program_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(work: Work) -> str:
        raise ZhunshengError("表头缺少案号；请补上")

    def fail(work: Work) -> str:
        raise KeyError("x")

    monkeypatch.setitem(KINDS, "refuse", refuse)
    monkeypatch.setitem(KINDS, "fail", fail)
    assert done(ask("refuse", "导入", owner(), {})).message == "表头缺少案号；请补上"
    broken = ask("fail", "导入", owner(), {})
    with pytest.raises(KeyError):
        run_job.func(str(broken.pk))
    broken.refresh_from_db()
    assert (broken.state, broken.message[:4]) == ("failed", "程序出错")


def test_work_broken_off_by_a_stop_is_begun_again() -> None:
    job = ask("rebuild", "重建", owner(), {})
    Job.objects.filter(pk=job.pk).update(state="running", started_at=now(), done=7)
    assert begin_again() == 1
    assert done(job).state == "done"


def test_others_do_not_see_a_job_and_an_administrator_sees_all() -> None:
    job = ask("rebuild", "重建快照", owner("zhou"), {})
    assert signed_in("liu").get(reverse("job", args=(job.pk,))).status_code == 404
    assert "重建快照" not in signed_in("liu").get(reverse("jobs")).content.decode()
    assert "重建快照" in signed_in("guan").get(reverse("jobs")).content.decode()
