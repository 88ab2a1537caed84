"""What the script does for people, on gallery pages in a real browser."""

from __future__ import annotations

import io
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.harness.ime import compose
from tests.web.gallery.render import write_pages

HOST = "http://127.0.0.1:9"  # nothing listens there: the pages come from the folder
DRAFT = "**/caogao/**"

WATCH_FILES = """() => {
  const input = document.querySelector('#id_file');
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'files');
  Object.defineProperty(input, 'files', {
    get() { return own.get.call(this); },
    set(files) { own.set.call(this, files); window.settled = true; },
  });
}"""
READ_FILE = """() => new Promise(done => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.readAsDataURL(document.querySelector('#id_file').files[0]);
})"""

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("gallery")
    write_pages(made)
    return made


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Opened]:
    """Opens a gallery page; its requests are answered from the folder, posts with an empty page."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{HOST}/").split("?")[0]
        file = folder / (name or "today.html")
        if route.request.method == "GET" and file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(body='{"id": "f1"}', content_type="application/json")

    context.route(f"{HOST}/**", answer)

    def opened(name: str, change: str = "") -> Page:
        page = context.new_page()
        page.clock.install()
        if change:
            page.add_init_script(
                f"document.addEventListener('DOMContentLoaded', () => {{ {change} }})"
            )
        page.goto(f"{HOST}/{name}.html")
        return page

    yield opened
    context.close()


def heard(page: Page, event: str) -> None:
    """Count an event in window.heard."""
    page.evaluate(
        f"window.heard = []; document.addEventListener('{event}', e => heard.push(e.target.value))"
    )


def test_pinyin_is_not_searched_and_the_chosen_words_are_once(opened: Opened) -> None:
    page = opened("list")
    heard(page, "settled")
    page.locator(".filters [name=q]").fill("")
    page.clock.run_for(1000)
    page.evaluate("heard.length = 0")
    page.locator(".filters [name=q]").focus()
    compose(page, "gongshang", "工伤")
    page.clock.run_for(1000)
    assert page.evaluate("heard") == ["工伤"]


def test_rows_are_walked_with_j_and_k_and_opened(opened: Opened) -> None:
    page = opened("today")
    titles = page.locator("[data-open]").all_inner_texts()
    focused = "document.activeElement.innerText"
    for key, at in [("j", 0), ("j", 1), ("J", 2), ("k", 1), ("k", 0), ("k", 0)]:
        page.keyboard.press(key)
        assert page.evaluate(focused) == titles[at], key
    assert page.locator(".is-current").count() == 1
    page.keyboard.press("e")
    page.wait_for_url("**/ban/0468/")


@pytest.mark.parametrize(("keys", "where"), [("g t", "**/0/"), ("Enter", "**/ban/0468/")])
def test_keys_go_places(opened: Opened, keys: str, where: str) -> None:
    page = opened("today")
    page.keyboard.press("j")
    for key in keys.split():
        page.keyboard.press(key)
    page.wait_for_url(where)


def test_a_slash_goes_to_the_search_and_letters_there_are_letters(opened: Opened) -> None:
    page = opened("today")
    page.keyboard.press("/")
    expect(page.locator("#mast-q")).to_be_focused()
    page.keyboard.type("jke?/")
    expect(page.locator("#mast-q")).to_have_value("jke?/")
    assert page.locator(".is-current").count() == 0


def test_the_list_of_keys_opens_and_gives_the_focus_back(opened: Opened) -> None:
    page = opened("today")
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys-help")).to_be_hidden()
    expect(page.locator(".is-current [data-open]")).to_be_focused()


def test_keys_can_be_switched_off(opened: Opened) -> None:
    page = opened("today", "document.documentElement.dataset.keys = 'off'")
    for key in ("j", "/", "?"):
        page.keyboard.press(key)
    assert page.locator(".is-current").count() == 0
    expect(page.locator("#mast-q")).not_to_be_focused()


def test_a_double_click_sends_once(opened: Opened) -> None:
    page = opened("check")
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.route(
        "**/bu/served/", lambda route: page.wait_for_timeout(300) or route.fulfill(status=204)
    )
    button = page.get_by_role("button", name="保存送达")
    before = button.bounding_box()
    button.dblclick()
    waiting = page.get_by_role("button", name="正在保存")
    expect(waiting).to_be_visible()
    after = waiting.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] >= before["width"]
    waiting.click(force=True)
    assert len(sent) == 1


def test_drafts_are_saved_when_something_was_typed(opened: Opened) -> None:
    page = opened("form")
    sent: list[str] = []
    page.on(
        "request",
        lambda request: "/caogao/" in request.url and sent.append(request.post_data or ""),
    )
    page.clock.run_for(21_000)
    assert sent == []
    page.locator("#id_refusal").fill("拒绝签字")
    with page.expect_response(DRAFT):
        page.clock.run_for(21_000)
    expect(page.locator("[data-draft-status]")).to_contain_text("草稿已存")
    assert "拒绝签字" in sent[0]
    assert 'name="file"' not in sent[0]
    page.clock.run_for(41_000)
    assert len(sent) == 1


def test_a_draft_that_failed_is_tried_again(opened: Opened) -> None:
    page = opened("form")
    page.route(DRAFT, lambda route: route.fulfill(status=500))
    page.locator("#id_refusal").fill("拒绝签字")
    with page.expect_response(DRAFT):
        page.clock.run_for(21_000)
    expect(page.locator("[data-draft-status]")).to_contain_text("没存上")
    page.unroute(DRAFT)
    with page.expect_response(DRAFT):
        page.clock.run_for(21_000)
    expect(page.locator("[data-draft-status]")).to_contain_text("草稿已存")


def test_errors_have_the_focus_and_lead_to_their_fields(opened: Opened) -> None:
    page = opened("form")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(page.locator("#id_refusal")).to_be_focused()


def test_the_end_of_the_session_is_told_five_minutes_before(opened: Opened) -> None:
    page = opened("form", "")
    warning = page.locator("#session-warning")
    page.clock.run_for((28_800 - 301) * 1000)
    expect(warning).to_be_hidden()
    page.clock.run_for(2000)
    expect(warning).to_be_visible()
    page.get_by_role("button", name="继续使用").click()
    expect(warning).to_be_hidden()


def photo(width: int, height: int, turned: bool = False) -> bytes:
    """A photograph with a day and, if turned, an EXIF orientation of a quarter turn."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif[0x0132] = "2025:12:08 15:20:00"
    if turned:
        exif[0x0112] = 6
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=95, exif=exif)
    return written.getvalue()


def chosen(page: Page, data: bytes, kind: str = "image/jpeg") -> bytes:
    """Choose a file and return what the form would send, once the script has set its files."""
    page.evaluate(WATCH_FILES)
    page.locator("#id_file").set_input_files({"name": "p.jpg", "mimeType": kind, "buffer": data})
    page.wait_for_function("window.settled")
    return b64decode(page.evaluate(READ_FILE).partition(",")[2])


@pytest.mark.parametrize("turned", [False, True])
def test_a_photo_shrinks_and_keeps_its_day_and_stands_upright(opened: Opened, turned: bool) -> None:
    sent = chosen(opened("form"), photo(2400, 1800, turned))
    small = Image.open(io.BytesIO(sent))
    assert small.size == ((1200, 1600) if turned else (1600, 1200))
    assert small.getexif()[0x0132] == "2025:12:08 15:20:00"
    assert small.getexif().get(0x0112, 1) == 1


def test_without_keep_place_a_photo_loses_its_day(opened: Opened) -> None:
    page = opened("form", "delete document.querySelector('#id_file').dataset.keepPlace")
    assert 0x0132 not in Image.open(io.BytesIO(chosen(page, photo(2400, 1800)))).getexif()


@pytest.mark.parametrize("data", [photo(300, 200), b"%PDF-1.7 not a picture", b""])
def test_other_files_go_as_they_are(opened: Opened, data: bytes) -> None:
    assert chosen(opened("form"), data, "application/octet-stream") == data


def test_an_upload_is_tried_again_and_then_names_its_file(opened: Opened) -> None:
    page = opened("form", "document.querySelector('#id_file').dataset.uploadUrl = '/chuan/'")
    tries: list[int] = []

    def answer(route: Route) -> None:
        tries.append(1)
        if len(tries) < 3:
            route.fulfill(status=503)
        else:
            route.fulfill(body='{"id": "f7"}', content_type="application/json")

    page.route("**/chuan/", answer)
    page.locator("#id_file").set_input_files(
        {"name": "p.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    row = page.locator(".upload-row")
    for _ in range(2):
        expect(row).to_contain_text("再试")
        page.clock.run_for(10_000)
    expect(row).to_contain_text("已传好")
    expect(row.locator("[name=file_kept]")).to_have_value("f7")


def test_without_script_the_page_is_all_there(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "today.html").as_uri())
    expect(page.locator("[data-row]")).to_have_count(7)
    expect(page.locator("#session-warning")).to_be_hidden()
    context.close()
