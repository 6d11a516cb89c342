"""Where the time and the memory go, each figure beside its limit or beside what the model does alone.

Machines differ and are shared: rates are given as ratios to the bare model in the same run, and times as medians.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import httpx

from rag.deciding import YesNoModel
from rag.errors import HemerotecaError
from rag.indexing import index_document
from rag.languages import language_of
from rag.languages.spanish import SPANISH
from rag.library import Library
from rag.models import load_embedder, open_language_model
from rag.retrieval.evidence import choose_evidence
from rag.settings import Settings
from rag.text.sentences import split_sentences
from rag.types import Document, LanguageModel, Message, Retrieved, Token
from rag.writing.prompt import build_messages

__all__ = ["Figure", "Pace", "Stopwatch", "answering", "extracting", "run", "verifying"]

WRITTEN = ("¿qué es AWS?", "¿qué es OpenAI?", "¿qué es Amazon Web Services?")
"""Definitions, which the language model answers in its own words."""

TOLD = ("¿por qué OpenAI eligió AWS?", "¿cuánto vale el acuerdo?", "¿quiénes son los competidores de Amazon?")
"""A cause, a fact and a list, which the article's own sentences answer; the model is only asked whether they do."""

FOLLOW_UP = "¿y Amazon, qué gana?"
WARM = 3
GIGABYTE = 1e9
CORPUS = Path("eval/corpus")
VERIFIED_ARTICLES = 12

OpenModel: TypeAlias = Callable[[Settings], LanguageModel | None]
"""What gives the language model of some settings; None where they have none."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its unit and, where one was promised, its limit."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False

    @property
    def passed(self) -> bool:
        """Whether the limit was kept; true where there is none."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        """One line for a report."""
        limit = ""
        if self.limit is not None:
            bound = "at least" if self.at_least else "at most"
            limit = f"({bound} {self.limit:g}: {'ok' if self.passed else 'MISSED'})"
        return f"{self.name:58} {self.value:9.2f} {self.unit:10} {limit}".rstrip()


def run(settings: Settings, *, page: bool = True) -> list[Figure]:
    """Measure everything in a fresh archive of `seeds/`; the page in a process of its own, afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = settings.over(Path(folder) / "index")
        figures = [*_embedding(fresh), *extracting(fresh), *answering(fresh), *verifying(fresh), *_disk(fresh)]
        if page:
            figures += _page(fresh)
    return figures


def _embedding(settings: Settings) -> Iterator[Figure]:
    """Indexing against the embedder's own speed on the same texts."""
    embedder = load_embedder(settings)
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(Path("seeds").glob("*.txt")))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for n in range(6):
            # Six articles that share no sentence: each line says which article it stands in.
            lines = [f"{line} ({n})" for line in text.splitlines() if line.strip()]
            (place / f"{n}.txt").write_text("\n".join(lines), encoding="utf-8")
        with Library.open(settings, embedder=embedder) as library:
            whole = _seconds(lambda: library.sync([place]))
            texts = _indexed_texts(library, settings)
            library.forget([place])
    alone = _seconds(lambda: embedder.embed_passages(sorted(texts, key=len)))
    yield Figure("indexing: share of the time that is the embedder's own", alone / whole, "ratio")
    yield Figure("indexing: texts (passages and sentences) a second", len(texts) / whole, "1/s")
    single = [_seconds(lambda: embedder.embed_queries(["¿cuánto vale el acuerdo?"])) for _ in range(10)]
    yield Figure("embedding one question", statistics.median(single) * 1000, "ms")


def _indexed_texts(library: Library, settings: Settings) -> list[str]:
    texts: list[str] = []
    for document in library.documents():
        for piece in index_document(document, root="", chunk_chars=settings.chunk_chars).chunks:
            texts.append(piece.chunk.text)
            texts.extend(document.text[s.start : s.end] for s in piece.sentences)
    return texts


def extracting(settings: Settings) -> Iterator[Figure]:
    """Whole answers without a language model."""
    with Library.open(settings.model_copy(update={"llm": "off"})) as library:
        library.sync(["seeds"])
        asked = [_ask(library, question) for question in (*WRITTEN, *TOLD)]
    yield Figure("without a language model: whole answer, median", _median(a.whole for a in asked), "s", 0.7)


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
        cold = [_ask(library, question, model) for question in WRITTEN]
        warm = [_ask(library, WRITTEN[-1], model) for _ in range(WARM)]
        told = [_ask(library, question, model) for question in TOLD]
        every = [*cold, *warm, *told, _ask(library, FOLLOW_UP, model)]
        yield Figure("evidence on screen, median", _median(a.evidence for a in every), "s", 0.5)
        yield from _told(told)
        yield from _written([a for a in cold if a.pace], [a for a in warm if a.pace])
        yield from _rates(library, model, [a.pace for a in warm if a.pace])
        yield Figure("memory of this process and the model", _resident(os.getpid()) / GIGABYTE, "GB", 3.5)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a model wrote a text: seconds from its prompt to its first piece and its last, and its characters."""

    first: float
    last: float
    chars: int

    @property
    def rate(self) -> float:
        """Characters a second behind the first piece, since every endpoint counts tokens otherwise; 0 of one piece."""
        return self.chars / (self.last - self.first) if self.last > self.first else 0.0


class Stopwatch:
    """A language model that notes how fast it writes.

    Attributes:
        paces: One for each text of which anything was written, in order.
    """

    def __init__(self, model: LanguageModel) -> None:
        self.paces: list[Pace] = []
        self._model = model

    @property
    def name(self) -> str:
        """The model's own name."""
        return self._model.name

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """The pieces as the model writes them."""
        started, first, last, chars = time.perf_counter(), 0.0, 0.0, 0
        with closing(self._model.stream(messages, max_tokens)) as pieces:
            try:
                for piece in pieces:
                    last = time.perf_counter() - started
                    first = first or last
                    chars += len(piece)
                    yield piece
            finally:
                if chars:
                    self.paces.append(Pace(first, last, chars))

    def affirms(self, messages: Sequence[Message]) -> float | None:
        """What the model says; None of one that cannot tell."""
        return self._model.affirms(messages) if isinstance(self._model, YesNoModel) else None

    def close(self) -> None:
        """End the model."""
        self._model.close()


@dataclass(frozen=True, slots=True)
class _Asked:
    """Seconds until the evidence, the first words on the screen and the end of an answer.

    Attributes:
        pace: Of the model, where it wrote.
    """

    evidence: float
    first: float
    whole: float
    pace: Pace | None = None


def _ask(library: Library, question: str, model: Stopwatch | None = None) -> _Asked:
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
    return _Asked(evidence, first, whole, pace)


def _told(told: Sequence[_Asked]) -> Iterator[Figure]:
    yield Figure("told in the article's sentences: whole answer, median", _median(a.whole for a in told), "s", 10)
    wrote = sum(a.pace is not None for a in told)
    yield Figure("told in the article's sentences: written after all", wrote, "answers")


def _written(cold: Sequence[_Asked], warm: Sequence[_Asked]) -> Iterator[Figure]:
    """A sentence is shown once it is proven, so the model's first token and the first words shown are two things."""
    if not cold or not warm:
        raise HemerotecaError(
            "the language model wrote no answer to a question of `seeds/`: its rates cannot be measured."
        )
    yield Figure("written by the model, of the definitions asked", len(cold) / len(WRITTEN), "ratio")
    yield Figure("first token of the model, new passages", max(a.pace.first for a in cold if a.pace), "s")
    yield Figure("first words on screen, new passages", max(a.first for a in cold), "s", 6)
    yield Figure("first token of the model, same passages", _median(a.pace.first for a in warm if a.pace), "s")
    yield Figure("first words on screen, same passages", _median(a.first for a in warm), "s", 1.5)
    yield Figure("written by the model: whole answer, median", _median(a.whole for a in cold), "s", 10)


def _rates(library: Library, model: Stopwatch, in_chain: Sequence[Pace]) -> Iterator[Figure]:
    """The rates in the chain beside those of the model alone, with the prompt that the chain gives it."""
    question = WRITTEN[-1]
    excerpts = choose_evidence(
        question, library.search(question), library.settings.evidence_tokens, SPANISH, library.calibration.ranking
    )
    messages = build_messages(question, excerpts, SPANISH)
    alone = _median(_generate(model, messages, library.settings.answer_tokens).rate for _ in range(WARM))
    chained = _median(pace.rate for pace in in_chain)
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


def verifying(
    settings: Settings, open_model: OpenModel = open_language_model, *, articles: int = VERIFIED_ARTICLES
) -> Iterator[Figure]:
    """One sentence against eight passages that do not hold it, so that words alone settle nothing: the dear case.

    It opens a model of its own: the library that one was given to has ended it.

    Args:
        settings: Name the models.
        open_model: Gives the one that writes meanwhile.
        articles: How many articles are taken, with a sentence of each.
    """
    model = open_model(settings)
    if model is None:
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(model),
        Library.open(settings.over(Path(folder)), llm=model) as library,
    ):
        library.sync(sorted(CORPUS.glob("*.txt"))[:articles])
        library.wait_for_model()
        documents = library.documents()
        pairs = [
            (_third_sentence(document), library.search(other.title, 8))
            for document, other in zip(documents, documents[1:] + documents[:1], strict=True)
        ]
        idle = [_seconds(partial(library.verify, claim, passages)) for claim, passages in pairs]
        with _writing(model):
            busy = [_seconds(partial(library.verify, claim, passages)) for claim, passages in pairs]
    yield Figure("verifying a sentence, median", _median(idle) * 1000, "ms", 60)
    yield Figure("verifying a sentence while the model writes, median", _median(busy) * 1000, "ms", 120)
    yield Figure("verifying a sentence while the model writes, worst", max(busy) * 1000, "ms")


def _third_sentence(document: Document) -> str:
    start, end = split_sentences(document.text, language_of(document.language))[2]
    return document.text[start:end]


@contextmanager
def _writing(model: LanguageModel) -> Iterator[None]:
    """The model writes a long text meanwhile."""
    begun, done = threading.Event(), threading.Event()

    def write() -> None:
        with closing(model.stream([Message("user", "Escribe una historia muy larga de un faro.")], 600)) as pieces:
            for _ in pieces:
                begun.set()
                if done.is_set():
                    break

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(timeout=60)
    try:
        yield
    finally:
        done.set()
        writer.join()


def _disk(settings: Settings) -> Iterator[Figure]:
    environment = Path(sys.prefix)
    places = [settings.cache_dir, settings.data_dir, *([environment] if (environment / "pyvenv.cfg").exists() else [])]
    yield Figure("disk of environment, models and index", sum(map(_size, places)) / GIGABYTE, "GB", 4)


def _page(settings: Settings) -> Iterator[Figure]:
    """The command that users type: until the page can be drawn, and until it can answer."""
    started = time.perf_counter()
    with _chat(settings) as process:
        drawn = ready = 0.0
        for line in process.stdout or ():
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                httpx.get(found.group(), timeout=60).raise_for_status()
                drawn = time.perf_counter() - started
            if "Lista" in line:
                ready = time.perf_counter() - started
                break
        yield Figure("page drawn after the command", drawn, "s", 8)
        yield Figure("page ready to answer after the command", ready, "s", 25)
        yield Figure("memory of the page and the model", _resident(process.pid) / GIGABYTE, "GB", 3.5)


@contextmanager
def _chat(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    environ = os.environ | {
        "HEMEROTECA_DATA_DIR": str(settings.data_dir),
        "HEMEROTECA_CACHE_DIR": str(settings.cache_dir),
        "HEMEROTECA_PORT": "0",
    }
    command = [sys.executable, "-m", "ui.cli", "chat", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environ)  # noqa: S603 - our own command
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def _resident(pid: int) -> int:
    """Bytes that a process and its descendants hold in memory (Linux: /proc)."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
    children = [child for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]
    return (int(found.group(1)) * 1024 if found else 0) + sum(_resident(int(child)) for child in children)


def _size(place: Path) -> int:
    """Bytes on disk, hard links once."""
    seen = {(s.st_dev, s.st_ino): s.st_blocks * 512 for path in place.rglob("*") if (s := path.lstat())}
    return sum(seen.values())


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)
