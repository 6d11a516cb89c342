"""Who may ask the service, how often and how much, and what each answer bears."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from rag.settings import Settings
from tests.ui.http.conftest import Come
from tests.ui.web.fakes import WHY
from ui.http.door import BODY_LIMIT
from ui.serving.keys import open_keys
from ui.serving.people import open_people

ASK = {"question": WHY.question}


def keyed(data_dir: Path, name: str = "archivo") -> dict[str, str]:
    """The header that a new key makes."""
    settings = Settings(data_dir=data_dir)
    with closing(open_keys(settings, open_people(settings))) as keys:
        return {"authorization": f"Bearer {keys.add(name)}"}


def test_a_key_is_needed_where_a_login_is_and_a_revoked_one_is_none(come: Come, data_dir: Path) -> None:
    """At the next request; whether the service lives is told without one."""
    header = keyed(data_dir)
    client = come(login=True, data_dir=data_dir)
    assert client.post("api/ask", json=ASK, headers=header).status_code == 200
    assert client.post("v1/chat/completions", json={}, headers=header).status_code == 400
    for wrong in ({}, {"authorization": "Bearer hem_x"}, {"authorization": "Basic YTpi"}, {"x-api-key": "sk-1"}):
        refused = client.post("api/ask", json=ASK, headers=wrong)
        assert (refused.status_code, refused.json()["error"]["code"]) == (401, "invalid_api_key")
    assert client.get("metrics").status_code == 401
    assert client.get("healthz").status_code == 200
    settings = Settings(data_dir=data_dir)
    with closing(open_keys(settings, open_people(settings))) as keys:
        keys.revoke("archivo")
    assert client.post("api/ask", json=ASK, headers=header).status_code == 401


def test_two_keys_do_not_see_each_others_conversations(come: Come, data_dir: Path) -> None:
    """Each has its own; what is somebody else's is not there."""
    one, other = keyed(data_dir, "una"), keyed(data_dir, "otra")
    client = come(login=True, data_dir=data_dir)
    place = client.post("api/ask", json=ASK | {"conversation": "new"}, headers=one).json()["conversation"]
    assert client.get(f"api/conversations/{place}", headers=one).status_code == 200
    for method, body in (("GET", None), ("PATCH", {"title": "x"}), ("DELETE", None)):
        assert client.request(method, f"api/conversations/{place}", headers=other, json=body).status_code == 404
    assert client.post("api/ask", json=ASK | {"conversation": place}, headers=other).status_code == 404
    assert client.get("api/conversations", headers=other).json() == {"conversations": []}


def test_where_nobody_knows_who_asks_nothing_is_kept_of_them(come: Come) -> None:
    """Else each would read what the others have asked; and no folder of this machine is told."""
    client = come(host="0.0.0.0", open_to_all=True)
    client.base_url = httpx.URL(f"http://127.0.0.1:{client.base_url.port}/")
    kept = client.post("api/ask", json=ASK | {"conversation": "new"})
    listed = client.get("api/conversations")
    assert {(one.status_code, one.json()["error"]["code"]) for one in (kept, listed)} == {(403, "unknown_reader")}
    answer = client.post("api/ask", json=ASK)
    assert "/prensa" not in answer.text
    assert "/prensa" in come().post("api/ask", json=ASK).text


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_no_other_site_asks_by_somebodys_browser(client: httpx.Client, headers: dict[str, str]) -> None:
    """Nor under a name that points here; the refusal bears the headers too."""
    refused = client.post("api/ask", json=ASK, headers=headers)
    assert refused.status_code == 403
    assert "access-control-allow-origin" not in refused.headers


def test_what_proxies_say_counts_where_one_is_trusted(come: Come, caplog: pytest.LogCaptureFixture) -> None:
    """Of anybody else it is dropped."""
    said = {"x-forwarded-for": "10.1.2.3", "x-forwarded-host": "evil.example"}
    with caplog.at_level(logging.INFO, "hemeroteca.access"):
        assert come().get("healthz", headers=said).status_code == 200
        assert come(trusted_proxies="127.0.0.0/8").get("healthz", headers=said).status_code == 403
    lines = [record.getMessage() for record in caplog.records]
    assert any(line.startswith("127.0.0.1 ") for line in lines)
    assert any(line.startswith("10.1.2.3 ") and " 403 " in line for line in lines)


@pytest.mark.parametrize("path", ["healthz", "api/nothing", "v1/models", "api/ask", "..%2f", "metrics"])
def test_every_answer_bears_the_headers(client: httpx.Client, path: str) -> None:
    """Errors too."""
    answer = client.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-request-id"]
    if answer.status_code >= 400:
        assert set(answer.json()["error"]) == {"message", "type", "param", "code"}


def test_too_much_at_once_and_too_often_are_told(come: Come) -> None:
    """The size before it is read, the rate with when to come again."""
    client = come(host="0.0.0.0", open_to_all=True, questions_minute=2)
    client.base_url = httpx.URL(f"http://127.0.0.1:{client.base_url.port}/")
    large = client.post("api/ask", content=b"x" * (BODY_LIMIT + 1))
    assert (large.status_code, large.json()["error"]["code"]) == (413, "too_large")
    statuses = [client.post("api/search", json={"query": "acuerdo"}) for _ in range(3)]
    assert [one.status_code for one in statuses] == [200, 200, 429]
    assert int(statuses[-1].headers["retry-after"]) > 0
    assert client.delete("api/articles/deal-1").status_code == 405


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("api/ask", b"{"),
        ("api/ask", b"[1]"),
        ("api/ask", b'{"question": "\\ud800"}'),
        ("api/ask", b'{"question": "a", "k": 1}'),
        ("api/ask", b'{"question": ""}'),
        ("api/search", b'{"query": "a", "k": 1000}'),
        ("api/search", b'{"query": "a", "k": NaN}'),
        ("v1/chat/completions", b'{"messages": [{"role": "system", "content": "x"}]}'),
        ("v1/chat/completions", b'{"messages": [{"role": "user", "content": "x"}], "n": 2}'),
        ("v1/responses", b'{"input": "x", "previous_response_id": "resp_1"}'),
        ("v1/embeddings", b'{"input": [[1, 2]]}'),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(client: httpx.Client, path: str, body: bytes) -> None:
    """A fault of whoever asked."""
    answer = client.post(path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (200, 400), answer.text
    if answer.status_code == 400:
        assert "\n" not in answer.json()["error"]["message"]


def test_requests_are_counted_by_route_not_by_address(client: httpx.Client) -> None:
    """So that no id makes a new line of the metrics."""
    client.get("api/articles/deal-1")
    client.get("api/articles/otro")
    text = client.get("metrics").text
    assert 'hemeroteca_requests_total{route="/api/articles/{article_id}",status="404"}' in text
    assert "deal-1" not in text


def test_the_documents_name_every_route_with_an_example(client: httpx.Client) -> None:
    """OpenAPI, from the code."""
    said: Any = client.get("api/openapi.json").json()
    assert {"/api/ask", "/api/search", "/api/verify", "/v1/chat/completions", "/healthz"} <= set(said["paths"])
    for name in ("Ask", "Searched", "Verified", "Chat", "Embedding"):
        assert said["components"]["schemas"][name]["examples"]
