"""The interface by hand: who comes in, what each verb says, and every refusal as a problem."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import OPEN_INJURY, make_cast, open_text
from zhunsheng.record.proof import read_proof
from zhunsheng.store.log import day_head
from zhunsheng.store.models import AccessEntry, Account, Token
from zhunsheng.store.tokens import NewToken, make_token
from zhunsheng.web.clock import now, today

pytestmark = pytest.mark.django_db
KEY = {"HTTP_IDEMPOTENCY_KEY": "act-00000001"}


@pytest.fixture
def number(db: None) -> str:
    make_cast()
    return open_text(OPEN_INJURY, "zhou", on=today())


def client(username: str = "zhou", *scopes: str, until: date = date(2099, 1, 1)) -> Client:
    account = Account.objects.get(username=username)
    text = make_token(NewToken(account, "测试", scopes or ("read", "write"), until), now())
    return Client(HTTP_AUTHORIZATION=f"Bearer {text}")


def send(one: Client, path: str, content: dict[str, Any], key: str = "act-00000001") -> Any:
    return one.post(path, content, content_type="application/json", HTTP_IDEMPOTENCY_KEY=key)


def noted(seen: int = 4) -> dict[str, Any]:
    return {"kind": "noted", "happened_on": today().isoformat(), "note": "电话联系", "seen": seen}


def test_a_stranger_and_a_spent_token_are_asked_for_a_valid_one(number: str) -> None:
    spent = client(until=date(2020, 1, 1))
    revoked = client()
    Token.objects.filter(expires_on=date(2099, 1, 1)).update(revoked_at=now())
    for one in (Client(), Client(HTTP_AUTHORIZATION="Bearer x"), spent, revoked):
        answer = one.get("/api/matters")
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert answer["WWW-Authenticate"] == "Bearer"


def test_only_the_digest_of_a_token_is_kept(number: str) -> None:
    account = Account.objects.get(username="zhou")
    text = make_token(NewToken(account, "测试", ("read",), date(2099, 1, 1)), now())
    assert text not in str(list(Token.objects.values()))


def test_a_matter_is_found_read_and_explained(number: str) -> None:
    one = client()
    (line,) = one.get("/api/matters", {"words": "松坡"}).json()["items"]
    assert (line["number"], line["title"]) == (number, "曹××（松坡某物流有限公司）")
    matter = one.get(f"/api/matters/{number}").json()
    assert "proof_requested" in matter["allowed"]
    assert any(found["rule"] == "decided_in_time" for found in matter["findings"])
    why = one.get(f"/api/matters/{number}/why/decided_in_time").json()
    assert any("六十" in line or "60" in line for line in why["lines"])


def test_an_act_is_written_once_and_others_are_told(number: str) -> None:
    one = client()
    first = send(one, f"/api/matters/{number}/events", noted())
    again = send(one, f"/api/matters/{number}/events", noted())
    assert (first.status_code, first.json()["seq"], again.json()["repeated"]) == (201, 5, True)
    late = send(one, f"/api/matters/{number}/events", noted(), "act-00000002")
    assert (late.status_code, late.json()["type"]) == (409, "urn:zhunsheng:problem:overtaken")
    events = one.get(f"/api/matters/{number}/events").json()
    assert (events[-1]["head"], events[-1]["author"]) == (first.json()["head"], "zhou")


def test_what_the_law_closes_is_refused_with_every_reason(number: str) -> None:
    act = {"kind": "decided", "happened_on": today().isoformat(), "seen": 4}
    answer = send(client(), f"/api/matters/{number}/events", act)
    assert (answer.status_code, answer.json()["title_en"]) == (
        409,
        "The law closes this act for now",
    )
    assert "工伤认定办法/9" in {reason["citation"] for reason in answer.json()["reasons"]}
    preview = client().post(f"/api/matters/{number}/preview", act, "application/json").json()
    assert {one["rule"] for one in preview["closing"]} >= {"proof_requested_before_decision"}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({"kind": "noted", "seen": 4}, "happened_on"),
        ({**noted(), "colour": "red"}, "colour"),
        ({**noted(), "facts": {"weather": "rain"}}, "第1条事项"),
        ({**noted(), "kind": "flown"}, ""),
    ],
)
def test_what_is_not_as_described_is_refused_with_its_place(
    number: str, content: dict[str, Any], place: str
) -> None:
    answer = send(client(), f"/api/matters/{number}/events", content)
    assert answer.status_code == 422
    assert place in str(answer.json())


def test_a_token_does_no_more_than_its_scopes_role_and_place_allow(number: str) -> None:
    path = f"/api/matters/{number}/events"
    assert send(client("zhou", "read"), path, noted()).status_code == 403
    assert client("zhou", "write").get(path).status_code == 403
    assert send(client("shen"), path, noted()).status_code == 403
    assert send(client("ma"), path, noted()).status_code == 404
    for below in ("", "/events", "/why/decided_in_time", "/events/1/proof"):
        assert client("ma").get(f"/api/matters/{number}{below}").status_code == 404
    assert client("ma").get("/api/matters").json()["items"] == []


def test_personal_values_are_masked(number: str) -> None:
    one = client()
    for path in ("/api/matters", f"/api/matters/{number}", f"/api/matters/{number}/events"):
        assert "曹小满" not in one.get(path).content.decode()


def test_what_was_read_is_written_down(number: str) -> None:
    client().get(f"/api/matters/{number}/events")
    entry = AccessEntry.objects.get(page="api")
    assert (entry.verb, entry.matter, entry.what) == ("view", number, "经过（测试）")


def test_the_proof_of_an_event_holds_anywhere(number: str) -> None:
    day_head(today(), now())
    answer = client().get(f"/api/matters/{number}/events/2/proof")
    assert read_proof(answer.content, "proof.json").holds()


def test_pages_follow_one_another_without_a_gap(number: str) -> None:
    for place in range(2, 8):
        open_text(OPEN_INJURY.replace("1号", f"{place}号"), "zhou")
    one, seen, after = client(), [], ""
    for _ in range(4):
        page = one.get("/api/matters", {"limit": 2, "after": after}).json()
        seen += [line["number"] for line in page["items"]]
        after = page["next"]
    assert (len(seen), len(set(seen)), after) == (7, 7, "")
    assert one.get("/api/matters", {"after": "x!"}).status_code == 422


def test_too_many_requests_are_refused(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.api.entrance.ASKED_A_MINUTE", 3)
    one = client()
    assert [one.get("/api/procedures").status_code for _ in range(5)][-1] == 429


def test_words_and_law_are_told(number: str) -> None:
    one = client()
    assert {"name": "work_injury", "zh": "工伤认定"} in one.get("/api/procedures").json()
    procedure = one.get("/api/procedures/work_injury").json()
    assert any(step["name"] == "suspended" for step in procedure["steps"])
    law = one.get("/api/law", {"citation": "工伤保险条例/20.1"}).json()
    assert law["verified"] == "text"
    assert one.get("/api/law", {"citation": "没有的法/1"}).status_code == 404
