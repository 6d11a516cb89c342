"""Twenty readers at once over the page: when each sees the evidence, what is sent, and what stays in memory of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from html import unescape
from time import perf_counter
from typing import Protocol

from eval.bench.figures import Figure
from eval.bench.interactive import seconds_to_interactive
from eval.bench.program import ADDRESS, READY, Page, Program
from eval.bench.room import resident
from eval.bench.windows import Seen, Window
from eval.bench.wordy import WORDS, Wordy
from rag.library import Library
from rag.settings import Settings

__all__ = ["QUESTIONS", "Asks", "crowd", "is_mixed", "percentile", "turns"]

QUESTIONS = (
    "¿por qué OpenAI eligió AWS?",
    "¿cuánto vale el acuerdo?",
    "¿qué es AWS?",
    "¿qué es OpenAI?",
    "¿quiénes son los competidores de Amazon?",
    "¿qué gana Amazon con el acuerdo?",
    "¿qué incluye el pacto?",
    "¿cuándo llega este movimiento?",
    "¿qué busca OpenAI al asociarse con Amazon?",
    "¿qué permite el convenio a Amazon?",
    "¿qué dejó claro la reestructuración de OpenAI?",
    "¿qué modelos hace OpenAI?",
    "¿qué representa el acuerdo para Amazon?",
    "¿qué hardware incluye el pacto?",
    "¿qué podría acelerar la colaboración?",
    "¿dónde están los centros de datos?",
    "¿de qué depende la carrera de la IA?",
    "¿qué requerimientos han aumentado?",
    "¿qué cambios hubo en el gobierno de OpenAI?",
    "¿qué papel tiene la infraestructura en el futuro?",
)
"""One for each reader, so that it is seen where one gets what another asked."""

ROUNDS = 5
VISITS = 5
"""Questions that a reader asks before the window is closed, and times that all of them come: 500 questions."""

TURNS = 50
KILOBYTE = 1024


def crowd(settings: Settings) -> Iterator[Figure]:
    """What twenty at once see, what the page weighs, fifty turns of one, and what a long answer sends."""
    with Library.open(settings.model_copy(update={"llm": "off"})) as library:
        library.sync(["seeds"])
    with Program(settings, llm="off", corpus="seeds").page() as page:
        _, address = page.says(ADDRESS)
        page.says(READY)
        yield from _page(address)
        yield from _many(page, address)
        with Window(address) as window:
            yield from turns(window, QUESTIONS[:10])
    yield from _long(settings)


def _page(address: str) -> Iterator[Figure]:
    with Window(address) as window:
        yield Figure("page and what it names, as sent", window.weight / KILOBYTE, "KB")
        window.ask(QUESTIONS[0])
    if (seconds := seconds_to_interactive(address)) is not None:
        yield Figure("page interactive in a browser", seconds, "s")


def _many(page: Page, address: str) -> Iterator[Figure]:
    """Twenty come and ask at the same time, again and again, and leave; as many come after them."""
    seen: list[Seen] = []
    memory: list[int] = []
    began = perf_counter()
    for _ in range(VISITS):
        seen += _visit(address)
        memory.append(resident(page.pid))
    took = perf_counter() - began
    yield Figure("20 at once: evidence on screen, 95th percentile", percentile([s.evidence for s in seen]), "s", 1)
    yield Figure("20 at once: whole answer, 95th percentile", percentile([s.whole for s in seen]), "s")
    yield Figure("20 at once: answers a second", len(seen) / took, "")
    yield Figure("20 at once: streams with another's question, or not their own", sum(map(is_mixed, seen)), "", 0)
    grown = 100 * (memory[-1] / memory[0] - 1)
    yield Figure(f"memory after {len(seen)} questions, more than after {len(seen) // VISITS}", grown, "%", 5)


def _visit(address: str) -> list[Seen]:
    with ExitStack() as opened, ThreadPoolExecutor(len(QUESTIONS)) as readers:
        windows = [opened.enter_context(Window(address)) for _ in QUESTIONS]

        def ask(reader: int) -> list[Seen]:
            return [windows[reader].ask(QUESTIONS[reader]) for _ in range(ROUNDS)]

        return [one for several in readers.map(ask, range(len(QUESTIONS))) for one in several]


def is_mixed(seen: Seen) -> bool:
    """Whether what was sent for a question shows another reader's, or lacks its own."""
    text = unescape(seen.text)
    return {question for question in QUESTIONS if question in text} != {seen.question}


class Asks(Protocol):
    """Somebody who asks one question below the other."""

    def ask(self, question: str) -> Seen:
        """Ask, and say what was seen of the answer."""


def turns(reader: Asks, questions: Sequence[str], most: int = TURNS) -> Iterator[Figure]:
    """One conversation of many turns: what the last ones take and are sent, by what the first ones do.

    The questions come round and round, and the first round is held against the last whole one: the same questions.
    """
    seen = [reader.ask(questions[n % len(questions)]) for n in range(most)]
    every = len(questions)
    end = most - most % every
    first, last = seen[:every], seen[end - every : end]
    times = sum(turn.whole for turn in last) / sum(turn.whole for turn in first)
    sent = sum(turn.bytes for turn in last) / sum(turn.bytes for turn in first)
    yield Figure(f"{most} in one conversation: time of the last by the first", times, "", 1.2)
    yield Figure(f"{most} in one conversation: bytes sent for the last by the first", sent, "", 1.2)
    for turn in (1, 10, 25, 50):
        if turn <= most:
            yield Figure(f"turn {turn} of one conversation: whole answer", seen[turn - 1].whole, "s")
            yield Figure(f"turn {turn} of one conversation: sent", seen[turn - 1].bytes / KILOBYTE, "KB")


def _long(settings: Settings) -> Iterator[Figure]:
    """What a long answer sends, and whether half as long a one sends half of it."""
    with Wordy() as model:
        room = {"answer_tokens": "8000", "llm_context": "16000"}
        written = Program(settings, corpus="seeds", llm_base_url=model.url, llm_model="wordy", **room)
        with written.page() as page:  # of the same archive
            _, address = page.says(ADDRESS)
            page.says(READY)
            sent = []
            for model.words in (WORDS // 2, WORDS):
                with Window(address) as window:
                    sent.append(window.ask(QUESTIONS[2]).bytes)
    half, whole = sent
    yield Figure("bytes sent for an answer of 2,000 words", whole / KILOBYTE, "KB")
    yield Figure("the same, by those for one of 1,000 words", whole / half, "", 2.5)


def percentile(values: Sequence[float], part: float = 0.95) -> float:
    """The value below which a part of them lies."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]
