"""Answers: when the evidence, the first words and the end are on the screen, and what the model's part of it is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TypeAlias

from eval.bench.figures import Figure, median
from eval.bench.room import GIGABYTE, resident
from eval.bench.stopwatch import Pace, Stopwatch
from rag.errors import HemerotecaError
from rag.languages.spanish import SPANISH
from rag.library import Library
from rag.models import open_language_model
from rag.retrieval.evidence import choose_evidence
from rag.settings import Settings
from rag.types import LanguageModel, Message, Retrieved, Token
from rag.writing.prompt import build_messages

__all__ = ["TOLD", "WRITTEN", "OpenModel", "Times", "answering", "ask", "extracting"]

WRITTEN = ("¿qué es AWS?", "¿qué es OpenAI?", "¿qué es Amazon Web Services?")
"""Definitions, which the language model answers in its own words."""

TOLD = ("¿por qué OpenAI eligió AWS?", "¿cuánto vale el acuerdo?", "¿quiénes son los competidores de Amazon?")
"""A cause, a fact and a list, which the article's own sentences answer; the model is only asked whether they do."""

FOLLOW_UP = "¿y Amazon, qué gana?"
WARM = 3

OpenModel: TypeAlias = Callable[[Settings], LanguageModel | None]
"""What gives the language model of some settings; None where they have none."""


def extracting(settings: Settings) -> Iterator[Figure]:
    """Whole answers without a language model."""
    with Library.open(settings.model_copy(update={"llm": "off"})) as library:
        library.sync(["seeds"])
        asked = [ask(library, question) for question in (*WRITTEN, *TOLD)]
    yield Figure.of("without a language model: whole answer, median", [a.whole for a in asked], "s", 0.7)


def answering(settings: Settings, open_model: OpenModel = open_language_model) -> Iterator[Figure]:
    """Evidence, first words cold and warm, whole answers, and the model's rates in the chain against it alone.

    Raises:
        HemerotecaError: The model wrote no answer to any of the facts, so that nothing can be said of its rates.
    """
    opened = open_model(settings)
    if opened is None:
        return
    model = Stopwatch(opened)
    with closing(model), Library.open(settings, llm=model) as library:
        library.sync(["seeds"])
        library.wait_for_model()
        cold = [ask(library, question, model) for question in WRITTEN]
        warm = [ask(library, WRITTEN[-1], model) for _ in range(WARM)]
        told = [ask(library, question, model) for question in TOLD]
        every = [*cold, *warm, *told, ask(library, FOLLOW_UP, model)]
        yield Figure.of("evidence on screen, median", [a.evidence for a in every], "s", 0.5)
        yield from _told(told)
        yield from _written([a for a in cold if a.pace], [a for a in warm if a.pace])
        yield from _rates(library, model, [a.pace for a in warm if a.pace])
        yield Figure("memory of this process and the model", resident(os.getpid()) / GIGABYTE, "GB", 3.5)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds until the evidence, the first words on the screen and the end of an answer.

    Attributes:
        pace: Of the model, where it wrote.
    """

    evidence: float
    first: float
    whole: float
    pace: Pace | None = None


def ask(library: Library, question: str, model: Stopwatch | None = None) -> Times:
    """Ask a question, and say when what came; `model` is the one that the library writes with."""
    before = len(model.paces) if model else 0
    started = time.perf_counter()
    evidence = first = 0.0
    for event in library.stream(question):
        match event:
            case Retrieved():
                evidence = time.perf_counter() - started
            case Token():
                first = first or time.perf_counter() - started
            case _:
                pass
    whole = time.perf_counter() - started
    # The first text is the answer's; a correction may follow.
    pace = model.paces[before] if model and len(model.paces) > before else None
    return Times(evidence, first, whole, pace)


def _told(told: Sequence[Times]) -> Iterator[Figure]:
    yield Figure.of("told in the article's sentences: whole answer, median", [a.whole for a in told], "s", 10)
    wrote = sum(a.pace is not None for a in told)
    yield Figure("told in the article's sentences: written after all", wrote, "answers")


def _written(cold: Sequence[Times], warm: Sequence[Times]) -> Iterator[Figure]:
    """A sentence is shown once it is proven, so the model's first token and the first words shown are two things."""
    if not cold or not warm:
        raise HemerotecaError(
            "the language model wrote no answer to a question of `seeds/`: its rates cannot be measured."
        )
    yield Figure("written by the model, of the definitions asked", len(cold) / len(WRITTEN), "ratio")
    yield Figure("first token of the model, new passages", max(a.pace.first for a in cold if a.pace), "s")
    yield Figure("first words on screen, new passages", max(a.first for a in cold), "s", 6)
    yield Figure.of("first token of the model, same passages", [a.pace.first for a in warm if a.pace], "s")
    yield Figure.of("first words on screen, same passages", [a.first for a in warm], "s", 1.5)
    yield Figure.of("written by the model: whole answer, median", [a.whole for a in cold], "s", 10)


def _rates(library: Library, model: Stopwatch, in_chain: Sequence[Pace]) -> Iterator[Figure]:
    """The rates in the chain beside those of the model alone, with the prompt that the chain gives it."""
    question = WRITTEN[-1]
    excerpts = choose_evidence(
        question, library.search(question), library.settings.evidence_tokens, SPANISH, library.calibration.ranking
    )
    messages = build_messages(question, excerpts, SPANISH)
    alone = median([_generate(model, messages, library.settings.answer_tokens).rate for _ in range(WARM)])
    chained = median([pace.rate for pace in in_chain])
    if alone:  # an endpoint that sends a text as one piece has no rate
        yield Figure("answer rate in the chain, of the model alone", chained / alone, "ratio", 0.8, at_least=True)
        yield Figure("answer rate of the model alone", alone, "chars/s")
    other = build_messages("¿" + question[::-1], excerpts[::-1], SPANISH)
    first = _generate(model, other, 1).first
    yield Figure("prompt rate of the model alone", len(other[-1].content) / first, "chars/s")


def _generate(model: Stopwatch, messages: Sequence[Message], tokens: int) -> Pace:
    for _ in model.stream(messages, tokens):
        pass
    return model.paces[-1]
