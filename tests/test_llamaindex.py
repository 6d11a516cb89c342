"""Hemeroteca seen from LlamaIndex: real objects of that library over plain callables."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.chat_engine.types import BaseChatEngine
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers.no_text import NoText
from llama_index.core.tools import QueryEngineTool
from llama_index.core.vector_stores import FilterCondition, FilterOperator, MetadataFilter, MetadataFilters

from rag.errors import FilterError
from rag.llamaindex import ArchiveChatEngine, ArchiveQueryEngine, ArchiveRetriever, filters_of
from rag.types import (
    Answer,
    Chunk,
    Citation,
    Claim,
    Document,
    Event,
    Filters,
    Finished,
    Mode,
    Passage,
    Retracted,
    Status,
    Support,
    Timings,
    Token,
    Turn,
)

TEXT = "El puente costó 14,5 millones. Se abrió en 2019."
DOCUMENT = Document("d1", "El puente", TEXT, "puente.txt")
PASSAGE = Passage(Chunk("c1", "d1", 0, len(TEXT), TEXT), DOCUMENT, score=0.9, rank=1)
CITATION = Citation(1, PASSAGE, 0, 30, TEXT[0:30])


def answer_to(question: str) -> Answer:
    """An answer of one cited sentence."""
    claim = Claim("El puente costó 14,5 millones.", 0, 30, (CITATION,), Support.SUPPORTED)
    return Answer(question, claim.text, "es", (claim,), (PASSAGE,), Status.ANSWERED, Timings(), Mode.LLM)


class Asked:
    """Answers everything alike and keeps what it was asked."""

    def __init__(self) -> None:
        self.turns: list[tuple[str, tuple[Turn, ...]]] = []

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        """Answer at once."""
        self.turns.append((question, tuple(history)))
        return answer_to(question)

    def stream(self, question: str, history: Sequence[Turn]) -> Iterator[Event]:
        """Answer in two pieces."""
        self.turns.append((question, tuple(history)))
        yield Token("El puente costó ")
        yield Token("14,5 millones.")
        yield Finished(answer_to(question))


def test_the_retriever_gives_nodes_with_offsets() -> None:
    """A node is the passage's text, its score, and where it stands."""
    (found,) = ArchiveRetriever(lambda _: [PASSAGE]).retrieve("¿cuánto costó?")
    assert (found.text, found.score) == (TEXT, 0.9)
    assert found.metadata["document"] == "puente.txt"
    assert TEXT[found.metadata["start"] : found.metadata["end"]] == TEXT


def test_the_retriever_searches_within_metadata_filters() -> None:
    """Those that the archive knows become its own; without any the search is called with the question alone."""
    seen: list[object] = []

    def search(question: str, **within: Filters) -> list[Passage]:
        seen.append(within)
        return [PASSAGE]

    filters = MetadataFilters(
        filters=[
            MetadataFilter(key="published", value="2024-03", operator=FilterOperator.GTE),
            MetadataFilters(filters=[MetadataFilter(key="outlet", value="EFE")]),
        ]
    )
    ArchiveRetriever(search).retrieve("¿cuánto costó?")
    ArchiveRetriever(search, filters).retrieve("¿cuánto costó?")
    assert seen == [{}, {"filters": Filters(since=date(2024, 3, 1), outlet="EFE")}]


@pytest.mark.parametrize(
    ("key", "operator", "value", "expected"),
    [
        ("published", "==", "2024", Filters(since=date(2024, 1, 1), until=date(2024, 12, 31))),
        ("published", ">", "2024-02", Filters(since=date(2024, 3, 1))),
        ("published", "<", "2024-02-01", Filters(until=date(2024, 1, 31))),
        ("published", "<=", "2024", Filters(until=date(2024, 12, 31))),
        ("published", ">=", 2024, Filters(since=date(2024, 1, 1))),
        ("author", "==", "Ana Ruiz", Filters(author="Ana Ruiz")),
        ("section", "==", "Local", Filters(section="Local")),
        ("language", "==", "es", Filters(language="es")),
        ("document", "==", "2024/*", Filters(path="2024/*")),
        ("document_id", "in", ["a", "b"], Filters(ids=("a", "b"))),
        ("document_id", "==", "a", Filters(ids=("a",))),
    ],
)
def test_metadata_filters_become_those_of_the_archive(key: str, operator: str, value: Any, expected: Filters) -> None:
    """By the metadata that nodes have, each by the operators that make sense of it."""
    one = MetadataFilter(key=key, value=value, operator=FilterOperator(operator))
    assert filters_of(MetadataFilters(filters=[one])) == expected


def _filter(key: str, value: Any, operator: str = "==") -> MetadataFilter:
    return MetadataFilter(key=key, value=value, operator=FilterOperator(operator))


@pytest.mark.parametrize(
    ("filters", "condition", "said"),
    [
        ([_filter("topic", "trenes")], "and", "it compares published, outlet"),
        ([_filter("outlet", "EFE", "!=")], "and", "none that is known here"),
        ([_filter("outlet", 3)], "and", "none that is known here"),
        ([_filter("published", "2024", "!=")], "and", "use ==, >=, >, <= or <"),
        ([_filter("published", "ayer")], "and", "is no date"),
        ([_filter("published", "9999", ">")], "and", "leave the filter out"),
        ([_filter("outlet", "EFE"), _filter("outlet", "El País")], "and", "two filters of 'outlet'"),
        ([_filter("outlet", "EFE"), _filter("author", "Ana")], "or", "only 'and' is known"),
        ([_filter("outlet", "EFE")], "not", "name what is wanted"),
    ],
)
def test_a_metadata_filter_that_is_not_known_is_an_error(
    filters: list[MetadataFilter | MetadataFilters], condition: str, said: str
) -> None:
    """Before anything is searched: to leave it out would find what was not to be found."""
    metadata = MetadataFilters(filters=filters, condition=FilterCondition(condition))
    with pytest.raises(FilterError, match=said):
        ArchiveRetriever(lambda _: [PASSAGE], metadata)


def test_the_retriever_serves_another_query_engine() -> None:
    """LlamaIndex's own engine works over it."""
    engine = RetrieverQueryEngine(ArchiveRetriever(lambda _: [PASSAGE]), NoText(llm=MockLLM()))
    assert [node.text for node in engine.query("¿cuánto costó?").source_nodes] == [TEXT]


def test_the_query_engine_cites_the_very_words() -> None:
    """Source nodes are the cited words with their offsets; the metadata holds each verdict."""
    response = ArchiveQueryEngine(ask=Asked().ask).query("¿cuánto costó?")
    (node,) = response.source_nodes
    assert node.text == TEXT[node.metadata["start"] : node.metadata["end"]] == CITATION.quote
    assert response.metadata is not None
    assert response.metadata["claims"][0]["support"] == "supported"


def test_a_paraphrase_is_told_from_a_proof() -> None:
    """On the node, and in the metadata with the answer's own words."""
    claim = Claim("El puente salió por 14,5 millones.", 0, 33, (CITATION,), Support.PARAPHRASE, own_words=("salió",))
    proven = replace(claim, support=Support.SUPPORTED, own_words=())
    for claims, support in (((claim,), "paraphrase"), ((claim, proven), "supported")):
        answer = replace(answer_to("¿cuánto costó?"), claims=claims)
        response = ArchiveQueryEngine(ask=lambda *_, given=answer: given).query("¿cuánto costó?")
        assert response.source_nodes[0].metadata["support"] == support
        assert response.metadata is not None
        first = response.metadata["claims"][0]
        assert (first["support"], first["own_words"], first["citations"]) == ("paraphrase", ["salió"], [1])


def test_the_query_engine_is_a_tool_for_agents() -> None:
    """An agent calls it by name."""
    tool = QueryEngineTool.from_defaults(ArchiveQueryEngine(ask=Asked().ask), name="archivo", description="El archivo.")
    assert "14,5 millones" in tool.call("¿cuánto costó?").content


def test_the_chat_engine_remembers_and_forgets() -> None:
    """Each question is asked with the turns before it, until the engine is reset."""
    asked = Asked()
    engine: BaseChatEngine = ArchiveChatEngine(asked.ask, asked.stream)
    engine.chat("¿cuánto costó?")
    engine.chat("¿y cuándo se abrió?")
    assert asked.turns[1][1] == (Turn("¿cuánto costó?", "El puente costó 14,5 millones."),)
    assert [message.role for message in engine.chat_history] == [MessageRole.USER, MessageRole.ASSISTANT] * 2
    engine.reset()
    assert engine.chat_history == []


def test_a_given_history_replaces_the_remembered_one() -> None:
    """LlamaIndex's messages become turns; a system message is none."""
    asked = Asked()
    history = [
        ChatMessage(role=MessageRole.SYSTEM, content="Eres amable."),
        ChatMessage(role=MessageRole.USER, content="¿cuándo?"),
        ChatMessage(role=MessageRole.ASSISTANT, content="En 2019."),
    ]
    ArchiveChatEngine(asked.ask, asked.stream).chat("¿y cuánto costó?", history)
    assert asked.turns == [("¿y cuánto costó?", (Turn("¿cuándo?", "En 2019."),))]


def test_the_chat_engine_streams() -> None:
    """Pieces come as they are written; sources are there at the end."""
    engine = ArchiveChatEngine(Asked().ask, Asked().stream)
    response = engine.stream_chat("¿cuánto costó?")
    assert list(response.response_gen) == ["El puente costó ", "14,5 millones."]
    assert response.source_nodes[0].text == CITATION.quote


def withdrawing(question: str, history: Sequence[Turn]) -> Iterator[Event]:
    """An answer that begins with what does not stand."""
    yield Token("Lo diseñó ")
    yield Token("Clara Montes.")
    yield Retracted("nada de ello está probado", "es")
    yield Token("El puente costó ")
    yield Token("14,5 millones.")
    yield Finished(answer_to(question))


SHOWN = [
    "Lo diseñó ",
    "Clara Montes.",
    "\n\n[Se retira lo anterior: nada de ello está probado.]\n\n",
    "El puente costó ",
    "14,5 millones.",
]
STANDING = "El puente costó 14,5 millones."


def test_what_is_withdrawn_is_said_in_the_stream_and_kept_nowhere() -> None:
    """Neither in the response, nor in the content of the last message, nor in the memory."""
    engine = ArchiveChatEngine(Asked().ask, withdrawing)
    response = engine.stream_chat("¿cuánto costó?")
    assert list(response.response_gen) == SHOWN
    assert (response.response, str(response)) == (STANDING, STANDING)
    assert [message.content for message in engine.chat_history] == ["¿cuánto costó?", STANDING]
    messages = engine.stream_chat("¿cuánto costó?").chat_stream
    assert messages is not None
    assert [message.message.content for message in messages] == [
        "Lo diseñó ", "Lo diseñó Clara Montes.", "", "El puente costó ", STANDING,
    ]  # fmt: skip


def test_what_is_withdrawn_is_said_to_coroutines_too() -> None:
    """The same pieces, the same response."""

    async def collect() -> tuple[list[str], str]:
        response = await ArchiveChatEngine(Asked().ask, withdrawing).astream_chat("¿cuánto costó?")
        return [piece async for piece in response.async_response_gen()], response.response

    assert asyncio.run(collect()) == (SHOWN, STANDING)


def test_a_refusal_is_streamed() -> None:
    """It is the answer, and nothing comes before it."""
    said = "El archivo no lo dice."
    refused = replace(answer_to("¿quién?"), text=said, claims=(), status=Status.INSUFFICIENT)
    response = ArchiveChatEngine(Asked().ask, lambda *_: iter([Token(said), Finished(refused)])).stream_chat("¿quién?")
    assert (list(response.response_gen), response.response) == ([said], said)
    assert [node.text for node in response.source_nodes] == [TEXT]


def test_the_nearest_sentences_stand_below_a_refusal_and_in_no_memory() -> None:
    """In the response of each engine and the last piece of a stream; their places are metadata."""
    near = Citation(1, PASSAGE, 31, 48, TEXT[31:48])
    said = "El archivo no lo dice."
    refused = replace(answer_to("¿quién?"), text=said, claims=(), status=Status.INSUFFICIENT, nearest=(near,))
    below = "\n\nEsto es lo más cercano que hay en el archivo:\n- El puente (puente.txt): «Se abrió en 2019.»"
    engine = ArchiveChatEngine(lambda *_: refused, lambda *_: iter([Token(said), Finished(refused)]))
    streamed = engine.stream_chat("¿quién?")
    assert list(streamed.response_gen) == [said, below]
    assert streamed.response == engine.chat("¿quién?").response == said + below
    assert [message.content for message in engine.chat_history] == ["¿quién?", said, "¿quién?", said]
    response = ArchiveQueryEngine(ask=lambda *_: refused).query("¿quién?")
    assert str(response) == said + below
    assert response.metadata is not None
    assert response.metadata["nearest"] == [
        {"document": "puente.txt", "start": 31, "end": 48, "quote": "Se abrió en 2019."}
    ]
    assert response.metadata["claims"] == []


def test_the_chat_engine_streams_to_coroutines() -> None:
    """The asynchronous stream is the same."""

    async def collect() -> list[str]:
        response = await ArchiveChatEngine(Asked().ask, Asked().stream).astream_chat("¿cuánto costó?")
        return [piece async for piece in response.async_response_gen()]

    assert asyncio.run(collect()) == ["El puente costó ", "14,5 millones."]
