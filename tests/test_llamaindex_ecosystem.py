"""LlamaIndex's own evaluators and agents over this archive's retriever, query engine and chat engine.

The answers are made by the real pipeline over fixed passages; only what writes and what judges is scripted.
The evaluators' asynchronous methods are called: the others leave an event loop open.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator, Sequence
from typing import Any, cast

import pytest
from llama_index.core.agent.workflow import AgentOutput, FunctionAgent, ReActAgent, ToolCallResult
from llama_index.core.base.llms.types import (
    ChatMessage,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
    ToolCallBlock,
)
from llama_index.core.base.response.schema import Response
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.evaluation import (
    BatchEvalRunner,
    FaithfulnessEvaluator,
    RelevancyEvaluator,
    RetrieverEvaluator,
    SemanticSimilarityEvaluator,
)
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_completion_callback
from llama_index.core.llms.mock import MockFunctionCallingLLM
from llama_index.core.schema import NodeWithScore
from llama_index.core.tools import QueryEngineTool

from rag.answering import Answerer, ModelChoice
from rag.llamaindex import ArchiveChatEngine, ArchiveQueryEngine, ArchiveRetriever
from rag.proof import Verifier
from rag.settings import Settings
from rag.text.terms import tokenize
from rag.types import Answer, Event, Finished, Passage, Turn
from tests.answering.fakes import FixedRetriever, ScriptedModel, WordEmbedder, passage, vector

QUESTION = "¿Cuánto costó el puente de Arvea?"
COST = "El puente de Arvea costó 14,5 millones de euros."
OPENED = "El puente de Arvea se abrió en 2019."
INVENTED = "El gato duerme sobre la mesa verde."
BRIDGE = passage(f"{COST} {OPENED} Lo cruzan mil coches al día.", title="El puente")
WHEAT = passage("La cosecha de trigo fue buena este año.", rank=2, title="Trigo")
ARTICLES = {found.document.source: found.document.text for found in (BRIDGE, WHEAT)}


# LlamaIndex 0.14.25: an agent looks through all its attributes, and so at those that pydantic has deprecated; and it
# asks its own workflow whether it runs, as that no longer wants to be asked. A batch calls a helper of its own that is.
deprecated_by_llamaindex = pytest.mark.filterwarnings(
    "ignore:The `[a-z_]+` attribute is deprecated:pydantic.warnings.PydanticDeprecatedSince20",
    "ignore:Accessing the 'model_[a-z_]+' attribute on the instance:pydantic.warnings.PydanticDeprecatedSince211",
    "ignore:is_running called from within a step:DeprecationWarning",
    "ignore:asyncio_module.. is deprecated:DeprecationWarning",
)


class Archive:
    """The answering of an archive of two articles, whose model always writes the same."""

    def __init__(self, written: str = f"{COST} {OPENED}") -> None:
        self._retriever = FixedRetriever(BRIDGE, WHEAT)
        self._written = written

    def search(self, question: str) -> Sequence[Passage]:
        """Both passages."""
        return self._retriever.retrieve(question, 8)

    def stream(self, question: str, history: Sequence[Turn]) -> Iterator[Event]:
        """The events of an answer."""
        choice = ModelChoice(ScriptedModel(*re.findall(r"\S+\s*", self._written)))
        answerer = Answerer(cast("Any", self._retriever), Verifier(WordEmbedder()), lambda: choice, Settings())
        return answerer.stream(question, history)

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        """The whole answer."""
        return next(event.answer for event in self.stream(question, history) if isinstance(event, Finished))

    def query_engine(self) -> ArchiveQueryEngine:
        """As LlamaIndex sees it."""
        return ArchiveQueryEngine(ask=self.ask)

    def tool(self) -> QueryEngineTool:
        """As an agent sees it."""
        return QueryEngineTool.from_defaults(
            self.query_engine(), name="archivo", description="Un archivo de artículos."
        )


class Scripted(CustomLLM):
    """An LLM of LlamaIndex whose completions a function of the prompt writes."""

    write: Any

    @property
    def metadata(self) -> LLMMetadata:
        """Of a model for chats."""
        return LLMMetadata(is_chat_model=True)

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        """What the function writes."""
        return CompletionResponse(text=self.write(prompt))

    @llm_completion_callback()
    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:
        """The same, at once."""
        text = self.write(prompt)
        yield CompletionResponse(text=text, delta=text)


def judge() -> Scripted:
    """A judge that says yes where every word of the information or response stands in the context of its prompt."""

    def verdict(prompt: str) -> str:
        said, context = re.split(r"\nContext: ", prompt)[-2:]
        claimed = re.split(r"\n(?:Information|Response): ", said)[-1]
        return "YES" if set(tokenize(claimed)) <= set(tokenize(context)) else "NO"

    return Scripted(write=verdict)


class Embedding(BaseEmbedding):
    """Counts words."""

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(x) for x in vector(query)]

    _get_text_embedding = _get_query_embedding

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def assert_spans(nodes: Sequence[NodeWithScore]) -> None:
    """Each node is a stretch of an article, word for word."""
    assert nodes
    for node in nodes:
        start, end = node.metadata["start"], node.metadata["end"]
        assert node.text == ARTICLES[node.metadata["document"]][start:end]


def test_retrieval_metrics_run_over_the_retriever() -> None:
    """Node ids are the chunks' ids, best first."""
    retriever = ArchiveRetriever(Archive().search)
    names = ["hit_rate", "mrr", "precision", "recall", "ap", "ndcg"]
    evaluator = RetrieverEvaluator.from_metric_names(names, retriever=retriever)
    second = asyncio.run(evaluator.aevaluate(QUESTION, expected_ids=[WHEAT.chunk.id]))
    assert second.retrieved_ids == [BRIDGE.chunk.id, WHEAT.chunk.id]
    assert (second.metric_vals_dict["hit_rate"], second.metric_vals_dict["mrr"]) == (1.0, 0.5)
    missed = asyncio.run(evaluator.aevaluate(QUESTION, expected_ids=["another"]))
    assert set(missed.metric_vals_dict.values()) == {0.0}


@pytest.mark.parametrize("evaluator", [FaithfulnessEvaluator, RelevancyEvaluator])
def test_a_cited_answer_passes_and_another_does_not(evaluator: Any) -> None:
    """The judge is shown the answer and the words that it cites, nothing else."""
    response = cast("Response", Archive().query_engine().query(QUESTION))
    assert_spans(response.source_nodes)
    assert asyncio.run(evaluator(llm=judge()).aevaluate_response(query=QUESTION, response=response)).passing
    marked = cast("Response", Archive(f"{COST} {INVENTED}").query_engine().query(QUESTION))
    assert not asyncio.run(evaluator(llm=judge()).aevaluate_response(query=QUESTION, response=marked)).passing


def test_evaluators_run_over_the_chat_engine() -> None:
    """Its sources are spans too."""
    archive = Archive()
    reply = ArchiveChatEngine(archive.ask, archive.stream).chat(QUESTION)
    assert_spans(reply.source_nodes)
    contexts = [node.text for node in reply.source_nodes]
    result = asyncio.run(FaithfulnessEvaluator(llm=judge()).aevaluate(QUESTION, reply.response, contexts))
    assert (result.passing, result.feedback) == (True, "YES")


def test_answers_are_compared_with_a_reference() -> None:
    """By the similarity of their embeddings."""
    response = cast("Response", Archive(COST).query_engine().query(QUESTION))
    evaluator = SemanticSimilarityEvaluator(embed_model=Embedding(), similarity_threshold=0.9)
    same = asyncio.run(evaluator.aevaluate_response(response=response, reference=COST))
    assert same.passing
    assert same.score == pytest.approx(1.0)
    assert not asyncio.run(evaluator.aevaluate_response(response=response, reference=INVENTED)).passing


@deprecated_by_llamaindex
def test_a_batch_of_questions_is_asked_and_judged() -> None:
    """Several questions at a time, several evaluators."""
    judged = {"faithfulness": FaithfulnessEvaluator(llm=judge()), "relevancy": RelevancyEvaluator(llm=judge())}

    async def run() -> dict[str, list[Any]]:
        # Made where its semaphore is used.
        runner = BatchEvalRunner(cast("Any", judged), workers=2)
        return await runner.aevaluate_queries(Archive().query_engine(), queries=[QUESTION, "¿Cuándo se abrió?"])

    results = asyncio.run(run())
    assert {name: [result.passing for result in found] for name, found in results.items()} == {
        "faithfulness": [True, True],
        "relevancy": [True, True],
    }


def run_agent(agent: FunctionAgent | ReActAgent) -> tuple[AgentOutput, list[ToolCallResult]]:
    """What an agent answers, and what its tools gave."""

    async def run() -> tuple[AgentOutput, list[ToolCallResult]]:
        handler = agent.run(QUESTION)
        results = [event async for event in handler.stream_events() if isinstance(event, ToolCallResult)]
        return await handler, results

    return asyncio.run(run())


def assert_tool_gave_spans(results: Sequence[ToolCallResult]) -> None:
    """One call, whose output is the verified answer with the words that it cites."""
    (result,) = results
    assert (result.tool_name, result.tool_output.is_error) == ("archivo", False)
    response = result.tool_output.raw_output
    assert isinstance(response, Response)
    assert_spans(response.source_nodes)
    assert [node.text for node in response.source_nodes] == [COST, OPENED]
    assert [claim["support"] for claim in (response.metadata or {})["claims"]] == ["supported", "supported"]


@deprecated_by_llamaindex
def test_a_function_agent_asks_the_archive() -> None:
    """It calls the tool by name, reads the answer, and the spans come through."""

    def write(messages: Sequence[ChatMessage], **_: Any) -> ChatMessage:
        told = [message.content for message in messages if message.role == MessageRole.TOOL]
        if told:
            return ChatMessage(role="assistant", content=f"Según el archivo: {told[-1]}")
        call = ToolCallBlock(tool_call_id="1", tool_name="archivo", tool_kwargs={"input": QUESTION})
        return ChatMessage(role="assistant", blocks=[call])

    agent = FunctionAgent(tools=[Archive().tool()], llm=MockFunctionCallingLLM(response_generator=write))
    output, results = run_agent(agent)
    assert output.response.content == f"Según el archivo: {COST} {OPENED}"
    assert_tool_gave_spans(results)


@deprecated_by_llamaindex
def test_a_reasoning_agent_asks_the_archive() -> None:
    """The same with a model that knows no function calls, and reads the answer as an observation."""

    def write(prompt: str) -> str:
        seen = re.findall(r"Observation: (.+)", prompt)
        if COST in (seen[-1] if seen else ""):
            return f"Thought: I can answer.\nAnswer: {COST}"
        return f'Thought: I need a tool.\nAction: archivo\nAction Input: {{"input": "{QUESTION}"}}'

    output, results = run_agent(ReActAgent(tools=[Archive().tool()], llm=Scripted(write=write)))
    assert output.response.content == COST
    assert_tool_gave_spans(results)


def test_an_event_loop_is_not_held_up_by_an_answer() -> None:
    """Searching and answering happen in a thread."""
    threads: list[int] = []
    archive = Archive()

    def search(question: str) -> Sequence[Passage]:
        threads.append(threading.get_ident())
        return archive.search(question)

    def ask(question: str, history: Sequence[Turn]) -> Answer:
        threads.append(threading.get_ident())
        return archive.ask(question, history)

    async def run() -> None:
        await ArchiveRetriever(search).aretrieve(QUESTION)
        await ArchiveQueryEngine(ask=ask).aquery(QUESTION)

    asyncio.run(run())
    assert len(threads) == 2
    assert threading.get_ident() not in threads
