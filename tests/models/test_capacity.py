"""What a model at an endpoint can take: where it is told, how it is measured, remembered, and made budgets of."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from rag.models.chat_endpoint import connect_endpoint
from rag.settings import Settings
from rag.types import Message
from tests.fakes.openai_endpoint import FakeEndpoint, Reply

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
