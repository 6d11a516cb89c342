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
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx

from rag.indexing import index_document
from rag.languages import language_of
from rag.languages.spanish import SPANISH
from rag.library import Library
from rag.models import load_embedder, open_language_model
from rag.retrieval.evidence import choose_evidence
from rag.settings import Settings
from rag.text.sentences import split_sentences
from rag.types import Document, Finished, LanguageModel, Message, Retrieved, Token
from rag.writing.prompt import build_messages

__all__ = ["Figure", "run"]

QUESTIONS = (
    "¿qué gana Amazon con el acuerdo?",
    "¿qué incluye el pacto?",
    "¿quiénes son los competidores de Amazon?",
    "¿por qué OpenAI eligió AWS?",
)
GIGABYTE = 1e9
CORPUS = Path("eval/corpus")
VERIFIED_ARTICLES = 12


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
        figures = [*_embedding(fresh), *_answering(fresh), *_disk(fresh)]
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


def _answering(settings: Settings) -> Iterator[Figure]:
    """Evidence, first tokens cold and warm, and the model's rates in the chain against the model alone."""
    model = open_language_model(settings)
    if model is None:
        return
    try:
        with Library.open(settings, llm=model) as library:
            library.sync(["seeds"])
            library.wait_for_model()
            cold = [_ask(library, question) for question in QUESTIONS]
            warm = [_ask(library, QUESTIONS[-1]) for _ in range(3)]
            follow_up = _ask(library, "¿y Amazon, qué gana?")
            yield Figure("evidence on screen", _median(a.evidence for a in [*cold, *warm, follow_up]), "s", 0.5)
            yield Figure("first token, new passages", max(a.first for a in cold if a.first), "s", 10)
            yield Figure("first token, same passages", _median(a.first for a in warm), "s", 1.5)
            yield from _rates(library, model, warm)
            yield Figure("memory of this process and the model", _resident(os.getpid()) / GIGABYTE, "GB", 3.5)
        yield from _verifying(settings, model)
    finally:
        model.close()


@dataclass(frozen=True, slots=True)
class _Asked:
    """Seconds until the evidence, the first token and the end of an answer, and its length."""

    evidence: float
    first: float
    whole: float
    chars: int


def _ask(library: Library, question: str) -> _Asked:
    started = time.perf_counter()
    evidence = first = 0.0
    chars = 0
    for event in library.stream(question):
        match event:
            case Retrieved():
                evidence = time.perf_counter() - started
            case Token(text):
                first = first or time.perf_counter() - started
                chars += len(text)
            case Finished():
                pass
    return _Asked(evidence, first, time.perf_counter() - started, chars)


def _rates(library: Library, model: LanguageModel, warm: list[_Asked]) -> Iterator[Figure]:
    """Characters a second, since every endpoint counts tokens otherwise; the prompt is the chain's own."""
    question = QUESTIONS[-1]
    excerpts = choose_evidence(
        question, library.search(question), library.settings.evidence_tokens, SPANISH, library.calibration.ranking
    )
    messages = build_messages(question, excerpts, SPANISH)
    alone = [_generate(model, messages, library.settings.answer_tokens) for _ in range(3)]
    in_chain = _median(a.chars / (a.whole - a.first) for a in warm)
    bare = _median(chars / seconds for _, seconds, chars in alone)
    yield Figure("answer rate in the chain, of the model alone", in_chain / bare, "ratio", 0.8, at_least=True)
    yield Figure("answer rate of the model alone", bare, "chars/s")
    other = build_messages("¿" + question[::-1], excerpts[::-1], SPANISH)
    first, _, _ = _generate(model, other, 1)
    yield Figure("prompt rate of the model alone", len(other[-1].content) / first, "chars/s")


def _verifying(settings: Settings, model: LanguageModel) -> Iterator[Figure]:
    """One sentence against eight passages that do not hold it, so that words alone settle nothing: the dear case."""
    articles = sorted(CORPUS.glob("*.txt"))[:VERIFIED_ARTICLES]
    with tempfile.TemporaryDirectory() as folder:
        place = settings.over(Path(folder))
        with Library.open(place, llm=model) as library:
            library.sync(articles)
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


def _generate(model: LanguageModel, messages: list[Message], tokens: int) -> tuple[float, float, int]:
    """Seconds to the first piece, seconds from there to the end, characters."""
    started = time.perf_counter()
    first = 0.0
    chars = 0
    for piece in model.stream(messages, tokens):
        first = first or time.perf_counter() - started
        chars += len(piece)
    return first, time.perf_counter() - started - first, chars


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
