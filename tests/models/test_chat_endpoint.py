"""Chat endpoints: one that works, every way in which one does not, and what is made of each manner of answering."""

from __future__ import annotations

import json
import math
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from rag.errors import EndpointError, GenerationStopped
from rag.languages.spanish import SPANISH
from rag.models.capacity import Capacity
from rag.models.chat_endpoint import EndpointModel, connect_endpoint
from rag.models.language_model import open_language_model
from rag.models.stopping import stopped_by
from rag.settings import Settings
from rag.text.program import retold
from rag.types import Message
from tests.fakes.openai_endpoint import FakeEndpoint, Reply
from tests.patience import comes_true

QUESTION = [Message("system", "Eres el archivero."), Message("user", "¿Por qué AWS?")]


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    """An endpoint that answers well until a test says otherwise."""
    with FakeEndpoint("Para reducir la dependencia.") as server:
        yield server


@contextmanager
def model_at(endpoint: FakeEndpoint, **settings: object) -> Iterator[EndpointModel]:
    """The model at an endpoint, which opens no thought, with quick failures, unless a test sets them otherwise."""
    known = settings.pop("known", Capacity(unopened=False))
    values = {"llm_base_url": endpoint.url, "llm_model": "fake", "llm_retries": 0, "llm_timeout": 5.0}
    with closing(connect_endpoint(Settings.model_validate(values | settings))) as model:
        assert isinstance(known, Capacity)
        model._capacity = known
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
        stream.close()
        assert endpoint.dropped.acquire(timeout=10)


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


THOUGHT = "<think>\nSe pregunta por qué. Los extractos dicen que por la dependencia.\n</think>\n\n"
ANSWER = "Para reducir la dependencia."
UNKNOWN = Capacity()
IN_TWO_DAYS = datetime.now(UTC) + timedelta(days=2)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(THOUGHT + ANSWER), id="word by word"),
        pytest.param(Reply([*(THOUGHT + ANSWER)]), id="letter by letter"),
        pytest.param(Reply([{"reasoning_content": "Por "}, {"reasoning_content": "qué."}, ANSWER]), id="told apart"),
        pytest.param(Reply([{"reasoning": "Por qué.", "content": None}, ANSWER]), id="told apart by another name"),
        pytest.param(Reply([{"content": [{"type": "thinking", "thinking": []}]}, ANSWER]), id="as a part of a list"),
        pytest.param(Reply([{"content": [{"type": "text", "text": ANSWER}]}]), id="an answer as a list"),
        pytest.param(Reply([{"tool_calls": [{"index": 0, "id": "a"}]}, ANSWER]), id="a tool beside the answer"),
        pytest.param(Reply([b": wait\n\n", ANSWER]), id="a comment before it"),
    ],
)
@pytest.mark.parametrize("known", [UNKNOWN, Capacity(unopened=False)])
def test_only_what_is_said_is_the_answer(endpoint: FakeEndpoint, reply: Reply, known: Capacity) -> None:
    """Neither thoughts, wherever they stand, nor calls of tools."""
    endpoint.script = reply
    assert ask(endpoint, known=known) == ANSWER


def test_a_template_that_opens_the_block_is_known_after_one_answer(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    """All is withheld until then; afterwards only the thought is, here and in the next process."""
    endpoint.script = Reply(["Pienso ", "en ello.", "\n</think>\n\n", "Para ", "crecer."])
    with model_at(endpoint, known=UNKNOWN, cache_dir=tmp_path) as model:
        assert "".join(model.stream(QUESTION, 64)) == "Para crecer."
    settings = Settings(llm_base_url=endpoint.url, llm_model="fake", cache_dir=tmp_path)
    with closing(connect_endpoint(settings)) as model:
        endpoint.script = Reply(["Pienso.", "</think>", "Para ", "crecer ", "más."], delay=0.1)
        pieces = list(model.stream(QUESTION, 64))
    assert pieces == ["Para ", "crecer ", "más."]


def test_a_model_of_which_nothing_is_known_says_all_at_its_end(endpoint: FakeEndpoint) -> None:
    """Then its words flow."""
    with model_at(endpoint, known=UNKNOWN) as model:
        assert list(model.stream(QUESTION, 64)) == [ANSWER]
        assert list(model.stream(QUESTION, 64)) == ["Para", " reducir", " la", " dependencia."]


def test_nothing_is_said_of_an_unknown_model_that_breaks_off(endpoint: FakeEndpoint) -> None:
    """It may have been a thought."""
    endpoint.script = Reply("Pienso que sí.", cut_after=2, polite_cut=True)
    with model_at(endpoint, known=UNKNOWN) as model, pytest.raises(GenerationStopped):
        next(model.stream(QUESTION, 64))


def test_what_was_shown_and_was_a_thought_is_an_answer_that_broke_off(endpoint: FakeEndpoint) -> None:
    """The house takes it back; the next time it is withheld."""
    endpoint.script = Reply(["Pienso.", "</think>", "Para crecer."])
    with model_at(endpoint) as model:
        with pytest.raises(GenerationStopped, match="thinks"):
            list(model.stream(QUESTION, 64))
        assert list(model.stream(QUESTION, 64)) == ["Para crecer."]


def test_thoughts_cost_no_tokens_of_the_answer(endpoint: FakeEndpoint) -> None:
    """An answer that was all thought is asked for again with room to think, and is as long as any other."""
    endpoint.script = lambda _: (
        Reply(THOUGHT + "palabra " * 100)
        if endpoint.requests[-1]["max_tokens"] > 64
        else Reply(THOUGHT.partition("</think>")[0], finish="length")
    )
    with model_at(endpoint) as model:
        assert len("".join(model.stream(QUESTION, 64)).split()) == 64
        list(model.stream(QUESTION, 64))
    assert [request["max_tokens"] > 64 for request in endpoint.requests] == [False, True, True]


def test_a_model_that_only_thinks_is_told(endpoint: FakeEndpoint) -> None:
    """Once it has had room for it."""
    endpoint.script = Reply("<think>Pienso y pienso", finish="length")
    with pytest.raises(EndpointError, match="thought until"):
        ask(endpoint)
    endpoint.script = Reply("Pienso y pienso", finish="length")
    with pytest.raises(EndpointError, match="thought until"):
        ask(endpoint, known=Capacity(thinks=True, unopened=True))


def test_what_is_cut_off_of_an_unknown_model_is_no_answer(endpoint: FakeEndpoint) -> None:
    """It is asked for once more with room to think, and counts once it ends by itself: only then it is known."""
    endpoint.script = lambda _: (
        Reply(["Pienso ", "en ello.", "\n</think>\n\n", ANSWER])
        if endpoint.requests[-1]["max_tokens"] > 64
        else Reply("Pienso en", finish="length")
    )
    with model_at(endpoint, known=UNKNOWN) as model:
        assert "".join(model.stream(QUESTION, 64)) == ANSWER
        assert (model._capacity.thinks, model._capacity.unopened) == (True, True)
    endpoint.script = lambda _: Reply(ANSWER, finish="stop" if endpoint.requests[-1]["max_tokens"] > 64 else "length")
    with model_at(endpoint, known=UNKNOWN) as model:
        assert "".join(model.stream(QUESTION, 64)) == ANSWER
        assert (model._capacity.thinks, model._capacity.unopened) == (False, False)
    endpoint.requests.clear()
    endpoint.script = Reply("Pienso en", finish="length")
    with model_at(endpoint, known=UNKNOWN) as model:
        with pytest.raises(EndpointError, match="did not come to an end"):
            list(model.stream(QUESTION, 64))
        assert model._capacity == UNKNOWN
    assert len(endpoint.requests) == 2
    with pytest.raises(EndpointError, match="did not come to an end"):  # where there is no room to think in
        ask(endpoint, known=UNKNOWN, llm_context=1024, evidence_tokens=168)


def test_a_mark_that_a_model_repeats_is_not_held_against_it_for_good(endpoint: FakeEndpoint) -> None:
    """One answer breaks off, the next is withheld, and from its end on all flows as before."""
    repeated = Reply(["El manual ", "dice: ", "[/think]", " cierra."])
    endpoint.script = repeated
    with model_at(endpoint) as model:
        with pytest.raises(GenerationStopped, match="thinks"):
            list(model.stream(QUESTION, 64))
        assert model._capacity == UNKNOWN
        endpoint.script = ANSWER
        assert [len(list(model.stream(QUESTION, 64))) for _ in range(2)] == [1, 4]
        assert model._capacity == Capacity(unopened=False)
    with model_at(endpoint, known=Capacity(thinks=True, unopened=True)) as model:  # as was once concluded
        assert ["".join(model.stream(QUESTION, 64)) for _ in range(3)] == [ANSWER] * 3
        assert model._capacity == Capacity(unopened=False)


def test_a_call_of_a_tool_is_no_answer(endpoint: FakeEndpoint) -> None:
    """It is said plainly that there are none."""
    call = {"tool_calls": [{"index": 0, "id": "a", "function": {"name": "search", "arguments": "{}"}}]}
    endpoint.script = Reply([call], finish="tool_calls")
    with pytest.raises(EndpointError, match="called a tool"):
        ask(endpoint)


def test_an_answer_that_was_filtered_is_none(endpoint: FakeEndpoint) -> None:
    """Half of it may be missing."""
    endpoint.script = Reply("Para reducir", finish="content_filter")
    with pytest.raises(GenerationStopped, match="filter"):
        ask(endpoint)


def refusing(words: str, status: int = 400) -> Reply:
    """An endpoint's refusal."""
    return Reply(status=status, body=json.dumps({"error": {"message": words, "type": "invalid_request_error"}}))


@pytest.mark.parametrize(
    "words",
    [
        "System role not supported",
        "Developer instruction is not enabled for models/gemma-3",
        "Conversation roles must alternate user/assistant/user/assistant/...",
    ],
)
@pytest.mark.parametrize("status", [400, 500])
def test_what_is_for_the_system_is_merged_where_the_role_is_refused(
    endpoint: FakeEndpoint, words: str, status: int
) -> None:
    """After one refusal, for good; nothing that was told is lost."""
    endpoint.script = lambda messages: refusing(words, status) if messages[0]["role"] == "system" else ANSWER
    with model_at(endpoint) as model:
        assert "".join(model.stream(QUESTION, 64)) == ANSWER
        assert "".join(model.stream(QUESTION, 64)) == ANSWER
    assert [len(request["messages"]) for request in endpoint.requests] == [2, 1, 1]
    (merged,) = endpoint.requests[-1]["messages"]
    assert merged == {"role": "user", "content": "Eres el archivero.\n\n¿Por qué AWS?"}


def test_the_system_role_stays_where_another_thing_is_refused(endpoint: FakeEndpoint) -> None:
    """And a refusal that stays one is told."""
    endpoint.script = refusing("the prompt is too long")
    with pytest.raises(EndpointError, match="HTTP 400"):
        ask(endpoint)
    assert len(endpoint.requests) == 1
    endpoint.script = refusing("no system will do")
    with model_at(endpoint) as model:
        with pytest.raises(EndpointError, match="HTTP 400"):
            list(model.stream(QUESTION, 64))
        endpoint.script = ANSWER
        list(model.stream(QUESTION, 64))
    assert endpoint.requests[-1]["messages"][0]["role"] == "system"


def test_parameters_that_newer_models_refuse_are_told_otherwise(endpoint: FakeEndpoint) -> None:
    """The limit by its other name, and no temperature where only the default one is allowed."""

    def script(_: object) -> Reply:
        request = endpoint.requests[-1]
        if "max_tokens" in request:
            return refusing("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
        if "temperature" in request:
            return refusing("'temperature' does not support 0 with this model.")
        return Reply(ANSWER)

    endpoint.script = script
    assert ask(endpoint) == ANSWER
    assert endpoint.requests[-1]["max_completion_tokens"] == 64
    assert len(endpoint.requests) == 3


def test_nothing_that_the_environment_has_for_another_service_is_sent(
    endpoint: FakeEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither an organisation nor a project."""
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "of-another-service")
    ask(endpoint)
    assert "of-another-service" not in str(endpoint.headers)


def test_a_server_that_only_says_that_it_is_there_did_not_answer_in_time(endpoint: FakeEndpoint) -> None:
    """Comments and empty events keep a connection, not a reader."""
    for beat in (b": still here\n\n", {"content": ""}):
        endpoint.script = Reply([beat] * 1000, delay=0.1)
        with pytest.raises(EndpointError, match="llm_timeout"):
            ask(endpoint, llm_timeout=0.5)


def test_a_drip_ends(endpoint: FakeEndpoint) -> None:
    """However regular it is: what was written still arrives, then it is told."""
    endpoint.script = Reply(["gota "] * 1000, delay=0.1)
    written: list[str] = []
    with model_at(endpoint, llm_timeout=0.2) as model, pytest.raises(GenerationStopped, match="in time"):
        written.extend(model.stream(QUESTION, 1000))
    assert 5 < len(written) < 40


def test_an_answer_without_end_ends(endpoint: FakeEndpoint) -> None:
    """A server that does not count tokens is not read for ever."""
    endpoint.script = Reply(["palabra "] * 100_000)
    for known in (Capacity(unopened=False), Capacity(thinks=True, unopened=False)):
        assert 0 < len(ask(endpoint, known=known)) < 64 * 25
        assert endpoint.dropped.acquire(timeout=10)
    with pytest.raises(EndpointError, match="did not come to an end"):
        ask(endpoint, known=UNKNOWN)
    endpoint.script = Reply([{"reasoning_content": "pienso "}] * 100_000)
    with pytest.raises(EndpointError, match="thought until"):
        ask(endpoint)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(b"data: {oops\n\n", id="no json"),
        pytest.param(b"data: 7\n\n", id="a number"),
        pytest.param(b'data: {"a": 1}\n\n', id="another event"),
        pytest.param(b'data: {"error": {"message": "out of memory", "code": 500}}\n\n', id="an error"),
        pytest.param(b"data: \xff\xfe\n\n", id="no utf-8"),
        pytest.param(b"data: " + b"[" * 100_000 + b"\n\n", id="without end"),
        pytest.param(b'data: {"choices": 7}\n\n', id="choices that are none"),
        pytest.param(b'data: {"choices": [7]}\n\ndata: [DONE]\n\n', id="a choice that is none"),
    ],
)
def test_what_breaks_in_the_middle_is_told_after_its_words(endpoint: FakeEndpoint, fault: bytes) -> None:
    """As a break of the answer, in one line."""
    endpoint.script = Reply(["una ", "dos ", fault])
    written: list[str] = []
    with model_at(endpoint) as model, pytest.raises(GenerationStopped, match="broke off") as caught:
        written.extend(model.stream(QUESTION, 64))
    assert written == ["una ", "dos "]
    assert "\n" not in str(caught.value)


def test_a_busy_endpoint_is_asked_again_when_it_says_so(endpoint: FakeEndpoint) -> None:
    """Where that is soon; else the reader is told when, at once."""
    soon, late = (Reply(status=429, body="{}", headers={"Retry-After": seconds}) for seconds in ("1", "90"))
    endpoint.script = lambda _: Reply(ANSWER) if len(endpoint.requests) > 1 else soon
    began = time.monotonic()
    assert ask(endpoint, llm_retries=1) == ANSWER
    assert time.monotonic() - began >= 1
    endpoint.script = late
    began = time.monotonic()
    with pytest.raises(EndpointError, match="in 90 seconds"):
        ask(endpoint, llm_retries=1)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("headers", "when"),
    [
        ({"Retry-After": "90"}, "in 90 seconds"),
        ({"Retry-After": "89.2"}, "in 90 seconds"),
        ({"Retry-After": "1", "Retry-After-Ms": "89500"}, "in 90 seconds"),
        (
            {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(days=2), usegmt=True)},
            r"in 1[67]\d{4} seconds",
        ),
        ({"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"}, "later"),
        ({"Retry-After": "Mon, 9999999999999999999999 Jan 2026 00:00:00 GMT"}, "later"),
        ({"Retry-After": "-5"}, "later"),
        ({"Retry-After": "mañana".encode().decode("latin-1")}, "later"),
    ],
)
def test_a_busy_endpoint_says_when_in_any_way(
    endpoint: FakeEndpoint, status: int, headers: dict[str, str], when: str
) -> None:
    """As whole seconds, parts of one, thousandths or a date; a way that is not understood is no time."""
    endpoint.script = Reply(status=status, body="{}", headers=headers)
    with pytest.raises(EndpointError, match=rf"\(HTTP {status}\): ask again {when}\.") as raised:
        ask(endpoint)
    assert "pregunta" in retold(str(raised.value), SPANISH)


@pytest.mark.parametrize("headers", [{"Retry-After": "0.5"}, {"Retry-After": "60", "Retry-After-Ms": "500"}])
def test_a_short_pause_is_kept_in_any_way_it_is_told(endpoint: FakeEndpoint, headers: dict[str, str]) -> None:
    """The client and the patience of this house read the same."""
    busy = Reply(status=503, body="{}", headers=headers)
    endpoint.script = lambda _: Reply(ANSWER) if len(endpoint.requests) > 1 else busy
    assert ask(endpoint, llm_retries=1) == ANSWER


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:puerto/v1",
        "http://ana:secreta@[x",
        "http://localhost:99999/v1",
        "localhost:8000/v1",
        "http://",
        "x\n://",
    ],
)
def test_what_is_no_address_is_told(address: str) -> None:
    """Before anything is sent, by the name of the setting, without what may be secret in it."""
    with pytest.raises(EndpointError, match="llm_base_url is no address") as raised:
        open_language_model(Settings(llm_base_url=address, llm_model="m"))
    assert "secreta" not in str(raised.value)
    assert retold(str(raised.value), SPANISH).startswith("llm_base_url no es una dirección")


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply("tarde", first_delay=60), id="silent"),
        pytest.param(Reply(body="{}", first_delay=60), id="without headers"),
        pytest.param(Reply("una dos", hang_after=1), id="silent after a word"),
        pytest.param(Reply(status=429, body="{}", headers={"Retry-After": "9"}), id="busy"),
    ],
)
def test_who_leaves_is_not_waited_for(endpoint: FakeEndpoint, reply: Reply) -> None:
    """The wait ends at once, and the endpoint sees the connection close, though it has not said a word."""
    endpoint.script = reply
    left = threading.Event()
    threading.Timer(0.5, left.set).start()
    began = time.monotonic()
    with model_at(endpoint, llm_timeout=50.0, llm_retries=2) as model:
        with stopped_by(left.is_set), pytest.raises(GenerationStopped, match="stopped"):
            list(model.stream(QUESTION, 64))
        assert time.monotonic() - began < 3
        assert reply.status == 429 or endpoint.dropped.acquire(timeout=5)
    assert len(endpoint.requests) == 1


def test_closing_breaks_off_what_runs(endpoint: FakeEndpoint) -> None:
    """Whoever waits in another thread is told, and a model that is closed is so twice."""
    endpoint.script = Reply("tarde", first_delay=60)
    with model_at(endpoint, llm_timeout=50.0) as model, ThreadPoolExecutor(1) as readers:
        waiting = readers.submit(lambda: list(model.stream(QUESTION, 64)))
        assert comes_true(lambda: endpoint.requests)
        model.close()
        model.close()
        with pytest.raises(GenerationStopped, match="was stopped"):
            waiting.result(timeout=5)
        assert endpoint.dropped.acquire(timeout=5)


def test_a_model_that_is_closed_is_asked_no_more(endpoint: FakeEndpoint) -> None:
    """Nothing is begun again for whoever comes late."""
    with model_at(endpoint) as model:
        list(model.stream(QUESTION, 64))
        model.close()
        for ask_late in (lambda: list(model.stream(QUESTION, 64)), lambda: model.affirms(QUESTION)):
            with pytest.raises(GenerationStopped, match="was stopped"):
                ask_late()
        assert not [thread for thread in threading.enumerate() if thread.name == "model-wire"]
    assert len(endpoint.requests) == 1


def test_a_request_that_began_while_it_was_closed_is_broken_off(endpoint: FakeEndpoint) -> None:
    """However the two come between each other, nobody waits for the other end."""
    endpoint.script = Reply("tarde", first_delay=60)
    for pause in (0.0, 0.001, 0.01):
        with model_at(endpoint, llm_timeout=50.0) as model, ThreadPoolExecutor(4) as readers:
            waiting = [readers.submit(lambda: list(model.stream(QUESTION, 64))) for _ in range(4)]
            time.sleep(pause)
            model.close()
            for one in waiting:
                with pytest.raises(GenerationStopped, match="was stopped"):
                    one.result(timeout=5)
