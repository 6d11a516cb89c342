"""OpenAI's protocol, by the clients that people have: the `openai` package and LlamaIndex's `OpenAILike`."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import numpy as np
import openai
import pytest
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike

from rag.types import Status, Turn
from tests.ui.http.conftest import Come, serving
from tests.ui.web.fakes import DEAL, WHY, FakeArchive, answer, events, why

QUESTION = [{"role": "user", "content": WHY.question}]


@pytest.fixture
def asking(url: str) -> Iterator[openai.OpenAI]:
    """The official client, as people set it up."""
    with openai.OpenAI(
        base_url=f"{url}v1", api_key="none", max_retries=0, http_client=httpx.Client(trust_env=False)
    ) as c:
        yield c


def test_an_answer_is_a_message_with_numbers_sources_and_annotations(asking: openai.OpenAI) -> None:
    """Each annotation marks a number of the text; what is not proven says so there; the proofs lie beside it."""
    said = asking.chat.completions.create(model="hemeroteca", messages=QUESTION)
    message = said.choices[0].message
    assert message.content is not None
    marks = [a.url_citation for a in message.annotations or ()]
    assert [message.content[m.start_index : m.end_index] for m in marks] == ["[1]", "[2]", "[3]"]
    assert "Lima. (sin probar: el nombre Lima no está en la fuente)" in message.content
    assert "Fuentes:" in message.content
    held = said.model_extra["hemeroteca"]
    assert held["answer"] == WHY.text
    for cited in held["citations"]:
        assert DEAL.text[cited["start"] : cited["end"]] == cited["quote"]


def test_a_stream_is_the_same_text_with_the_proofs_at_its_end(asking: openai.OpenAI) -> None:
    """Piece by piece, each proven before it is sent."""
    whole = asking.chat.completions.create(model="hemeroteca", messages=QUESTION)
    chunks = list(asking.chat.completions.create(model="hemeroteca", messages=QUESTION, stream=True))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert text == whole.choices[0].message.content
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].model_extra["hemeroteca"]["status"] == "answered"


def test_a_response_is_the_same_in_the_newer_protocol(asking: openai.OpenAI) -> None:
    """Streamed or not."""
    said = asking.responses.create(model="hemeroteca", input=WHY.question)
    content = said.output[0].content[0]
    assert [said.output_text[a.start_index : a.end_index] for a in content.annotations] == ["[1]", "[2]", "[3]"]
    with asking.responses.stream(model="hemeroteca", input=QUESTION) as stream:
        text = "".join(event.delta for event in stream if event.type == "response.output_text.delta")
        final = stream.get_final_response()
    assert text == final.output_text == said.output_text


def test_what_was_said_before_is_told_without_its_numbers(come: Come) -> None:
    """As the archive had said it."""
    archive = FakeArchive(why)
    client = come(archive)
    first = client.post("v1/chat/completions", json={"messages": QUESTION}).json()["choices"][0]["message"]
    asked = [*QUESTION, first, {"role": "user", "content": [{"type": "text", "text": "¿y cuánto vale?"}]}]
    client.post("v1/chat/completions", json={"messages": [{"role": "system", "content": "Eres un pirata."}, *asked]})
    question, turns = archive.asked[-1]
    assert question == "¿y cuánto vale?"
    [turn] = turns
    assert isinstance(turn, Turn)
    assert "[1]" not in turn.answer
    assert "Fuentes" not in turn.answer
    assert turn.answer == WHY.text


def test_a_refusal_is_an_ordinary_message(come: Come) -> None:
    """With its status beside it."""
    silent = answer("¿?", [("El archivo no lo dice.", [])], status=Status.INSUFFICIENT)
    said = come(lambda _q, _h: events(silent)).post("v1/chat/completions", json={"messages": QUESTION}).json()
    assert said["choices"][0]["message"]["content"] == "El archivo no lo dice."
    assert said["hemeroteca"]["status"] == "insufficient"


def test_a_question_that_is_too_long_is_told_as_the_client_has_it(asking: openai.OpenAI) -> None:
    """By the exception that it raises for that."""
    with pytest.raises(openai.BadRequestError) as caught:
        asking.chat.completions.create(model="hemeroteca", messages=[{"role": "user", "content": "a " * 2000}])
    assert caught.value.code == "context_length_exceeded"


def test_a_bad_key_is_told_as_the_client_has_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    """By the exception that it raises for that."""
    with serving(FakeArchive(why), login=True) as url:
        client = openai.OpenAI(base_url=f"{url}v1", api_key="sk-x", http_client=httpx.Client(trust_env=False))
        with client, pytest.raises(openai.AuthenticationError):
            client.models.list()


def test_filters_go_beside_the_message(come: Come) -> None:
    """By fields of our own, which clients send as they are."""
    archive = FakeArchive(why)
    client = come(archive)
    assert client.post("v1/chat/completions", json={"messages": QUESTION, "since": "2025"}).status_code == 200
    faulty = client.post("v1/chat/completions", json={"messages": QUESTION, "since": "ayer"})
    assert faulty.json()["error"]["code"] == "invalid_filter"


def test_models_and_vectors_are_those_of_the_archive(asking: openai.OpenAI) -> None:
    """As numbers, and as the bytes that the client asks for by itself."""
    assert [model.id for model in asking.models.list()] == ["hemeroteca", "multilingual-e5-small"]
    by_default = asking.embeddings.create(model="multilingual-e5-small", input=["uno", "cuatro"])
    numbers = asking.embeddings.create(model="x", input="uno", encoding_format="float")
    assert np.allclose(by_default.data[1].embedding, [6.0, 0.0])
    assert numbers.data[0].embedding == [3.0, 0.0]
    query = asking.embeddings.create(model="x", input="uno", extra_body={"input_type": "query"})
    assert np.allclose(query.data[0].embedding, [3.0, 1.0])


def test_llamaindex_asks_it_as_any_model(url: str) -> None:
    """Whole and streamed."""
    model = OpenAILike(
        model="hemeroteca",
        api_base=f"{url}v1",
        api_key="none",
        is_chat_model=True,
        http_client=httpx.Client(trust_env=False),
    )
    messages = [ChatMessage(role="user", content=WHY.question)]
    whole = model.chat(messages).message.content
    *_, last = model.stream_chat(messages)
    assert whole == last.message.content
    assert whole is not None
    assert "[1]" in whole


def test_of_a_long_conversation_the_end_is_read(come: Come) -> None:
    """It goes on, as with other servers, and is no fault of whoever has asked for long."""
    archive = FakeArchive(why)
    client = come(archive)
    said = [message for n in range(150) for message in ({"role": "user", "content": f"¿{n}?"},
            {"role": "assistant", "content": f"Es {n}."})]  # fmt: skip
    for path, name in (("v1/chat/completions", "messages"), ("v1/responses", "input")):
        assert client.post(path, json={name: [*said, *QUESTION]}).status_code == 200
        assert archive.asked[-1][1][-1] == Turn("¿149?", "Es 149.")
    assert client.post("v1/chat/completions", json={"messages": []}).status_code == 400
