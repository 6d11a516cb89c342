"""Who may ask the service, how often and how much, and what each answer bears."""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from rag.settings import Settings
from tests.patience import comes_true
from tests.ui.http.conftest import Come, noticed, silent_until
from tests.ui.web.fakes import WHY, FakeArchive
from ui.http import door
from ui.http.door import BODY_LIMIT
from ui.serving import bodies
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
    assert "multipart/form-data" in said["paths"]["/api/articles"]["put"]["requestBody"]["content"]


def revoked(data_dir: Path) -> None:
    """Revoke the key of the tests."""
    settings = Settings(data_dir=data_dir)
    with closing(open_keys(settings, open_people(settings))) as keys:
        keys.revoke("archivo")


@pytest.mark.parametrize("path", ["api/ask", "v1/chat/completions", "v1/responses"])
def test_a_stream_ends_with_its_key(come: Come, data_dir: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an event that says so, in each protocol; and nobody is answered any more."""
    monkeypatch.setattr(door, "STILL_THERE_SECONDS", 0.05)
    gate, header = threading.Event(), keyed(data_dir)
    asked = {"question": WHY.question, "input": WHY.question, "messages": [{"role": "user", "content": WHY.question}]}
    body = {"stream": True} | {name: asked[name] for name in NAMES[path]}
    client = come(FakeArchive(silent_until(gate)), login=True, data_dir=data_dir)
    with client.stream("POST", path, json=body, headers=header) as stream:
        lines = stream.iter_lines()
        next(lines)
        revoked(data_dir)
        last = [line for line in lines if line.startswith("data: ")][-1]
    assert json.loads(last.removeprefix("data: "))["error"]["code"] == "invalid_api_key"
    client.headers.update(keyed(data_dir))
    assert noticed(client)
    gate.set()


NAMES = {"api/ask": ["question"], "v1/chat/completions": ["messages"], "v1/responses": ["input"]}
"""What each route calls a question."""


def test_a_whole_answer_is_not_given_to_a_key_that_was_revoked(
    come: Come, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused as a request with such a key is."""
    monkeypatch.setattr(door, "STILL_THERE_SECONDS", 0.05)
    gate, header = threading.Event(), keyed(data_dir)
    client = come(FakeArchive(silent_until(gate)), login=True, data_dir=data_dir)
    revoking = threading.Timer(0.5, revoked, [data_dir])
    revoking.start()
    refused = client.post("api/ask", json=ASK, headers=header)
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, "invalid_api_key")
    revoking.join()
    gate.set()


def pieces(number: int, before: bytes = b"", after: bytes = b"") -> Iterator[bytes]:
    """A body of so many pieces of 64 kB, whose length nobody announces."""
    yield before
    yield from (b"x" * 65_536 for _ in range(number))
    yield after


def test_what_comes_in_pieces_ends_where_the_room_does(come: Come) -> None:
    """As what is announced; what fits is taken."""
    client = come(upload_files=1, upload_bytes=100_000)
    large = client.post("api/ask", content=pieces(100))
    assert (large.status_code, large.json()["error"]["code"]) == (413, "too_large")
    form = {"content-type": "multipart/form-data; boundary=b"}
    before = b'--b\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    sent = client.put("api/articles", content=pieces(1, before, b"\r\n--b--\r\n"), headers=form)
    assert (sent.status_code, [chore["number"] for chore in sent.json()["chores"]]) == (202, [1])
    large = client.put("api/articles", content=pieces(100, before), headers=form)
    assert (large.status_code, large.json()["error"]["code"]) == (413, "too_large")
    assert client.put("api/articles", content=pieces(1, before, b"\r\n--b--\r\n"), headers=form).status_code == 202


@pytest.mark.parametrize("request_line", ["POST /api/ask", "PUT /api/articles", "POST /mcp"])
def test_what_does_not_come_is_not_waited_for(come: Come, request_line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends a byte now and then is told so, and the line is closed; what was kept free is free again."""
    monkeypatch.setattr(bodies, "GRACE_SECONDS", 0.5)
    client = come(upload_files=1, upload_bytes=100_000)
    with socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=20) as line:
        line.sendall(
            f"{request_line} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000000\r\n"
            "content-type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
            'content-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'.encode()
        )
        for _ in range(3):
            threading.Event().wait(0.1)
            line.sendall(b"x")
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 ")
    assert json.loads(body)["error"]["code"] == "too_slow"
    for _ in range(3):
        assert client.put("api/articles", files=[("files", ("a.txt", b"x" * 90_000))]).status_code == 202


@pytest.mark.parametrize(
    ("accepted", "spanish"),
    [
        ("es", True),
        ("es-PE,es;q=0.9,en;q=0.8", True),
        ("fr, en;q=0.3, es;q=0.5", True),
        ("en-GB,en;q=0.9,es;q=0.8", False),
        ("es;q=0, en;q=0.1", False),
        ("fr", False),
        ("es;q=x", False),
        ("", False),
    ],
)
def test_what_cannot_be_done_is_told_in_the_readers_language(
    client: httpx.Client, accepted: str, spanish: bool
) -> None:
    """Whatever cannot be done; in English where neither language is asked for."""
    said = [
        client.request(method, path, headers={"accept-language": accepted, **more}, json=body).json()["error"][
            "message"
        ]
        for method, path, more, body in (
            ("GET", "api/nothing", {}, None),
            ("GET", "api/ask", {}, None),
            ("POST", "api/ask", {"origin": "https://evil.example"}, ASK),
            ("POST", "api/ask", {}, {}),
            ("POST", "api/ask", {}, ASK | {"x": 1}),
            ("POST", "api/search", {}, {"query": "a", "k": 1000}),
            ("POST", "api/search", {}, {"query": "a", "since": "ayer"}),
            ("GET", "api/articles/otro", {}, None),
        )
    ]
    spoken = {"aquí", "esto", "ninguna", "falta", "existe", "menos", "fecha", "ningún"}
    assert all(bool(spoken & set(one.replace(".", "").replace(":", "").split())) is spanish for one in said), said


def test_a_fault_of_a_filter_names_the_field(client: httpx.Client) -> None:
    """And not the option of a command; what somebody has written is told as they wrote it."""
    said = client.post("api/search", json={"query": "a", "since": "--until"}).json()["error"]["message"]
    assert said.startswith("since '--until' is no date")
    said = client.post("api/search", json={"query": "a", "since": "2025", "until": "2024"}).json()["error"]["message"]
    assert said.startswith("until 2024-12-31 lies before since 2025-01-01")


def test_what_somebody_made_up_is_not_told_again_at_length(client: httpx.Client) -> None:
    """Nor with what steers a terminal."""
    refused = client.post("api/ask", json=ASK | {"\x1b[2J" + "x" * 100_000: 1})
    assert (refused.status_code, len(refused.text) < 1000, "\x1b" in refused.text) == (400, True, False)


def test_a_line_of_the_log_has_the_number_of_the_answer(client: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    """So that what a reader tells of can be found."""
    with caplog.at_level(logging.INFO, "hemeroteca.access"):
        number = client.get("healthz").headers["x-request-id"]
        # It is written once the answer has been sent.
        assert comes_true(lambda: any(record.getMessage().endswith(f" {number}") for record in caplog.records))
