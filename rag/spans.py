"""Answers as OpenTelemetry spans, sent to the OTLP endpoint that is set: made of an answer's trace once it is whole.

    answer ─┬─ retrieve ─ evidence ─ write ─ verify ─ decide (and wait)
            └─ an event for each sentence: its verdict

Where no endpoint is set nothing of this is imported or made. Names are those of OpenTelemetry's conventions for
generative AI (`gen_ai.…`) and of OpenInference (`openinference.…`, `retrieval.documents`), what neither has is
`hemeroteca.…`. Words of questions, answers and articles go out only where a setting says so.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, nullcontext
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rag.errors import HemerotecaError, SettingsError
from rag.settings import Settings
from rag.trace import MOST_PASSAGES, Stage, Step, Trace, Use
from rag.types import Answer, Claim, Event, Finished, Mode, Passage

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

__all__ = ["CALLER", "Spans", "open_spans"]

CALLER: ContextVar[str] = ContextVar("caller", default="")
"""The `traceparent` of who asks, where a face was given one: answers become part of that trace.

A context variable, since between a request and the archive lie threads of which neither knows.
"""

NAME = "hemeroteca"
PATH = "/v1/traces"
"""Where OTLP over HTTP takes spans, behind the address of who collects them."""

SECONDS = 3.0
"""For which it is tried to send some spans; then they are dropped. At its end no command waits longer for any."""

Attributes = dict[str, Any]

_KINDS = {
    Stage.RETRIEVE: "RETRIEVER",
    Stage.EVIDENCE: "CHAIN",
    Stage.WRITE: "LLM",
    Stage.VERIFY: "EVALUATOR",
    Stage.DECIDE: "GUARDRAIL",
    Stage.WAIT: "CHAIN",
}
"""What OpenInference calls each."""


def open_spans(settings: Settings) -> Spans | None:
    """What sends spans; None where no endpoint is set.

    Raises:
        SettingsError: The packages of the extra are not installed, or the endpoint is no address.
    """
    if not settings.traces_endpoint:
        return None
    address = urlsplit(settings.traces_endpoint)
    if address.scheme not in ("http", "https") or not address.netloc:
        raise SettingsError("traces_endpoint is no address: write it as http://localhost:4318.")
    try:  # of an extra: nobody else pays for it, in memory or at the start
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ModuleNotFoundError as error:
        raise SettingsError(
            "traces_endpoint is set, and the packages for traces are not installed: pip install 'hemeroteca[traces]'."
        ) from error
    whole = address if address.path.strip("/") else address._replace(path=PATH)
    provider = TracerProvider(resource=Resource.create({"service.name": NAME}), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(whole.geturl(), timeout=SECONDS)))
    return Spans(provider, settings)


class Spans:
    """Makes spans of answers; a thread of the provider's own sends them, so that no answer waits for it."""

    def __init__(self, provider: TracerProvider, settings: Settings) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer(NAME)
        self._contents = settings.traces_contents
        self._provider_name = "openai" if settings.llm_base_url else "llama.cpp"

    def close(self) -> None:
        """Send what waits, or drop what nobody takes within `SECONDS`; may be called twice."""
        # Beside: it waits for each of the batches by itself, and for half a minute for a collector that only listens.
        ending = threading.Thread(target=self._provider.shutdown, name="spans-ending", daemon=True)
        ending.start()
        ending.join(SECONDS)

    def following(self, events: Iterator[Event], question: str) -> Generator[Event, None, None]:
        """The same events; when they end, how they came about is told."""
        started, caller, told = time.time_ns(), CALLER.get(), False
        with closing(events) if isinstance(events, Generator) else nullcontext():
            try:
                for event in events:
                    if isinstance(event, Finished):
                        told = True
                        self._answered(event.answer, started, caller)
                    yield event
            except GeneratorExit:
                if not told:
                    self._ended(question, started, caller, {"hemeroteca.stopped": True})
                raise
            except Exception as error:
                self._ended(question, started, caller, {"error.type": type(error).__name__}, error)
                raise

    def _answered(self, answer: Answer, started: int, caller: str) -> None:
        end = time.time_ns()
        root = self._begun("answer", started, caller, _of_answer(answer) | self._said(answer.question, answer.text))
        for claim in answer.claims:
            root.add_event("gen_ai.evaluation.result", _of_claim(claim, contents=self._contents), end)
        if answer.trace is not None:
            for step in answer.trace.steps:
                self._step(step, answer, answer.trace, started, root)
        root.end(end)

    def _ended(
        self, question: str, started: int, caller: str, attributes: Attributes, error: Exception | None = None
    ) -> None:
        """A question that came to no answer: its reader left, or it failed."""
        from opentelemetry.trace import Status, StatusCode  # as in `open_spans`

        root = self._begun("answer", started, caller, _OF_ALL | attributes | self._said(question))
        if error is not None:
            shows = self._contents and isinstance(error, HemerotecaError)  # an error may quote the question
            root.set_status(Status(StatusCode.ERROR, str(error) if shows else None))
        root.end()

    def _step(self, step: Step, answer: Answer, trace: Trace, started: int, root: Span) -> None:
        from opentelemetry.trace import set_span_in_context  # as in `open_spans`

        attributes = {
            "openinference.span.kind": _KINDS[step.stage],
            "hemeroteca.busy_ms": step.ms,
            "hemeroteca.times": step.times,
            **self._of_stage(step.stage, answer, trace),
        }
        begun, ended = (started + int(ms * 1_000_000) for ms in (step.start_ms, step.end_ms))
        span = self._tracer.start_span(step.stage, set_span_in_context(root), attributes=attributes, start_time=begun)
        span.end(ended)

    def _of_stage(self, stage: Stage, answer: Answer, trace: Trace) -> Attributes:
        match stage:
            case Stage.RETRIEVE:
                return _of_retrieval(answer.passages, trace) | (self._found(answer) if self._contents else {})
            case Stage.EVIDENCE:
                shown = [one for one in trace.considered if one.use is Use.SHOWN]
                return {
                    "hemeroteca.evidence.passages": len(shown),
                    "hemeroteca.evidence.sentences": sum(one.sentences for one in shown),
                }
            case Stage.WRITE:
                written = answer.text if answer.mode is Mode.LLM else ""
                model = {"gen_ai.provider.name": self._provider_name, "hemeroteca.taken_out": len(trace.taken_out)}
                return _of_model(answer) | model | {"gen_ai.operation.name": "chat"} | self._said(written=written)
            case Stage.VERIFY:
                return _of_claims(answer)
            case Stage.DECIDE:
                return _of_decision(trace)
            case Stage.WAIT:
                return {}

    def _found(self, answer: Answer) -> Attributes:
        """What was searched, and the words that were found."""
        searched = answer.standalone or answer.question
        attributes: Attributes = {"gen_ai.retrieval.query.text": searched, **self._said(searched)}
        for n, passage in enumerate(answer.passages[:MOST_PASSAGES]):
            document, place = passage.document, f"retrieval.documents.{n}.document"
            attributes[f"{place}.content"] = passage.chunk.text
            attributes[f"{place}.metadata"] = json.dumps({"title": document.title, "source": document.source})
        return attributes

    def _said(self, asked: str = "", written: str = "") -> Attributes:
        """Words that go in and come out, where these may be told."""
        if not self._contents:
            return {}
        return {name: text for name, text in (("input.value", asked), ("output.value", written)) if text}

    def _begun(self, name: str, started: int, caller: str, attributes: Mapping[str, Any]) -> Span:
        from opentelemetry.context import Context  # as in `open_spans`
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        context = TraceContextTextMapPropagator().extract({"traceparent": caller}, Context())
        span: Span = self._tracer.start_span(name, context, attributes=attributes, start_time=started)
        return span


_OF_ALL: Attributes = {
    "gen_ai.operation.name": "invoke_workflow",
    "gen_ai.workflow.name": NAME,
    "openinference.span.kind": "CHAIN",
}


def _of_answer(answer: Answer) -> Attributes:
    decision = answer.trace.decision if answer.trace else None
    how = {"hemeroteca.outcome": decision.outcome, "hemeroteca.ground": decision.ground} if decision else {}
    kept = {"hemeroteca.status": answer.status, "hemeroteca.mode": answer.mode, "hemeroteca.language": answer.language}
    return _OF_ALL | _of_model(answer) | _of_claims(answer) | kept | how


def _of_model(answer: Answer) -> Attributes:
    return {"gen_ai.request.model": answer.model, "llm.model_name": answer.model} if answer.model else {}


def _of_claims(answer: Answer) -> Attributes:
    proven = sum(claim.support.cited for claim in answer.claims)
    return {"hemeroteca.claims": len(answer.claims), "hemeroteca.claims.cited": proven}


def _of_claim(claim: Claim, *, contents: bool) -> Attributes:
    said = {"gen_ai.evaluation.explanation": claim.reason} if contents and claim.reason else {}
    return {"gen_ai.evaluation.name": "support", "gen_ai.evaluation.score.label": claim.support} | said


def _of_retrieval(passages: tuple[Passage, ...], trace: Trace) -> Attributes:
    told = passages[:MOST_PASSAGES]
    known = [{"id": passage.document.id, "score": passage.ranked_by} for passage in told]
    attributes: Attributes = {
        "gen_ai.operation.name": "retrieval",
        "gen_ai.retrieval.documents": json.dumps(known),
        "hemeroteca.searches": len(trace.searches),
        "hemeroteca.looked_at": sum(search.looked_at for search in trace.searches),
    }
    for n, passage in enumerate(told):
        attributes[f"retrieval.documents.{n}.document.id"] = passage.document.id
        attributes[f"retrieval.documents.{n}.document.score"] = passage.ranked_by
    return attributes


def _of_decision(trace: Trace) -> Attributes:
    """How it was decided, with what was weighed last."""
    weighed = trace.decision.weighed[-1:]
    figures = ((name, getattr(one, name)) for one in weighed for name in ("likely", "least", "found", "affirmed"))
    return {
        "hemeroteca.outcome": trace.decision.outcome,
        "hemeroteca.ground": trace.decision.ground,
        **{f"hemeroteca.weighed.{name}": value for name, value in figures if value is not None},
    }
