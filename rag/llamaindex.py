"""Hemeroteca as LlamaIndex objects, so that agents, evaluators and tracers of that ecosystem work unchanged.

Built over plain callables: this module knows neither the library nor the store. Source nodes carry, in their metadata,
where the passage or the cited words stand in the article.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from llama_index.core.base.llms.types import ChatMessage, ChatResponse, MessageRole
from llama_index.core.base.response.schema import Response
from llama_index.core.chat_engine.types import AgentChatResponse, BaseChatEngine, StreamingAgentChatResponse
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from llama_index.core.vector_stores import FilterCondition, FilterOperator, MetadataFilter, MetadataFilters

from rag.errors import FilterError
from rag.languages import language_of
from rag.questions.options import read_days
from rag.text.messages import say_nearest, say_retracted
from rag.types import Answer, Citation, Event, Filters, Finished, Passage, Retracted, Support, Token, Turn, support_by

__all__ = [
    "ArchiveChatEngine",
    "ArchiveQueryEngine",
    "ArchiveRetriever",
    "citation_node",
    "filters_of",
    "passage_node",
]

Search = Callable[..., Sequence[Passage]]
"""Called with the question, and with `filters` where there are any."""

Ask = Callable[[str, Sequence[Turn]], Answer]
Stream = Callable[[str, Sequence[Turn]], Iterator[Event]]


def passage_node(passage: Passage) -> NodeWithScore:
    """A passage as a node; its score is what its rank goes by, which with a reranker is no similarity."""
    chunk = passage.chunk
    return _node(passage, chunk.id, chunk.text, chunk.start, chunk.end, {"rank": passage.rank})


def citation_node(citation: Citation, support: Support = Support.SUPPORTED) -> NodeWithScore:
    """The cited words as a node; `number` is the mark in the answer, `support` whether they prove or are reworded."""
    identity = f"{citation.passage.document.id}:{citation.start}-{citation.end}"
    about = {"number": citation.number, "support": str(support)}
    return _node(citation.passage, identity, citation.quote, citation.start, citation.end, about)


class ArchiveRetriever(BaseRetriever):
    """Retrieves passages of an archive.

    Args:
        search: Finds passages.
        filters: Which articles may be found, by the metadata of the nodes; see `filters_of`.

    Raises:
        FilterError: A filter is none that the archive knows.
    """

    def __init__(self, search: Search, filters: MetadataFilters | None = None) -> None:
        super().__init__()
        self._search = search
        self._within = {"filters": filters_of(filters)} if filters else {}

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [passage_node(passage) for passage in self._search(query_bundle.query_str, **self._within)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class ArchiveQueryEngine(CustomQueryEngine):
    """Answers questions; source nodes are the cited words, or the nearest passages where the archive does not say.

    There the response goes on with the nearest sentences, below a line that says what they are.
    """

    ask: Ask

    def custom_query(self, query_str: str) -> Response:
        """Answer one question."""
        answer = self.ask(query_str, ())
        return Response(response=_shown(answer), source_nodes=_sources(answer), metadata=_about(answer))

    async def acustom_query(self, query_str: str) -> Response:
        """Answer one question in a thread: an agent's event loop must not stand still meanwhile."""
        return await asyncio.to_thread(self.custom_query, query_str)


class ArchiveChatEngine(BaseChatEngine):
    """Answers questions of a conversation, which it remembers until it is reset.

    Where the archive does not say, the response goes on with the nearest sentences; the memory holds the answer alone.
    """

    def __init__(self, ask: Ask, stream: Stream) -> None:
        self._ask = ask
        self._stream = stream
        self._turns: list[Turn] = []

    @property
    def chat_history(self) -> list[ChatMessage]:
        """The conversation so far."""
        return [
            ChatMessage(role=role, content=content)
            for turn in self._turns
            for role, content in ((MessageRole.USER, turn.question), (MessageRole.ASSISTANT, turn.answer))
        ]

    def reset(self) -> None:
        """Forget the conversation."""
        self._turns.clear()

    def chat(self, message: str, chat_history: list[ChatMessage] | None = None) -> AgentChatResponse:
        """Answer; `chat_history`, where given, replaces what is remembered."""
        self._recall(chat_history)
        answer = self._ask(message, tuple(self._turns))
        self._turns.append(Turn(message, answer.text))
        return AgentChatResponse(response=_shown(answer), source_nodes=_sources(answer), metadata=_about(answer))

    def stream_chat(self, message: str, chat_history: list[ChatMessage] | None = None) -> StreamingAgentChatResponse:
        """Answer piece by piece; the response and its source nodes are there when the stream has ended.

        A piece cannot be taken back: where text is withdrawn, the next piece says so in square brackets. The response,
        the memory and the content of each message hold nothing of what is withdrawn, nor of the notice.
        """
        self._recall(chat_history)
        # Not written to memory by LlamaIndex's own thread, which waits in a busy loop: this engine remembers by itself.
        response = StreamingAgentChatResponse(is_writing_to_memory=False)
        response.chat_stream = self._pieces(message, response)
        return response

    async def achat(self, message: str, chat_history: list[ChatMessage] | None = None) -> AgentChatResponse:
        """Like `chat`, in a thread."""
        return await asyncio.to_thread(self.chat, message, chat_history)

    async def astream_chat(
        self, message: str, chat_history: list[ChatMessage] | None = None
    ) -> StreamingAgentChatResponse:
        """Like `stream_chat`; each piece is waited for in a thread."""
        self._recall(chat_history)
        response = StreamingAgentChatResponse(is_writing_to_memory=False)
        pieces = self._pieces(message, response)

        async def waited() -> AsyncGenerator[ChatResponse, None]:
            while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
                yield piece

        response.achat_stream = waited()
        return response

    def _pieces(self, message: str, response: StreamingAgentChatResponse) -> Generator[ChatResponse, None, None]:
        written = ""
        for event in self._stream(message, tuple(self._turns)):
            match event:
                case Token(text):
                    written += text
                    yield _piece(written, text)
                case Retracted(start=start):
                    notice = f"\n\n[{say_retracted(event, written)}]\n\n"
                    written = written[:start]
                    yield _piece(written, notice)
                case Finished(answer):
                    if rest := _shown(answer)[len(answer.text) :]:
                        yield _piece(written + rest, rest)
                    response.source_nodes = _sources(answer)
                    # LlamaIndex makes the response of all pieces, once the last has come.
                    response.response = response.unformatted_response = _shown(answer)
                    self._turns.append(Turn(message, answer.text))
                case _:
                    continue

    def _recall(self, chat_history: list[ChatMessage] | None) -> None:
        if chat_history is not None:
            self._turns = _turns(chat_history)


# --- Filters ------------------------------------------------------------------------------------------------

_NAMED = {"outlet": "outlet", "author": "author", "section": "section", "language": "language", "document": "path"}
"""Fields of `Filters` by the metadata that they compare as a whole."""

_DATE, _IDS = "published", "document_id"


def filters_of(metadata: MetadataFilters) -> Filters:
    """LlamaIndex's filters over the metadata of nodes as those of the archive.

    `published` takes `==`, `>=`, `>`, `<=` and `<` with a day, a month or a year («2024-03»); `outlet`, `author`,
    `section`, `language` and `document`, which takes `*`, take `==`; `document_id` takes `==` and `in`. All must hold.

    Raises:
        FilterError: Another key, operator or condition, or two filters of one thing.
    """
    merged = Filters()
    for one in _flat(metadata):
        name, value = _filter_of(one)
        held = getattr(merged, name)
        if held and held != value:
            raise FilterError(f"two filters of {one.key!r}: {held!s} and {value!s}; give one, or ask twice.")
        merged = replace(merged, **{name: value})
    return merged


def _flat(metadata: MetadataFilters) -> Iterator[MetadataFilter]:
    """The single filters, all of which must hold; `==` of a date as its two ends."""
    if metadata.condition not in (None, FilterCondition.AND) and len(metadata.filters) > 1:
        raise FilterError(f"filters joined by {metadata.condition.value!r}: only 'and' is known; ask once for each.")
    if metadata.condition == FilterCondition.NOT:
        raise FilterError("filters under 'not': only what must hold is known; name what is wanted instead.")
    for one in metadata.filters:
        if isinstance(one, MetadataFilters):
            yield from _flat(one)
        elif one.key == _DATE and one.operator == FilterOperator.EQ:
            yield one.model_copy(update={"operator": FilterOperator.GTE})
            yield one.model_copy(update={"operator": FilterOperator.LTE})
        else:
            yield one


def _filter_of(one: MetadataFilter) -> tuple[str, Any]:
    """The field of `Filters` that a single filter sets, with its value."""
    if one.key == _DATE:
        return _day_of(one)
    if one.key == _IDS and one.operator in (FilterOperator.EQ, FilterOperator.IN):
        return "ids", tuple(map(str, one.value if isinstance(one.value, list) else [one.value]))
    if one.key in _NAMED and one.operator == FilterOperator.EQ and isinstance(one.value, str) and one.value:
        return _NAMED[one.key], one.value
    known = ", ".join([_DATE, *_NAMED, _IDS])
    raise FilterError(
        f"the filter {one.key} {one.operator.value} {one.value!r} is none that is known here: it compares {known}; "
        f"{_DATE} by ==, >=, >, <= and <, {_IDS} by == and in, the others by == with a text."
    )


def _day_of(one: MetadataFilter) -> tuple[str, date]:
    days = read_days(str(one.value), _DATE)
    if date.min in (days.first, days.last) or date.max in (days.first, days.last):
        raise FilterError(f"{_DATE} {one.value!r} is the end of the calendar: leave the filter out.")
    match one.operator:
        case FilterOperator.GTE:
            return "since", days.first
        case FilterOperator.GT:
            return "since", days.last + timedelta(1)
        case FilterOperator.LTE:
            return "until", days.last
        case FilterOperator.LT:
            return "until", days.first - timedelta(1)
        case _:
            raise FilterError(f"{_DATE} is not compared by {one.operator.value!r}: use ==, >=, >, <= or <.")


# --- Nodes --------------------------------------------------------------------------------------------------


def _node(passage: Passage, identity: str, text: str, start: int, end: int, more: dict[str, Any]) -> NodeWithScore:
    document = passage.document
    metadata = {
        "document": document.source,
        "title": document.title,
        "published": document.published.isoformat() if document.published else "",
        "outlet": document.outlet,
        "author": document.author,
        "section": document.section,
        "language": document.language,
        "document_id": document.id,
        "start": start,
        "end": end,
        **more,
    }
    node = TextNode(id_=identity, text=text, metadata=metadata, start_char_idx=start, end_char_idx=end)
    # Offsets are for programs: neither an embedder nor a model should read them.
    node.excluded_embed_metadata_keys = node.excluded_llm_metadata_keys = ["document_id", "start", "end", *more]
    return NodeWithScore(node=node, score=passage.ranked_by)


def _shown(answer: Answer) -> str:
    """An answer as text: where the archive does not say, the nearest sentences stand below."""
    return "\n\n".join(filter(None, (answer.text, say_nearest(answer.nearest, language_of(answer.language)))))


def _sources(answer: Answer) -> list[NodeWithScore]:
    cited = [citation_node(c, support_by(c, answer.claims)) for c in answer.citations]
    return cited or [passage_node(p) for p in answer.passages]


def _about(answer: Answer) -> dict[str, Any]:
    claims = [
        {
            "text": c.text,
            "start": c.start,
            "end": c.end,
            "support": str(c.support),
            "reason": c.reason,
            "tier": str(c.tier),
            "own_words": list(c.own_words),
            "citations": [citation.number for citation in c.citations],
        }
        for c in answer.claims
    ]
    return {
        "status": str(answer.status),
        "mode": str(answer.mode),
        "language": answer.language,
        "claims": claims,
        "nearest": [_place(citation) for citation in answer.nearest],
    }


def _place(citation: Citation) -> dict[str, Any]:
    source = citation.passage.document.source
    return {"document": source, "start": citation.start, "end": citation.end, "quote": citation.quote}


def _piece(written: str, delta: str) -> ChatResponse:
    return ChatResponse(message=ChatMessage(role=MessageRole.ASSISTANT, content=written), delta=delta)


def _turns(messages: Sequence[ChatMessage]) -> list[Turn]:
    """Pairs of a question and the answer behind it; anything else in a history is passed over."""
    turns: list[Turn] = []
    question = ""
    for message in messages:
        if message.role == MessageRole.USER:
            question = message.content or ""
        elif message.role == MessageRole.ASSISTANT and question:
            turns.append(Turn(question, message.content or ""))
            question = ""
    return turns
