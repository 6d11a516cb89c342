"""An embedding model behind an endpoint: what it is sent, what is made of its answers, and how its faults are told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rag.errors import EndpointError, IndexMismatch
from rag.library import Library
from rag.models import load_embedder
from rag.models.remote_embedder import TEXTS_A_REQUEST
from rag.settings import Settings
from rag.types import Embedder
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.embedding_endpoint import EmbeddingEndpoint, Fault
from tests.fakes.ports import free_port

FAKE = FakeEmbedder()
KEY = "sk-very-secret"


@pytest.fixture
def endpoint() -> Iterator[EmbeddingEndpoint]:
    """An endpoint that embeds, until a test says otherwise."""
    with EmbeddingEndpoint(FAKE.embed_queries) as server:
        yield server


def embedder_at(endpoint: EmbeddingEndpoint, **settings: Any) -> Embedder:
    """What the settings of an endpoint open, with quick failures unless a test sets them otherwise."""
    given = {"embedding_base_url": endpoint.url, "embedding_model": "fake", "embedding_retries": 0}
    return load_embedder(Settings.model_validate(given | settings))


def fault_at(endpoint: EmbeddingEndpoint, **settings: Any) -> str:
    """How it is told that a model cannot be used, in one line."""
    with pytest.raises(EndpointError) as caught:
        embedder_at(endpoint, **settings)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_vectors_are_those_of_the_endpoint_in_the_order_asked(endpoint: EmbeddingEndpoint) -> None:
    """More than one request holds, some of them at a time; each vector stands where its text stood."""
    texts = [f"text {n}" for n in range(3 * TEXTS_A_REQUEST + 1)]
    embedder = embedder_at(endpoint)
    endpoint.requests.clear()
    vectors = embedder.embed_passages(texts)
    np.testing.assert_allclose(vectors, FAKE.embed_queries(texts), atol=1e-6)
    assert vectors.dtype == np.float32
    assert max(len(request["input"]) for request in endpoint.requests) == TEXTS_A_REQUEST
    assert len(endpoint.requests) == 4
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


def test_vectors_of_any_length_come_out_with_length_one() -> None:
    """Some servers do not bring them to it."""
    with EmbeddingEndpoint(lambda texts: 7 * FAKE.embed_queries(texts)) as endpoint:
        vectors = embedder_at(endpoint).embed_queries(["one", "two"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_each_kind_of_text_has_its_prompt(endpoint: EmbeddingEndpoint) -> None:
    """What is set stands before every text, as it is set."""
    embedder = embedder_at(endpoint, embedding_query_prompt="query: ", embedding_passage_prompt="passage: ")
    endpoint.requests.clear()
    embedder.embed_queries(["¿cuánto?"])
    embedder.embed_passages(["Mucho."])
    assert [request["input"] for request in endpoint.requests] == [["query: ¿cuánto?"], ["passage: Mucho."]]
    assert {request["model"] for request in endpoint.requests} == {"fake"}


def test_the_model_is_known_by_its_name_and_dimension(endpoint: EmbeddingEndpoint) -> None:
    """Another name or another prompt is another model; the same is the same from any machine."""
    embedder = embedder_at(endpoint)
    assert (embedder.name, embedder.dimension) == ("fake", FAKE.dimension)
    assert embedder.fingerprint.startswith(f"{FAKE.dimension}-")
    assert embedder_at(endpoint).fingerprint == embedder.fingerprint
    others = {"embedding_model": "other"}, {"embedding_passage_prompt": "passage: "}, {"embedding_query_prompt": "q: "}
    prints = {embedder_at(endpoint, **other).fingerprint for other in others} | {embedder.fingerprint}
    assert len(prints) == 4


def test_the_default_model_at_an_endpoint_is_one_index_with_the_one_here(default_embedder: Embedder) -> None:
    """It is known by what it makes, whatever it is called there, if it is given the prompts that it was made for."""

    def embed(texts: list[str]) -> np.ndarray:
        asked = texts[0].startswith("query: ")
        bare = [text.removeprefix("query: ").removeprefix("passage: ") for text in texts]
        return (default_embedder.embed_queries if asked else default_embedder.embed_passages)(bare)

    prompts = {"embedding_query_prompt": "query: ", "embedding_passage_prompt": "passage: "}
    with EmbeddingEndpoint(embed) as endpoint:
        assert embedder_at(endpoint, embedding_model="e5", **prompts).fingerprint == default_embedder.fingerprint


def test_an_index_refuses_another_model(endpoint: EmbeddingEndpoint, tmp_path: Path) -> None:
    """As it does of models that run here."""
    (tmp_path / "a.txt").write_text("El puente costó 38.000 euros.", encoding="utf-8")
    given = {"embedding_base_url": endpoint.url, "data_dir": tmp_path / "data", "llm": "off"}
    with Library.open(Settings.model_validate(given | {"embedding_model": "fake"})) as library:
        assert library.sync([tmp_path / "a.txt"]).added == 1
        assert library.search("¿cuánto costó el puente?")
    with pytest.raises(IndexMismatch, match="'other'"):
        Library.open(Settings.model_validate(given | {"embedding_model": "other"}))


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_what_fails_for_a_moment_is_asked_again(endpoint: EmbeddingEndpoint, status: int) -> None:
    """As often as is set, and no more."""
    endpoint.faults = [Fault(status)]
    assert embedder_at(endpoint, embedding_retries=1).dimension == FAKE.dimension
    endpoint.faults = [Fault(status)] * 2
    assert f"HTTP {status}" in fault_at(endpoint, embedding_retries=1)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param(Fault(401), "refuses the key (HTTP 401): set embedding_api_key", id="key"),
        pytest.param(Fault(404), "set embedding_model and embedding_base_url", id="model"),
        pytest.param(Fault(400), "check embedding_model and chunk_chars", id="too long"),
        pytest.param(Fault(body="<h1>Hola</h1>", content_type="text/html"), "not vectors", id="page"),
        pytest.param(Fault(body='{"data": []}'), "not vectors", id="nothing"),
        pytest.param(Fault(body='{"hello": 1}'), "not vectors", id="other"),
        pytest.param(Fault(body="{oops"), "not vectors", id="no JSON"),
        pytest.param(Fault(body='{"data": [{"index": 0, "embedding": [0, 0]}]}'), "not vectors", id="zero"),
        pytest.param(Fault(body='{"data": [{"index": 0, "embedding": ["a"]}]}'), "not vectors", id="words"),
        pytest.param(Fault(body='{"data": [{"index": 1, "embedding": [1]}]}'), "not vectors", id="of another"),
    ],
)
def test_a_fault_is_told_in_one_line(endpoint: EmbeddingEndpoint, fault: Fault, said: str) -> None:
    """With where it was, and which setting to look at."""
    endpoint.faults = [fault]
    message = fault_at(endpoint)
    assert message.startswith(f"the endpoint {endpoint.url} ")
    assert said in message


def test_an_endpoint_that_takes_too_long_is_told(endpoint: EmbeddingEndpoint) -> None:
    """After the time that is set."""
    endpoint.faults = [Fault(seconds=30)]
    assert "raise embedding_timeout" in fault_at(endpoint, embedding_timeout=0.2)


def test_an_endpoint_that_is_not_there_is_told_without_what_is_secret() -> None:
    """Neither user nor password nor key."""
    settings = Settings(
        embedding_base_url=f"http://ana:secreta@127.0.0.1:{free_port()}/v1", embedding_api_key=KEY, embedding_retries=0
    )
    with pytest.raises(EndpointError, match="cannot be reached") as caught:
        load_embedder(settings)
    assert "secreta" not in str(caught.value)
    assert KEY not in f"{caught.value} {settings!r}"


def test_the_key_is_sent_and_never_logged(endpoint: EmbeddingEndpoint, caplog: pytest.LogCaptureFixture) -> None:
    """Not even where every module tells all that it does."""
    endpoint.api_key = KEY
    with caplog.at_level(logging.DEBUG):
        assert embedder_at(endpoint, embedding_api_key=KEY).dimension == FAKE.dimension
        assert "embedding_api_key" in fault_at(endpoint, embedding_api_key="wrong-key")
    assert caplog.text
    assert KEY not in caplog.text
    assert "wrong-key" not in caplog.text


def test_no_key_of_the_environment_is_sent(endpoint: EmbeddingEndpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key meant for another service does not reach an endpoint for which none is set."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    embedder_at(endpoint)
    assert "sk-of-another-service" not in str(endpoint.headers)
