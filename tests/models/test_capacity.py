"""What a model at an endpoint can take: where it is told, how it is measured, remembered, and made budgets of."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import EndpointError
from rag.models import capacity, chat_endpoint
from rag.models.capacity import (
    CONVERSATION,
    INSTRUCTIONS,
    LEAST,
    MOST,
    Capacity,
    evidence_for,
    remember,
    remembered,
    room_for_thought,
    told_context,
)
from rag.models.chat_endpoint import EndpointModel, connect_endpoint
from rag.models.stopping import stopped_by
from rag.settings import Settings
from rag.types import Message
from tests.fakes.openai_endpoint import FakeEndpoint, Reply
from tests.patience import comes_true

MODEL = "qwen"
PROMPT = [Message("system", "Eres el archivero."), Message("user", "")]


def settings(base_url: str = "http://127.0.0.1:9/v1", **given: Any) -> Settings:
    """Settings of an endpoint, with the budgets that are set by default unless a test sets them."""
    return Settings.model_validate({"llm_base_url": base_url, "llm_model": MODEL, "llm_retries": 0} | given)


@pytest.mark.parametrize(
    ("path", "answer", "context"),
    [
        (
            "/v1/models",
            {"data": [{"id": "other", "max_model_len": 1024}, {"id": MODEL, "max_model_len": 32768}]},
            32768,
        ),
        ("/v1/models", {"data": [{"id": MODEL, "context_window": 131072}]}, 131072),
        ("/props", {"default_generation_settings": {"n_ctx": 8192}, "total_slots": 1}, 8192),
        (
            "/api/v0/models",
            {"data": [{"id": MODEL, "max_context_length": 131072, "loaded_context_length": 4096}]},
            4096,
        ),
        ("/api/ps", {"models": [{"name": MODEL, "context_length": 16384}]}, 16384),
    ],
)
def test_each_server_is_asked_where_it_tells(path: str, answer: Any, context: int) -> None:
    """What the model that is set has there, as it is loaded."""
    with FakeEndpoint(told={path: answer}) as endpoint:
        assert told_context(settings(endpoint.url)) == (context, path)


@pytest.mark.parametrize(
    "answer",
    [None, 7, [], {"data": 7}, {"data": [7]}, {"data": [{"id": MODEL}]}]
    + [{"data": [{"id": MODEL, "max_model_len": n}]} for n in (0, -1, True, 10**12, "8192", 8192.5, None)],
)
def test_what_makes_no_sense_is_not_taken_for_a_context(answer: Any) -> None:
    """A server may say anything."""
    with FakeEndpoint(told={"/v1/models": answer}) as endpoint:
        assert told_context(settings(endpoint.url)) == (0, "")


def test_nobody_there_tells_nothing() -> None:
    """Whether it is there is found out when it is asked."""
    assert told_context(settings()) == (0, "")


def test_a_model_is_measured_once_and_remembered(tmp_path: Path) -> None:
    """By an answer of its own, before it reads the beginning of the prompt; the next process knows it."""
    props = {"/props": {"default_generation_settings": {"n_ctx": 8192}}}
    with FakeEndpoint(Reply(["palabra "] * 20, delay=0.01), told=props) as endpoint:
        of = settings(endpoint.url, cache_dir=tmp_path)
        with closing(connect_endpoint(of)) as model:
            assert model.evidence_tokens == 0
            model.read_ahead(PROMPT)
            assert model.evidence_tokens > 0
        found = remembered(of)
        assert found is not None
        assert (found.context, found.told_by, found.thinks, found.unopened) == (8192, "/props", False, False)
        assert found.reads > 0
        assert 20 < found.writes < 150
        with closing(connect_endpoint(of)) as again:
            again.read_ahead(PROMPT)
            assert again.evidence_tokens == evidence_for(of, found)
        assert [request["max_tokens"] for request in endpoint.requests] == [256, 1, 1]
        measured, read, _ = (request["messages"] for request in endpoint.requests)
        assert measured != read == [{"role": m.role, "content": m.content} for m in PROMPT]
        assert remembered(settings(endpoint.url, llm_model="another")) is None


@pytest.mark.parametrize(
    ("pieces", "thinks", "unopened"),
    [
        (["<think>Nada.</think>", "Hola."], True, False),
        (["Nada.\n</think>\n\n", "Hola."], True, True),
        ([{"reasoning_content": "Nada."}, "Hola."], True, False),
        (["Hola."], False, False),
    ],
)
def test_how_it_thinks_is_found_out_too(pieces: Sequence[Any], thinks: bool, unopened: bool) -> None:
    """So that nothing of it is shown in the first answer."""
    with FakeEndpoint(Reply(pieces)) as endpoint, closing(connect_endpoint(settings(endpoint.url))) as model:
        model.read_ahead(PROMPT)
        found = remembered(settings(endpoint.url))
    assert found is not None
    assert (found.thinks, found.unopened) == (thinks, unopened)


def test_a_measured_answer_that_was_cut_off_says_nothing_of_its_manner(monkeypatch: pytest.MonkeyPatch) -> None:
    """At its tokens or its seconds: the block that its template opened may have gone on."""
    monkeypatch.setattr(chat_endpoint, "MEASURED_SECONDS", 0.5)
    for n, reply in enumerate((Reply("Pienso y pienso", finish="length"), Reply(["pienso "] * 99, delay=0.05))):
        with FakeEndpoint(reply) as endpoint:
            of = settings(endpoint.url, llm_model=f"{n}")
            with closing(connect_endpoint(of)) as model:
                model.read_ahead(PROMPT)
        found = remembered(of)
        assert found is not None
        assert found.reads > 0
        assert (found.thinks, found.unopened) == (False, None)


def test_marks_of_a_server_that_tells_thoughts_apart_too_are_no_fault() -> None:
    """What is measured is not shown."""
    pieces = [{"reasoning_content": "Nada."}, "Hola.", "</think>", "Hola."]
    with FakeEndpoint(Reply(pieces)) as endpoint, closing(connect_endpoint(settings(endpoint.url))) as model:
        model.read_ahead(PROMPT)
        found = remembered(settings(endpoint.url))
    assert found is not None
    assert found.thinks


def test_a_silent_server_is_not_measured_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be loading: it is measured after its first answer, once, and no reader waits for that."""
    monkeypatch.setattr(chat_endpoint, "MEASURED_SECONDS", 0.5)
    with FakeEndpoint(Reply("tarde", first_delay=60)) as endpoint:
        with closing(connect_endpoint(settings(endpoint.url, llm_timeout=1.5))) as model:
            began = time.monotonic()
            with pytest.raises(EndpointError, match="in time"):
                model.read_ahead(PROMPT)
            assert time.monotonic() - began < 4
            assert [request["max_tokens"] for request in endpoint.requests] == [256, 1]
            endpoint.script = Reply(["palabra "] * 20)
            answered(model, times=3)
            assert comes_true(lambda: model.evidence_tokens > 0)
            answered(model, times=2)
            assert [request["max_tokens"] for request in endpoint.requests].count(256) == 2
        assert remembered(settings(endpoint.url)) is not None


def test_a_server_that_was_down_is_measured_once_though_many_ask() -> None:
    """And one that cannot be measured even then is asked nothing more."""
    with FakeEndpoint(Reply(status=500, body="{}")) as endpoint:
        with closing(connect_endpoint(settings(endpoint.url))) as model:
            with pytest.raises(EndpointError, match="HTTP 500"):
                model.read_ahead(PROMPT)
            endpoint.script = lambda _: (
                Reply(status=500, body="{}") if endpoint.requests[-1]["max_tokens"] == 256 else Reply("Bien.")
            )
            with ThreadPoolExecutor(4) as readers:
                list(readers.map(lambda _: answered(model), range(8)))
            assert comes_true(lambda: not [one for one in threading.enumerate() if one.name == "model-measured"])
            answered(model)
            assert [request["max_tokens"] for request in endpoint.requests].count(256) == 2
        assert remembered(settings(endpoint.url)) in (None, Capacity(unopened=False))


@pytest.mark.parametrize("drips", [False, True])
def test_a_server_is_not_asked_for_its_context_for_long(drips: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is silent, or says a little for ever; and not at all for who has gone."""
    monkeypatch.setattr(capacity, "ASKED_SECONDS", 0.4)
    monkeypatch.setattr(capacity, "TOLD_SECONDS", 0.6)
    with socket.create_server(("127.0.0.1", 0)) as silent, ThreadPoolExecutor(1) as server:
        ended = threading.Event()
        dripping = server.submit(_take, silent, ended, drips=drips)
        of = settings(f"http://127.0.0.1:{silent.getsockname()[1]}/v1")
        began = time.monotonic()
        assert told_context(of) == (0, "")
        assert 0.3 < time.monotonic() - began < 2
        monkeypatch.setattr(capacity, "ASKED_SECONDS", 30.0)
        monkeypatch.setattr(capacity, "TOLD_SECONDS", 30.0)
        began = time.monotonic()
        with stopped_by(lambda: time.monotonic() - began > 0.3):
            assert told_context(of) == (0, "")
        assert time.monotonic() - began < 3
        ended.set()
        dripping.result(timeout=5)


def test_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A context behind a mountain of bytes is none."""
    monkeypatch.setattr(capacity, "MOST_BYTES", 10_000)
    told = {"data": [{"id": MODEL, "max_model_len": 8192, "description": "x" * 20_000}]}
    props = {"default_generation_settings": {"n_ctx": 4096}}
    with FakeEndpoint(told={"/v1/models": told, "/props": props}) as endpoint:
        assert told_context(settings(endpoint.url)) == (4096, "/props")


def answered(model: EndpointModel, times: int = 1) -> None:
    """Some answers, to their end."""
    for _ in range(times):
        assert list(model.stream(PROMPT, 64))


def _take(server: socket.socket, ended: threading.Event, *, drips: bool) -> None:
    """Take connections and say nothing, or an answer whose headers never end."""
    server.settimeout(0.05)
    held: list[socket.socket] = []
    while not ended.is_set():
        with suppress(TimeoutError):
            held.append(server.accept()[0])
            held[-1].sendall(b"HTTP/1.1 200 OK\r\nX-Long: " if drips else b"")
        for one in held if drips else []:
            with suppress(OSError):
                one.sendall(b"x")
    for one in held:
        one.close()


def test_nothing_is_remembered_of_an_endpoint_that_fails() -> None:
    """It is measured when it is there."""
    with FakeEndpoint(Reply(status=401, body="{}")) as endpoint, closing(connect_endpoint(settings(endpoint.url))) as m:
        with pytest.raises(Exception, match="llm_api_key"):
            m.read_ahead(PROMPT)
        assert remembered(settings(endpoint.url)) is None


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"capacity": 7}', '{"capacity": {"colour": 1}}', "{}"])
def test_a_damaged_file_is_none(kept: str, tmp_path: Path) -> None:
    """It is measured anew."""
    remember(settings(), Capacity(reads=100))
    (file,) = (tmp_path / "endpoints").iterdir()
    assert remembered(settings()) == Capacity(reads=100)
    file.write_text(kept, encoding="utf-8")
    assert remembered(settings()) is None


def test_a_stronger_model_gets_more_evidence() -> None:
    """As much as it reads in time, as its context holds, and as is found for a question."""
    slow, fast = Capacity(reads=60), Capacity(reads=3000)
    assert evidence_for(settings(), Capacity()) == Settings.model_fields["evidence_tokens"].default
    assert evidence_for(settings(), slow) == Settings.model_fields["evidence_tokens"].default
    assert evidence_for(settings(), Capacity(context=32768, reads=200)) == 800
    assert evidence_for(settings(), Capacity(context=32768, reads=3000)) == MOST
    assert 330 < evidence_for(settings(), fast) < MOST  # the context is not told: a cautious one is taken
    assert evidence_for(settings(), Capacity(context=900, reads=3000)) == LEAST


@pytest.mark.parametrize("given", [{"evidence_tokens": 330}, {"evidence_tokens": 900}])
def test_what_is_set_wins(given: dict[str, int]) -> None:
    """Also where it is the default."""
    assert evidence_for(settings(**given), Capacity(context=32768, reads=3000)) == given["evidence_tokens"]


def test_a_context_that_is_set_wins() -> None:
    """Over what the server tells."""
    set_ = settings(llm_context=2048)
    assert evidence_for(set_, Capacity(context=32768, reads=3000)) == (2048 - INSTRUCTIONS - 256) // CONVERSATION


@given(
    context=st.integers(512, 200_000),
    reads=st.floats(0, 1e6),
    thinks=st.booleans(),
    answer=st.integers(32, 2000),
)
def test_a_prompt_always_fits(context: int, reads: float, thinks: bool, answer: int) -> None:
    """Evidence of a long conversation, instructions, thought and answer together, unless the context is tiny."""
    of = settings(answer_tokens=min(answer, 3000))
    capacity = Capacity(context=context, reads=reads, thinks=thinks)
    evidence, thought = evidence_for(of, capacity), room_for_thought(of, capacity)
    assert LEAST <= evidence <= max(MOST, of.evidence_tokens)
    assert evidence == LEAST or CONVERSATION * evidence + INSTRUCTIONS + of.answer_tokens + thought <= context
    assert thought <= context
