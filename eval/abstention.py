"""How often the archive answers what it cannot, and refuses what it can: both, or neither figure means anything.

Three kinds of questions over the 240 paragraphs of XQuAD-es: answerable ones; the same with their paragraph taken out
of what is found; and, where that file is there, questions with an entity, year or number changed by hand.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from eval.cassette import recorded
from eval.intervals import Rate
from eval.xquad import Question, read_contexts, read_questions, write_archive
from rag.answering import Answerer, ModelChoice
from rag.calibration import calibration_for
from rag.library import Library
from rag.models import load_embedder, open_language_model
from rag.proof import Verifier
from rag.settings import Settings
from rag.types import Answer, Finished, LanguageModel, Mode, Passage, Status

__all__ = ["CHANGED", "Kind", "Measured", "kinds", "run"]

MOST_HALLUCINATED = 0.10
MOST_REFUSED = 0.12
NEAR_MISSES = 200
SEED = 7
DEEPER = 4
"""Passages retrieved beyond those wanted, so that enough are left without one paragraph."""

CHANGED = Path(__file__).parent / "data" / "changed_questions.jsonl"


@dataclass(frozen=True, slots=True)
class Measured:
    """The rate of one error on one kind of question, and the most that it may be."""

    kind: str
    rate: Rate
    most: float

    @property
    def passed(self) -> bool:
        """Whether the rate is within its limit."""
        return self.rate.value <= self.most

    def __str__(self) -> str:
        return f"{'✓' if self.passed else '✗'} {self.kind}: {self.rate}, at most {self.most:.0%}"


class Without:
    """Finds passages as the library does, but none of one paragraph."""

    def __init__(self, library: Library, removed: str) -> None:
        self._library = library
        self._removed = removed

    def retrieve(self, question: str, k: int, *, whole: bool = False) -> tuple[Passage, ...]:
        """The `k` best passages that are left, and what is left of the best article."""
        found = self._library.search(question, k + DEEPER, whole=whole)
        best, rest = found[: k + DEEPER], found[k + DEEPER :]
        left = [p for p in best if Path(p.document.source).stem != self._removed][:k]
        more = [p for p in rest if left and p.document.id == left[0].document.id]
        return tuple(replace(p, rank=rank) for rank, p in enumerate([*left, *more], start=1))


@dataclass(frozen=True, slots=True)
class Kind:
    """Questions of one kind; `without` takes the paragraph of each out of what is found."""

    name: str
    questions: Sequence[Question]
    answerable: bool
    without: bool = False

    @property
    def most(self) -> float:
        """The greatest rate of errors that was promised."""
        return MOST_REFUSED if self.answerable else MOST_HALLUCINATED


def run(
    folder: Path,
    settings: Settings,
    mode: Mode,
    *,
    sample: int = 0,
    cassettes: Path | None = None,
    show: Callable[[str], object] = lambda _: None,
) -> list[Measured]:
    """Ask all questions, or a seeded sample of each kind.

    Args:
        folder: Of XQuAD.
        settings: Their language model is used in `Mode.LLM` only.
        mode: How answers are written.
        sample: Questions of each kind; 0 for all.
        cassettes: Where the model's words are recorded and replayed; none: it is asked each time.
        show: Called with a line for every wrong decision.
    """
    embedder = load_embedder(settings)
    calibration = calibration_for(embedder.fingerprint, settings.calibration_file).calibration
    with (
        tempfile.TemporaryDirectory() as name,
        Library.open(settings.over(Path(name) / "index"), embedder=embedder) as library,
        _model(settings, mode, cassettes) as model,
    ):
        write_archive(read_contexts(folder), Path(name) / "articles")
        library.sync([Path(name) / "articles"])
        verifier = Verifier(embedder, calibration.nearness)

        def ask(question: Question, *, without: bool) -> Answer:
            source = Without(library, question.context_id if without else "")
            answerer = Answerer(source, verifier, lambda: ModelChoice(model), settings, calibration)
            return last_answer(answerer, question.text)

        return [_measure(kind, ask, show) for kind in kinds(folder, sample)]


def kinds(folder: Path, sample: int) -> list[Kind]:
    """The three kinds of questions, or a seeded sample of each; 0 for all."""
    draw = random.Random(SEED)
    answerable = read_questions(folder)
    found = [
        Kind("answerable, refused", answerable, answerable=True),
        Kind("paragraph removed, answered", draw.sample(answerable, NEAR_MISSES), answerable=False, without=True),
    ]
    if CHANGED.exists():
        found.append(Kind("entity, year or number changed, answered", _changed(), answerable=False))
    return [
        replace(k, questions=draw.sample(k.questions, min(sample or len(k.questions), len(k.questions)))) for k in found
    ]


def _changed() -> list[Question]:
    rows = map(json.loads, CHANGED.read_text(encoding="utf-8").splitlines())
    return [Question(row["id"], row["question"], "", (), row.get("lang", "es")) for row in rows]


def _measure(kind: Kind, ask: Callable[..., Answer], show: Callable[[str], object]) -> Measured:
    wrong = 0
    for question in kind.questions:
        answer = ask(question, without=kind.without)
        if (answer.status is Status.ANSWERED) != kind.answerable:
            wrong += 1
            show(f"{kind.name}: {question.text} → {answer.text}")
    return Measured(kind.name, Rate(wrong, len(kind.questions)), kind.most)


def last_answer(answerer: Answerer, question: str) -> Answer:
    """The whole answer, without the events on the way."""
    return next(event.answer for event in answerer.stream(question) if isinstance(event, Finished))


@contextmanager
def _model(settings: Settings, mode: Mode, cassettes: Path | None) -> Iterator[LanguageModel | None]:
    model: LanguageModel | None = None
    if mode is Mode.LLM:
        model = recorded(settings, cassettes) if cassettes else open_language_model(settings)
    try:
        yield model
    finally:
        if model is not None:
            model.close()
