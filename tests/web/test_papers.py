"""Papers: kept by content, refused with a word, given back as downloads to those who may see them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import OPEN_INJURY, make_cast, open_text
from tests.web.visits import by, send, text_of
from zhunsheng.store import papers
from zhunsheng.store.models import Event, Paper
from zhunsheng.store.papers import PaperLost, PaperRefused, file_name, keep, path_of

NUMBER = "益人社工伤〔2026〕1号"
HOME = f"/ban/{NUMBER}/"
PDF = b"%PDF-1.7\nan invented scan"
JPEG = b"\xff\xd8\xff\xe0 an invented photo"
MP4 = b"\x00\x00\x00\x18ftypmp42 an invented recording"


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return made.getvalue()


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


# --- on disk -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, papers.PDF),
        (JPEG, papers.JPEG),
        (b"\x89PNG\r\n\x1a\n...", papers.PNG),
        (MP4, papers.MP4),
        (b"\x00\x00\x00\x20ftypisom....", papers.MP4),
        (b"ID3\x04 sound", papers.MP3),
        (b"\xff\xfb\x90 sound", papers.MP3),
        (archive("word/document.xml", "[Content_Types].xml"), papers.DOCX),
        (archive("xl/workbook.xml"), papers.XLSX),
    ],
)
def test_a_file_is_told_by_its_content_and_kept_once(content: bytes, media_type: str) -> None:
    first, second = keep("a.html", [content]), keep("b.exe", [content[:3], content[3:]])
    assert first == second
    assert first.media_type == media_type
    assert path_of(first.digest).read_bytes() == content
    assert first.size == len(content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "文件是空的"),
        (b"<html><script>alert(1)</script>", "认不出是可收的格式"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "认不出是可收的格式"),
        (b"MZ\x90\x00 a program", "认不出是可收的格式"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old word", "请在 WPS 里另存为"),
        (b"\x00\x00\x00\x18ftypheic phone", "HEIC"),
        (archive("a.txt"), "请解压后逐个上传"),
        (archive("word/document.xml", "word/vbaProject.bin"), "文件里有宏"),
        (b"PK\x03\x04 broken", "压缩文件已损坏"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_way_out(content: bytes, why: str) -> None:
    before = leftovers()
    with pytest.raises(PaperRefused, match=why):
        keep("材料.pdf", [content])
    assert leftovers() == before


def leftovers() -> set[Path]:
    return {one for one in papers.papers_folder().rglob("*") if one.is_file()}


@pytest.mark.parametrize(("content", "name"), [(PDF, "LARGEST_SHEET"), (MP4, "LARGEST_RECORDING")])
def test_a_file_may_only_be_so_large(
    monkeypatch: pytest.MonkeyPatch, content: bytes, name: str
) -> None:
    monkeypatch.setattr(papers, name, len(content) + 8)
    keep("a", [content, b"12345678"])

    def endless() -> Iterator[bytes]:
        yield content
        while True:
            yield b"0" * 1024

    monkeypatch.setattr(papers, "LARGEST_RECORDING", 4096)
    with pytest.raises(PaperRefused, match="MB"):
        keep("a", endless() if name == "LARGEST_RECORDING" else [content, b"123456789"])


def test_a_lost_file_is_said_to_be_lost() -> None:
    with pytest.raises(PaperLost):
        path_of("ab" * 32)


@pytest.mark.parametrize(
    ("given", "media_type", "name"),
    [
        ("现场.JPG", papers.JPEG, "现场.JPG"),
        ("../../etc/passwd", papers.PDF, "passwd.pdf"),
        ("C:\\fakepath\\诊断.pdf", papers.PDF, "诊断.pdf"),
        ("a.html", papers.PDF, "a.html.pdf"),
        ('x"\r\nSet-Cookie: a=b', papers.PDF, 'x"Set-Cookie: a=b.pdf'),
        ("", papers.PNG, "材料.png"),
        ("长" * 300, papers.PDF, "长" * 196 + ".pdf"),
    ],
)
def test_a_file_is_given_back_under_a_harmless_name(given: str, media_type: str, name: str) -> None:
    assert file_name(given, media_type) == name


# --- in the pages --------------------------------------------------------------------------------


@pytest.fixture
def matter(db: None) -> str:
    make_cast()
    return open_text(OPEN_INJURY, "zhou")


@pytest.mark.usefixtures("matter")
def test_a_paper_is_put_on_file_and_downloaded_again() -> None:
    client = by("zhou")
    form = client.get(f"{HOME}cailiao/?cailiao=investigation_record")
    assert '<option value="investigation_record" selected>' in form.content.decode()
    answer = send(client, form, HOME, file=file("笔录.html", PDF), note="周敏、刘志远制作")
    assert answer.status_code == 302
    (paper,) = Paper.objects.all()
    assert (paper.name, paper.file_name) == ("investigation_record", "笔录.html.pdf")
    body = json.loads(Event.objects.order_by("-seq").values_list("body", flat=True)[0])
    assert body["kind"] == "filed"
    assert body["files"] == {"investigation_record": paper.digest}
    assert f"/cailiao/{paper.pk}/" in client.get(HOME).content.decode()

    given = client.get(f"/cailiao/{paper.pk}/")
    assert b"".join(given.streaming_content) == PDF
    assert given["Content-Type"] == "application/pdf"
    assert given["Content-Disposition"].startswith("attachment;")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in given["Content-Security-Policy"]


@pytest.mark.usefixtures("matter")
@pytest.mark.parametrize("username", ["ma", "guan"])
def test_a_paper_is_for_those_who_may_see_its_matter(username: str) -> None:
    client = by("zhou")
    form = client.get(f"{HOME}cailiao/?cailiao=video")
    send(client, form, HOME, file=file("监控.mp4", MP4))
    (paper,) = Paper.objects.all()
    assert by(username).get(f"/cailiao/{paper.pk}/").status_code in (403, 404)
    assert by("shen").get(f"/cailiao/{paper.pk}/").status_code == 200
    assert by("zhou").get("/cailiao/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert by("zhou").get(f"/cailiao/{paper.digest}/").status_code == 404


@pytest.mark.usefixtures("matter")
def test_what_is_refused_is_said_beside_the_field_and_nothing_is_written() -> None:
    client = by("zhou")
    form = client.get(f"{HOME}cailiao/?cailiao=video")
    answer = send(client, form, HOME, file=file("x.pdf", b"<html>"))
    assert answer.status_code == 422
    assert "“x.pdf”没有收下" in text_of(answer)
    assert 'href="#id_file"' in answer.content.decode()
    assert not Paper.objects.exists()
    assert Event.objects.count() == 4


@pytest.mark.usefixtures("matter")
def test_a_paper_without_a_word_what_it_is_is_asked_about() -> None:
    client = by("zhou")
    answer = send(client, client.get(f"{HOME}cailiao/"), HOME, file=file("x.pdf", PDF))
    assert answer.status_code == 422
    assert "请选是什么材料" in text_of(answer)
    assert "已传：x.pdf" in text_of(answer)
    again = send(client, answer, HOME, file_of="diagnosis")
    assert again.status_code == 302
    (paper,) = Paper.objects.all()
    assert paper.name == "diagnosis"


@pytest.mark.usefixtures("matter")
def test_files_the_script_sends_ahead_are_put_on_file_by_the_form() -> None:
    client = by("zhou")
    address = f"{HOME}cailiao/"
    form = client.get(address)
    ids = [
        client.post(f"{address}?xian=1", {"file": file(f"{place}.jpg", JPEG + bytes([place]))})
        for place in range(2)
    ]
    sent = [json.loads(one.content)["id"] for one in ids]
    assert client.post(f"{address}?xian=1", {"file": file("x", b"?")}).status_code == 422
    assert client.post(f"{address}?xian=1", {}).status_code == 422
    given = {"file_of": "site_record", "day": "2026-11-25", "file_kept": sent}
    fields = {"key": "ab" * 16, "seen": "4", **given}
    assert client.post(address, fields).status_code == 302
    body = json.loads(Event.objects.order_by("-seq").values_list("body", flat=True)[0])
    assert sorted(body["files"]) == ["site_record", "site_record.2"]
    assert form.status_code == 200


@pytest.mark.usefixtures("matter")
def test_nobody_puts_another_s_upload_on_file() -> None:
    client = by("zhou")
    sent = client.post(f"{HOME}cailiao/?xian=1", {"file": file("x.pdf", PDF)})
    theirs = {
        "file_of": "diagnosis",
        "day": "2026-11-25",
        "file_kept": json.loads(sent.content)["id"],
    }
    by("liu").post(f"{HOME}cailiao/", {**theirs, "key": "cd" * 16, "seen": "4"})
    body = json.loads(Event.objects.order_by("-seq").values_list("body", flat=True)[0])
    assert body["files"] == {}


@pytest.mark.usefixtures("matter")
def test_the_original_comes_along_with_a_step_through_the_check() -> None:
    client = by("zhou")
    form = client.get(f"{HOME}bu/proof_requested/")
    seen = send(
        client,
        form,
        HOME,
        f__proof_due="12月20日",
        file=file("通知.pdf", PDF),
        file_of="proof_notice",
    )
    assert "通知.pdf" in text_of(seen)
    assert Paper.objects.count() == 1
    assert send(client, seen, HOME, act="confirm").status_code == 302
    assert Paper.objects.count() == 1
    body = json.loads(Event.objects.order_by("-seq").values_list("body", flat=True)[0])
    assert body["papers"] == ["proof_notice"]
    assert list(body["files"]) == ["proof_notice"]
