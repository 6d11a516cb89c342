"""Language models: an endpoint that works, and every way in which one does not."""

from __future__ import annotations

import json
import math
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from llama_index.core.llms import MockLLM

from rag.errors import EndpointError, GenerationStopped
from rag.models.language_model import open_language_model
from rag.models.llm import ChatModel, connect_endpoint
from rag.settings import Settings
from rag.types import Message
from tests.fakes.openai_endpoint import FakeEndpoint, Reply

QUESTION = [Message("system", "Eres el archivero."), Message("user", "¿Por qué AWS?")]


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    """An endpoint that answers well until a test says otherwise."""
    with FakeEndpoint("Para reducir la dependencia.") as server:
        yield server


@contextmanager
def model_at(endpoint: FakeEndpoint, **settings: object) -> Iterator[ChatModel]:
    """The model at an endpoint, with quick failures unless a test sets them otherwise."""
    values = {"llm_base_url": endpoint.url, "llm_model": "fake", "llm_retries": 0, "llm_timeout": 5.0}
    with closing(connect_endpoint(Settings.model_validate(values | settings))) as model:
        yield model


def ask(endpoint: FakeEndpoint, **settings: object) -> str:
    """The whole answer."""
    with model_at(endpoint, **settings) as model:
        return "".join(model.stream(QUESTION, 64))


def test_the_answer_comes_in_pieces_that_add_up(endpoint: FakeEndpoint) -> None:
    """Pieces are passed on as they come, with nothing added or lost."""
    with model_at(endpoint) as model:
        pieces = list(model.stream(QUESTION, 64))
    assert len(pieces) > 1
    assert "".join(pieces) == "Para reducir la dependencia."


def test_the_request_says_what_was_asked(endpoint: FakeEndpoint) -> None:
    """Messages, model, length and temperature reach the endpoint as given."""
    ask(endpoint)
    (request,) = endpoint.requests
    assert [(m["role"], m["content"]) for m in request["messages"]] == [(m.role, m.content) for m in QUESTION]
    assert request["model"] == "fake"
    assert request["max_tokens"] == 64
    assert request["temperature"] == 0
    assert request["stream"] is True


def test_the_key_of_the_settings_is_sent(endpoint: FakeEndpoint) -> None:
    """An endpoint that wants a key gets the one that is set."""
    endpoint.api_key = "clave"
    assert ask(endpoint, llm_api_key="clave")


def test_no_key_of_the_environment_is_sent(endpoint: FakeEndpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key meant for another service does not reach an endpoint for which none is set."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    ask(endpoint)
    assert "sk-of-another-service" not in str(endpoint.headers)


def test_an_answer_without_a_word_is_no_error(endpoint: FakeEndpoint) -> None:
    """A model may end at once, as it does when it is warmed with one token."""
    endpoint.script = Reply(())
    assert ask(endpoint) == ""


def test_closing_the_stream_lets_the_endpoint_go(endpoint: FakeEndpoint) -> None:
    """The server sees the connection end, so that it stops writing."""
    endpoint.script = Reply(["palabra "] * 1000, delay=0.01)
    with model_at(endpoint) as model:
        stream = model.stream(QUESTION, 64)
        next(stream)
        stream.close()  # type: ignore[attr-defined]  # a generator
        assert endpoint.dropped.acquire(timeout=10)


def test_any_llama_index_model_can_write() -> None:
    """LlamaIndex's own mock, which is no OpenAI client, answers too."""
    assert "¿Por qué AWS?" in "".join(ChatModel(MockLLM()).stream(QUESTION, 64))


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        pytest.param(Reply(body="<html>Welcome</html>", content_type="text/html"), "not with a completion", id="html"),
        pytest.param(Reply(body='{"hello": 1}'), "not with a completion", id="other json"),
        pytest.param(
            Reply(body="data: {oops\n\n", content_type="text/event-stream"),
            "not a completion",
            id="bad event",
        ),
        pytest.param(Reply(body="data: 7\n\n", content_type="text/event-stream"), "not a completion", id="a number"),
        pytest.param(
            Reply(body='data: {"a": 1}\n\n', content_type="text/event-stream"),
            "not a completion",
            id="other event",
        ),
        pytest.param(
            Reply(body='data: {"error": {"message": "m"}}\n\n', content_type="text/event-stream"),
            "reported an error",
            id="error event",
        ),
        pytest.param(Reply(status=500, body="<h1>boom</h1>", content_type="text/html"), "HTTP 500", id="500"),
        pytest.param(Reply(status=503, body="{}"), "HTTP 503", id="503"),
        pytest.param(Reply(status=401, body="{}"), "llm_api_key", id="401"),
        pytest.param(Reply(status=404, body="{}"), "llm_model", id="404"),
        pytest.param(Reply(status=400, body="{}"), "HTTP 400", id="400"),
        pytest.param(Reply(status=429, body="{}"), "HTTP 429", id="429"),
        pytest.param(Reply("tarde", first_delay=30), "llm_timeout", id="no first word"),
        pytest.param(Reply("tarde ya", cut_after=0), "cannot be reached", id="cut at once"),
    ],
)
def test_a_useless_endpoint_is_an_endpoint_error(endpoint: FakeEndpoint, reply: Reply, words: str) -> None:
    """Whatever is wrong is told in one line with the address and what to do, and never the key."""
    endpoint.script = reply
    with pytest.raises(EndpointError, match=words) as caught:
        ask(endpoint, llm_api_key="secreta", llm_timeout=1.0)
    assert endpoint.url in str(caught.value)
    assert "secreta" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply("una dos tres", cut_after=2), id="connection dropped"),
        pytest.param(Reply("una dos tres", cut_after=2, polite_cut=True), id="ended without a reason"),
        pytest.param(Reply("una dos tres", hang_after=2), id="no further word"),
    ],
)
def test_a_broken_stream_is_told_after_its_words(endpoint: FakeEndpoint, reply: Reply) -> None:
    """What was written before the break still arrives; then the break is an error."""
    endpoint.script = reply
    written: list[str] = []
    with model_at(endpoint, llm_timeout=1.0) as model, pytest.raises(GenerationStopped, match="broke off"):
        written.extend(model.stream(QUESTION, 64))
    assert "".join(written).split() == ["una", "dos"]


def test_nobody_listening_is_an_endpoint_error() -> None:
    """A refused connection names the address, without the password that it carries."""
    with socket.socket() as held:  # bound, so that nobody else gets the port; not listening
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        settings = Settings(llm_base_url=f"http://ana:secreta@127.0.0.1:{port}/v1", llm_model="m", llm_retries=0)
        refused = f"http://127.0.0.1:{port}/v1 cannot be reached"
        with (
            closing(connect_endpoint(settings)) as model,
            pytest.raises(EndpointError, match=refused) as caught,
        ):
            list(model.stream(QUESTION, 64))
    assert "secreta" not in str(caught.value)


def test_a_failed_request_is_repeated_as_often_as_set(endpoint: FakeEndpoint) -> None:
    """One retry makes two requests, and the second one answers."""
    endpoint.script = lambda _: "bien" if len(endpoint.requests) > 1 else Reply(status=500, body="{}")
    assert ask(endpoint, llm_retries=1) == "bien"
    assert len(endpoint.requests) == 2


def test_the_endpoint_of_the_settings_is_preferred(endpoint: FakeEndpoint) -> None:
    """With an address set, no weights are looked for."""
    model = open_language_model(Settings(llm_base_url=endpoint.url, llm_model="fake"))
    assert model is not None
    with closing(model):
        assert model.name == "fake"
        assert "".join(model.stream(QUESTION, 64)) == "Para reducir la dependencia."


def test_no_language_model_where_it_is_switched_off() -> None:
    """`llm = "off"` opens nothing, whatever else is set."""
    assert open_language_model(Settings(llm="off", llm_base_url="http://127.0.0.1:1/v1", llm_model="m")) is None


def _first_token(*tokens: tuple[str, float]) -> Reply:
    """A completion of one token with the logarithms of the probabilities of those that it might have been."""
    top = [{"token": token, "logprob": logprob, "bytes": None} for token, logprob in tokens]
    choice = {
        "index": 0,
        "finish_reason": "length",
        "message": {"role": "assistant", "content": tokens[0][0]},
        "logprobs": {"content": [{**top[0], "top_logprobs": top}]},
    }
    return Reply(
        body=json.dumps({"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]})
    )


@pytest.mark.parametrize(
    ("tokens", "affirmed"),
    [
        pytest.param(
            [("Sí", math.log(0.6)), ("No", math.log(0.2)), ("Quizá", math.log(0.2))], 0.75, id="between the two"
        ),
        pytest.param([(" no", math.log(0.5)), ("Yes", math.log(0.5))], 0.5, id="in any language and case"),
        pytest.param([("Quizá", 0.0)], None, id="neither"),
        pytest.param([("S", math.log(0.3)), ("«No", math.log(0.1))], 0.75, id="cut by the tokenizer, or quoted"),
        pytest.param(
            [("Según", math.log(0.4)), ("Sin", math.log(0.2)), ("Seg", math.log(0.1)), ("No,", math.log(0.3))],
            0.0,
            id="other words with the letter of yes",
        ),
        pytest.param(
            [("None", math.log(0.5)), ("Not", math.log(0.2)), ("Yes", math.log(0.3))],
            1.0,
            id="other words with the letter of no",
        ),
        pytest.param([("…", 0.0)], None, id="no word"),
    ],
)
def test_a_yes_is_a_probability(
    endpoint: FakeEndpoint, tokens: list[tuple[str, float]], affirmed: float | None
) -> None:
    """Of yes against no, whatever else the model might have said."""
    endpoint.script = _first_token(*tokens)
    with model_at(endpoint) as model:
        found = model.affirms([Message("user", "¿Sí o no?")])
    assert found == (None if affirmed is None else pytest.approx(affirmed))
    assert endpoint.requests[-1]["max_tokens"] == 1


def test_an_endpoint_without_probabilities_affirms_nothing(endpoint: FakeEndpoint) -> None:
    """Many leave them out; a word alone is not weighed."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Sí"}}
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
    endpoint.script = Reply(body=json.dumps(body))
    with model_at(endpoint) as model:
        assert model.affirms([Message("user", "¿Sí o no?")]) is None
