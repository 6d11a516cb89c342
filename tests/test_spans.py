"""Answers as spans, over HTTP to a collector of this machine, read there as its protocol has them."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from rag.errors import QuestionError, SettingsError
from rag.library import Library
from rag.settings import Settings
from rag.spans import CALLER, Spans, open_spans
from rag.trace import Considered, Decision, Ground, Outcome, Search, Stage, Step, Trace, Use, Weighed
from rag.types import Answer, Event
from tests.fakes.ports import free_port
from tests.ui.web.fakes import DEAL, WHY, events

pytest.importorskip("opentelemetry.exporter.otlp.proto.http")

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

ROOT = Path(__file__).parent.parent
TOLD = replace(
    WHY,
    trace=Trace(
        Decision(Outcome.PARTLY, Ground.PROVEN, (Weighed(True, 0.83, 0.4, 0.7, 0.95),)),
        (Search(WHY.question, "es", ("openai",), looked_at=81),),
        (Considered(DEAL.id, 0, Use.SHOWN, 4),),
        steps=(
            Step(Stage.RETRIEVE, 0.0, 120.0, 120.0),
            Step(Stage.EVIDENCE, 120.0, 125.0, 5.0),
            Step(Stage.WRITE, 125.0, 900.0, 700.0, 40),
            Step(Stage.VERIFY, 300.0, 905.0, 33.0, 3),
            Step(Stage.DECIDE, 905.0, 907.0, 2.0),
        ),
    ),
)
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Collector:
    """A real server that keeps what it is sent."""

    def __init__(self) -> None:
        bodies: list[bytes] = []

        class Handler(BaseHTTPRequestHandler):
            """Takes spans at the path of the protocol."""

            def do_POST(self) -> None:
                """Keep the body."""
                bodies.append(self.rfile.read(int(self.headers["content-length"])))
                self.send_response(200 if self.path == "/v1/traces" else 404)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.bodies = bodies
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        """Take no more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def spans(self) -> dict[str, Any]:
        """The spans that came, by name."""
        return {span.name: span for span in self._all()}

    def _all(self) -> Iterator[Any]:
        for body in self.bodies:
            request = ExportTraceServiceRequest.FromString(body)
            for resource in request.resource_spans:
                names = {one.key: one.value.string_value for one in resource.resource.attributes}
                assert names["service.name"] == "hemeroteca"
                yield from (span for scope in resource.scope_spans for span in scope.spans)


@pytest.fixture
def collector() -> Iterator[Collector]:
    """One that is ended."""
    with closing(Collector()) as one:
        yield one


def spans_to(collector: Collector, **settings: Any) -> Spans:
    """What sends to a collector."""
    opened = open_spans(Settings.model_validate({"traces_endpoint": collector.url, **settings}))
    assert opened is not None
    return opened


def told(collector: Collector, whole: Answer = TOLD, **settings: Any) -> dict[str, Any]:
    """The spans of an answer, once they have come."""
    with closing(spans_to(collector, **settings)) as spans:
        passed = list(spans.following(events(whole), whole.question))
    assert passed == list(events(whole))
    return collector.spans


def attributes(span: Any) -> dict[str, Any]:
    """Those of a span, by name."""
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in span.attributes}


def test_an_answer_is_a_span_with_one_for_each_stage(collector: Collector) -> None:
    """At the times of its trace, with the names that the conventions have."""
    spans = told(collector)
    root = spans["answer"]
    assert set(spans) == {"answer", "retrieve", "evidence", "write", "verify", "decide"}
    assert root.parent_span_id == b""
    assert all(span.parent_span_id == root.span_id for name, span in spans.items() if name != "answer")
    assert {span.trace_id for span in spans.values()} == {root.trace_id}
    assert spans["retrieve"].end_time_unix_nano - spans["retrieve"].start_time_unix_nano == 120_000_000
    assert spans["write"].start_time_unix_nano - root.start_time_unix_nano == 125_000_000
    whole = attributes(root)
    assert whole["gen_ai.operation.name"] == "invoke_workflow"
    assert whole["gen_ai.request.model"] == whole["llm.model_name"] == "modelo-de-prueba"
    assert (whole["hemeroteca.outcome"], whole["hemeroteca.claims"], whole["hemeroteca.claims.cited"]) == (
        "partly",
        3,
        2,
    )
    kinds = {name: attributes(span)["openinference.span.kind"] for name, span in spans.items()}
    assert kinds == {
        "answer": "CHAIN",
        "retrieve": "RETRIEVER",
        "evidence": "CHAIN",
        "write": "LLM",
        "verify": "EVALUATOR",
        "decide": "GUARDRAIL",
    }
    found = attributes(spans["retrieve"])
    assert found["gen_ai.operation.name"] == "retrieval"
    assert json.loads(found["gen_ai.retrieval.documents"]) == [{"id": DEAL.id, "score": 1.0}]
    assert (found["retrieval.documents.0.document.id"], found["hemeroteca.looked_at"]) == (DEAL.id, 81)
    assert attributes(spans["write"])["gen_ai.operation.name"] == "chat"
    assert attributes(spans["write"])["hemeroteca.busy_ms"] == 700.0
    assert attributes(spans["decide"])["hemeroteca.weighed.likely"] == 0.83
    verdicts = [attributes(event)["gen_ai.evaluation.score.label"] for event in root.events]
    assert verdicts == ["supported", "supported", "unsupported"]


def test_no_word_of_a_question_an_answer_or_an_article_goes_out(collector: Collector) -> None:
    """Nor of what a model wrote, nor where the article lies."""
    told(collector)
    sent = b"".join(collector.bodies)
    words = {word for text in (WHY.question, WHY.text, DEAL.text, DEAL.title) for word in text.split() if len(word) > 5}
    assert [word for word in words if word.encode() in sent] == []
    assert DEAL.source.encode() not in sent


def test_words_go_out_where_the_setting_says_so(collector: Collector) -> None:
    """In the fields that those who show traces look for."""
    spans = told(collector, traces_contents=True)
    whole, found = attributes(spans["answer"]), attributes(spans["retrieve"])
    assert (whole["input.value"], whole["output.value"]) == (WHY.question, WHY.text)
    assert found["gen_ai.retrieval.query.text"] == WHY.question
    assert found["retrieval.documents.0.document.content"] == DEAL.text
    assert json.loads(found["retrieval.documents.0.document.metadata"]) == {"title": DEAL.title, "source": DEAL.source}
    assert attributes(spans["write"])["output.value"] == WHY.text


@pytest.mark.parametrize(
    ("caller", "continued"),
    [
        (PARENT, True),
        ("", False),
        ("00-abc-def-01", False),
        ("\x00" * 55, False),
        (PARENT.replace("-01", "-zz"), False),
    ],
)
def test_the_trace_of_who_asks_goes_on(collector: Collector, caller: str, continued: bool) -> None:
    """Where it has one; what is none begins a trace of its own."""
    before = CALLER.set(caller)
    try:
        root = told(collector)["answer"]
    finally:
        CALLER.reset(before)
    assert (root.trace_id.hex() == PARENT.split("-")[1]) is continued
    assert (root.parent_span_id.hex() == PARENT.split("-")[2]) is continued


def test_what_fails_or_is_stopped_is_told_as_that(collector: Collector) -> None:
    """Without the words of the question, which an error may quote."""

    def failing() -> Iterator[Event]:
        yield from list(events(WHY))[:2]
        raise QuestionError("the question «secreto» has no word")

    with closing(spans_to(collector)) as spans, pytest.raises(QuestionError):
        list(spans.following(failing(), "¿secreto?"))
    failed = collector.spans["answer"]
    assert (failed.status.code, failed.status.message) == (2, "")
    assert attributes(failed)["error.type"] == "QuestionError"
    assert b"secreto" not in b"".join(collector.bodies)
    collector.bodies.clear()
    with closing(spans_to(collector)) as spans:
        stream = spans.following(events(WHY), WHY.question)
        next(stream)
        stream.close()
    assert attributes(collector.spans["answer"])["hemeroteca.stopped"] is True


def test_without_an_endpoint_nothing_is_made_or_imported() -> None:
    """So it costs nothing."""
    assert open_spans(Settings()) is None
    script = (
        "import sys; from rag.settings import Settings; from rag.spans import open_spans; open_spans(Settings()); "
        "print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == "[]"


def test_an_endpoint_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do; a password in an address is not shown."""
    for wrong in ("collector:4318", "ftp://user:secret@x", "http://"):
        with pytest.raises(SettingsError, match="traces_endpoint is no address") as raised:
            open_spans(Settings(traces_endpoint=wrong))
        assert "secret" not in str(raised.value)
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(SettingsError, match=r"pip install 'hemeroteca\[traces\]'"):
        open_spans(Settings(traces_endpoint="http://localhost:4318"))


def test_a_collector_that_is_gone_holds_nobody_up() -> None:
    """Neither an answer nor the end of the program."""
    spans = open_spans(Settings(traces_endpoint=f"http://127.0.0.1:{free_port()}"))
    assert spans is not None
    began = time.perf_counter()
    assert list(spans.following(events(TOLD), TOLD.question)) == list(events(TOLD))
    assert time.perf_counter() - began < 1
    spans.close()
    spans.close()
    assert time.perf_counter() - began < 5


def test_a_collector_that_only_listens_holds_up_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many batches wait for it."""
    monkeypatch.setattr("rag.spans.SECONDS", 0.5)
    monkeypatch.setenv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "1")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        spans = open_spans(Settings(traces_endpoint=f"http://127.0.0.1:{silent.getsockname()[1]}"))
        assert spans is not None
        list(spans.following(events(TOLD), TOLD.question))
        began = time.perf_counter()
        spans.close()
        assert time.perf_counter() - began < 2


def test_an_archive_sends_what_it_answers(
    open_library: Callable[..., Library], tmp_path: Path, collector: Collector
) -> None:
    """The real chain: the times of its stages lie within that of the answer, and a refusal has its ground."""
    (tmp_path / "puente.txt").write_text("El puente de Valdemora costó 14,5 millones de euros.", encoding="utf-8")
    with open_library(llm="off", traces_endpoint=collector.url) as library:
        library.sync([tmp_path / "puente.txt"])
        answer = library.ask("¿Cuánto costó el puente de Valdemora?")
    assert answer.trace is not None
    assert [search.text for search in answer.trace.searches] == ["¿Cuánto costó el puente de Valdemora?"]
    spans = collector.spans
    root = spans["answer"]
    assert {"retrieve", "evidence", "decide"} <= set(spans)
    for span in spans.values():
        assert root.start_time_unix_nano <= span.start_time_unix_nano <= span.end_time_unix_nano
        assert span.end_time_unix_nano <= root.end_time_unix_nano
    assert attributes(root)["hemeroteca.ground"] == answer.trace.decision.ground
