"""What is sent of an answer while it is being written, and what a long conversation costs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.crowd import turns
from eval.bench.windows import Window
from rag.types import ClaimVerified, Event, Finished, Retrieved, Support, Token, Turn
from tests.ui.web.conftest import ServeArchive
from tests.ui.web.fakes import WHY, FakeArchive, answer, events, why
from ui.questions import QUESTION_LIMIT
from ui.serving.conversation import EXCHANGES_KEPT, Conversation, Exchange, Phase, advance, begin, with_last
from ui.web.messages import messages
from ui.web.strings import ES
from ui.web.writing import begun, grown

Messages = list[dict[str, Any]]

TEXTS = st.text(max_size=30)


def put(log: str, chat: Messages) -> Messages:
    """What writing.js makes of a log, with JavaScript's way of counting."""
    head, *steps = json.loads(f"[{log}]")
    for step in steps:
        before = head["messages"][-1]["content"].encode("utf-16-le")[: 2 * step["at"]]
        head["messages"][-1]["content"] = before.decode("utf-16-le") + step["text"]
    return [one for one in chat if head["first"] <= one["metadata"]["id"] < head["before"]] + head["messages"]


@given(st.lists(TEXTS, max_size=6))
def test_what_was_sent_is_what_is_to_be_seen_and_is_never_sent_again(answers: list[str]) -> None:
    """At each step, whatever the answer changes to: the log only grows, and read twice it says the same."""
    before = begin((), "¿antes?")
    conversation = begin(before, "¿?")
    chat, written = messages(before, ES), begun(before, conversation, ES)
    for text in answers:
        conversation = with_last(conversation, Exchange(2, "¿?", Phase.WRITING, text=text))
        then, written = written, grown(written, conversation, ES)
        assert written.log.startswith(then.log)
        chat = put(written.log, chat)
        assert chat == messages(conversation, ES)
    assert put(written.log, chat) == messages(conversation, ES)


def test_a_stream_is_sent_once() -> None:
    """Its log is hardly longer than the answer, in however many pieces that comes."""
    conversation = begin((), WHY.question)
    written = begun((), conversation, ES)
    begun_with = len(written.log)
    for event in events(WHY, piece=40):
        conversation = with_last(conversation, advance(conversation[-1], event))
        written = grown(written, conversation, ES)
    assert len(written.log) - begun_with < 2 * len(json.dumps(written.answer))


def test_what_the_browser_has_is_not_sent_again_and_what_it_lacks_is() -> None:
    """The oldest leaves when there are too many; an answer of another window comes in between."""
    known: Conversation = ()
    for n in range(EXCHANGES_KEPT):
        known = begin(known, f"pregunta {n}")
    now = begin(begin(known, "de otra ventana"), "nueva")
    log = begun(known, now, ES).log
    assert put(log, messages(known, ES)) == messages(now, ES)
    assert [one["metadata"]["id"] for one in json.loads(log)["messages"]] == [21, 21, 22, 22]


def test_a_question_that_follows_at_once_brings_the_answer_before_it_along(serve_archive: ServeArchive) -> None:
    """The browser may draw the last words of an answer only together with what comes next."""
    with Window(serve_archive(FakeArchive(why)).rstrip("/")) as reader:
        reader.ask("alfa")
        second, third = reader.ask("beta"), reader.ask("gamma")
    assert "alfa" in second.text
    assert "beta" in third.text
    assert "alfa" not in third.text


def test_who_asks_what_has_become_of_a_question_is_told_that_alone(serve_archive: ServeArchive) -> None:
    """On a slow line a browser may ask after a question that has just been refused, and why stays to be read."""
    with Window(serve_archive(FakeArchive(why)).rstrip("/")) as reader:
        assert "caracteres y caben" in reader.ask("¿" * (QUESTION_LIMIT + 1)).text
        told = reader.ask(None).text
    first = next(line for line in told.splitlines() if "process_generating" in line)
    shown = json.loads(first.removeprefix("data:"))["output"]["data"]
    (sent,) = [one for one in shown if one is not None and one != gr.skip()]
    assert 'class="enviadas"' in sent


@pytest.mark.slow
def test_a_late_question_costs_what_the_first_did(serve_archive: ServeArchive) -> None:
    """Of one conversation: bytes that are sent, and the articles that are read for it."""
    archive = Counting(why)
    with Window(serve_archive(archive).rstrip("/")) as reader:
        figures = {figure.name: figure for figure in turns(reader, ["¿por qué?", "¿y Amazon?"], EXCHANGES_KEPT + 6)}
    (sent,) = (figure for name, figure in figures.items() if "bytes" in name)
    assert sent.passed, sent
    assert len(archive.asked[-1][1]) == EXCHANGES_KEPT - 1  # it was one conversation
    assert archive.read[-1] == archive.read[1]


class Counting(FakeArchive):
    """Counts the articles that are read for each answer."""

    def __init__(self, script: Any) -> None:
        super().__init__(script)
        self.read: list[int] = []

    def stream(self, question: str, history: Sequence[Turn] = (), **limits: Any) -> Iterator[Event]:
        """Count from here on."""
        self.read.append(0)
        yield from super().stream(question, history, **limits)

    def versions(self, document_ids: Sequence[str]) -> Any:
        """Count them."""
        if self.read:
            self.read[-1] += len(document_ids)
        return super().versions(document_ids)


@pytest.mark.slow
def test_bytes_of_a_long_answer_are_linear(serve_archive: ServeArchive) -> None:
    """Two thousand words take about twice what one thousand take, sentence by sentence, each with its verdict."""

    def script(question: str, history: Sequence[Turn]) -> Iterator[Event]:
        sentences = int(question) // 10
        whole = answer(question, [("palabra " * 9 + "fin.", (Support.UNSUPPORTED, ""))] * sentences)
        yield Retrieved(question, whole.passages)
        for claim in whole.claims:
            yield Token((" " if claim.start else "") + claim.text)
            yield ClaimVerified(claim)
        yield Finished(whole)

    page, sent = serve_archive(FakeArchive(script)).rstrip("/"), {}
    for words in (10, 1000, 2000):
        with Window(page) as reader:
            sent[words] = reader.ask(str(words)).bytes
    assert (sent[2000] - sent[10]) < 2.2 * (sent[1000] - sent[10])
